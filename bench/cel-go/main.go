// Command cel-go decides the benchmark's permits with cel-go and its own unknowns, the one rival that is three-valued as it comes.
//
// It reads permits as JSON Lines (one nested case a line), then obeys lines on standard input: "round" decides them all once on one
// goroutine and prints the nanoseconds it took; "values FILE" writes fourteen bytes a permit (0 false, 1 unknown, 2 true); end of input ends it.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
)

const (
	prk      = `"PRK" in nationalities`
	stays    = `(act == "employ" || act == "remain")`
	approved = `approvals.exists(a, a.committee == "1718" && a.approvedOn <= asOf)`
	// On the very day nobody can tell: hourOfSigning is always unknown.
	spared   = `(written && (finalisedOn < "2017-09-11" || finalisedOn == "2017-09-11" && hourOfSigning))`
	excepted = `(host in nationalities || returnProhibited || immunity)`
	capped   = prk + ` && headroom < 1 && !` + approved
	admitted = prk + ` && (!residesOnOtherTitle || admissionNexus) && !` + approved
	members  = `["AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK", "ESP", "EST", "FIN", "FRA", "GRC", "HRV", "HUN", "IRL", "ITA", "LTU", "LUX", "LVA", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "SWE"]`
	inUnion  = `(host in ` + members + ` || host == "GBR" && asOf <= "2020-12-31")`
	european = `(nationalities.exists(n, n in ` + members + `) || asOf <= "2020-01-31" && "GBR" in nationalities)`
	isNew    = `(act == "authorise" || act == "renew" && (host == "MNG" && asOf >= "2017-12-03" || renewalIsNew))`
)

// The fourteen norms in the order of peers/norms.ts.
var norms = []string{
	`act == "authorise" && asOf > "2017-08-05" && ` + capped,
	isNew + ` && asOf >= "2017-09-11" && ` + admitted + ` && !` + spared,
	stays + ` && asOf >= "2017-12-22" && ` + prk + ` && earnsIncome && !` + excepted,
	stays + ` && asOf >= "2017-12-22" && ` + prk + ` && safetyOverseer && !` + excepted,
	`act == "renew" && host == "MNG" && asOf >= "2017-12-03" && ` + prk,
	`act == "contract" && host == "MNG" && asOf >= "2017-12-03" && ` + prk + ` && private`,
	stays + ` && host == "MNG" && asOf >= "2017-12-03" && ` + prk,
	`act == "authorise" && host == "MNG" && asOf >= "2018-01-26" && ` + prk,
	`act == "employ" && host == "MNG" && asOf >= "2018-01-26" && ` + prk + ` && !` + excepted,
	`act == "remain" && host == "MNG" && asOf >= "2018-01-26" && ` + prk + ` && !` + excepted,
	`act == "authorise" && asOf >= "2017-09-14" && ` + inUnion + ` && ` + capped,
	`act == "authorise" && asOf >= "2017-10-16" && ` + inUnion + ` && ` + admitted + ` && !(written && finalisedOn < "2017-09-11")`,
	`act == "renew" && asOf >= "2017-10-16" && ` + inUnion + ` && ` + prk + ` && !returnProhibited`,
	stays + ` && asOf >= "2018-02-26" && ` + inUnion + ` && ` + prk + ` && (earnsIncome || safetyOverseer) && !(` + european + ` || returnProhibited || immunity)`,
}

var variables = map[string]*cel.Type{
	"act": cel.StringType, "host": cel.StringType, "asOf": cel.StringType, "nationalities": cel.ListType(cel.StringType),
	"earnsIncome": cel.BoolType, "safetyOverseer": cel.BoolType, "returnProhibited": cel.BoolType, "immunity": cel.BoolType,
	"residesOnOtherTitle": cel.BoolType, "private": cel.BoolType, "written": cel.BoolType, "finalisedOn": cel.StringType,
	"approvals": cel.ListType(cel.MapType(cel.StringType, cel.StringType)), "headroom": cel.IntType,
	"hourOfSigning": cel.BoolType, "renewalIsNew": cel.BoolType, "admissionNexus": cel.BoolType,
}

type permit struct {
	Act, Host, AsOf string
	Worker          struct {
		Nationalities                                                                []string
		EarnsIncome, SafetyOverseer, ReturnProhibited, Immunity, ResidesOnOtherTitle *bool
		ProtectionAssessment                                                         *string
	}
	Employer struct{ Private *bool }
	Contract struct {
		Written     *bool
		FinalisedOn *string
	}
	Approvals []struct{ Committee, ApprovedOn *string }
	Register  struct{ Headroom *int64 }
}

// bind makes the activation of a permit before the clock starts: known facts as CEL values, the others as unknown patterns.
func bind(p *permit) (cel.PartialActivation, error) {
	known := map[string]any{"act": types.String(p.Act), "host": types.String(p.Host), "asOf": types.String(p.AsOf)}
	boolean := func(name string, value *bool) {
		if value != nil {
			known[name] = types.Bool(*value)
		}
	}
	boolean("earnsIncome", p.Worker.EarnsIncome)
	boolean("safetyOverseer", p.Worker.SafetyOverseer)
	boolean("returnProhibited", settled(p))
	boolean("immunity", p.Worker.Immunity)
	boolean("residesOnOtherTitle", p.Worker.ResidesOnOtherTitle)
	boolean("private", p.Employer.Private)
	boolean("written", p.Contract.Written)
	if p.Worker.Nationalities != nil {
		known["nationalities"] = types.NewStringList(types.DefaultTypeAdapter, p.Worker.Nationalities)
	}
	if p.Contract.FinalisedOn != nil {
		known["finalisedOn"] = types.String(*p.Contract.FinalisedOn)
	}
	if p.Register.Headroom != nil {
		known["headroom"] = types.Int(*p.Register.Headroom)
	}
	if p.Approvals != nil {
		list := make([]ref.Val, len(p.Approvals))
		for i, approval := range p.Approvals {
			fields := map[string]string{}
			if approval.Committee != nil {
				fields["committee"] = *approval.Committee
			}
			if approval.ApprovedOn != nil {
				fields["approvedOn"] = *approval.ApprovedOn
			}
			list[i] = types.NewStringStringMap(types.DefaultTypeAdapter, fields)
		}
		known["approvals"] = types.NewRefValList(types.DefaultTypeAdapter, list)
	}
	var unknown []*cel.AttributePatternType
	for name := range variables {
		if _, ok := known[name]; !ok {
			unknown = append(unknown, patterns[name])
		}
	}
	return cel.PartialVars(known, unknown...)
}

var patterns = map[string]*cel.AttributePatternType{}

func settled(p *permit) *bool {
	if p.Worker.ReturnProhibited != nil || p.Worker.ProtectionAssessment == nil {
		return p.Worker.ReturnProhibited
	}
	yes, no := true, false
	switch *p.Worker.ProtectionAssessment {
	case "upheld":
		return &yes
	case "refused":
		return &no
	}
	return nil
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	programs, err := compile()
	if err != nil {
		return err
	}
	permits, err := read(os.Args[1])
	if err != nil {
		return err
	}
	values := make([]byte, len(permits)*len(programs))
	fmt.Println("ready", len(permits))
	commands := bufio.NewScanner(os.Stdin)
	for commands.Scan() {
		if file, ok := strings.CutPrefix(commands.Text(), "values "); ok {
			if err := os.WriteFile(file, values, 0o644); err != nil {
				return err
			}
			fmt.Println("written")
			continue
		}
		start := time.Now()
		for i, activation := range permits {
			for j, program := range programs {
				values[i*len(programs)+j] = value(program, activation)
			}
		}
		fmt.Println(time.Since(start).Nanoseconds())
	}
	return commands.Err()
}

// value is 2 for true, 0 for false, 1 for an unknown; an approval without its date is an error to CEL, which settles nothing either.
func value(program cel.Program, activation cel.PartialActivation) byte {
	out, _, err := program.Eval(activation)
	switch {
	case err != nil || types.IsUnknown(out):
		return 1
	case out == types.True:
		return 2
	}
	return 0
}

func compile() ([]cel.Program, error) {
	var options []cel.EnvOption
	for name, kind := range variables {
		options = append(options, cel.Variable(name, kind))
		patterns[name] = cel.AttributePattern(name)
	}
	env, err := cel.NewEnv(options...)
	if err != nil {
		return nil, err
	}
	programs := make([]cel.Program, len(norms))
	for i, norm := range norms {
		ast, issues := env.Compile(norm)
		if issues.Err() != nil {
			return nil, issues.Err()
		}
		if programs[i], err = env.Program(ast, cel.EvalOptions(cel.OptOptimize, cel.OptPartialEval)); err != nil {
			return nil, err
		}
	}
	return programs, nil
}

func read(file string) ([]cel.PartialActivation, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var permits []cel.PartialActivation
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		var p permit
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			return nil, err
		}
		activation, err := bind(&p)
		if err != nil {
			return nil, err
		}
		permits = append(permits, activation)
	}
	return permits, lines.Err()
}
