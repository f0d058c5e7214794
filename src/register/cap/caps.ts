import { enter, newFrame } from '../../decide/settle.ts';
import { factsOf, type Node, walk } from '../../law/condition/ir.ts';
import type { Act } from '../../law/vocabulary.ts';
import type { LawInForce } from '../../office/law.ts';
import { countryCodes } from '../../values/countries.ts';
import type { IsoDate } from '../../values/dates.ts';
import type { Truth } from '../../values/kleene.ts';

/** A cap of the law as the register counts it. */
export interface RegisterCap {
  readonly provision: string;
  readonly baselineOn: IsoDate;
  /** Whether a holder of these nationalities is counted; unknown nationalities give an unknown truth. */
  readonly counts: (nationalities: readonly string[] | null) => Truth;
  /** Nobody is counted who is known to hold none of these; null where the law's condition allows no such short cut. */
  readonly among: readonly string[] | null;
}

const KNOWN = new WeakMap<LawInForce, Map<string, readonly RegisterCap[]>>();

/** The caps that bind this host where this act is done, whatever their days in force: the law itself weighs the day. */
export function capsFor(law: LawInForce, host: string, act: Act): readonly RegisterCap[] {
  const known = KNOWN.get(law) ?? new Map<string, readonly RegisterCap[]>();
  KNOWN.set(law, known);
  const name = `${host} ${act}`;
  const ready = known.get(name) ?? capsOf(law, host, act);
  known.set(name, ready);
  return ready;
}

function capsOf({ compiled, law }: LawInForce, host: string, act: Act): readonly RegisterCap[] {
  const { programme } = compiled;
  return programme.forHost(host).byAct[act].flatMap(({ rule }): RegisterCap[] => {
    if (rule.cap === null) return [];
    const { baselineOn, counts: term } = rule.cap;
    const owner = law.regimes.findIndex(({ regime }) => regime.provisions.includes(rule));
    const terms = law.regimes[owner]?.regime.terms ?? [];
    const within = terms.findIndex(({ id }) => id === term);
    const node = terms[within]?.means.node;
    const at = law.regimes.slice(0, owner).reduce((before, { regime }) => before + regime.terms.length, 0) + within;
    const means = programme.terms[at];
    if (node === undefined || means === undefined) throw new TypeError(`${rule.id} counts by the term ${term}, which is not there.`);
    const nodes = new Map(terms.map(({ id, means: { node } }) => [id, node]));
    requireCountable(rule.id, node, nodes);
    const frame = newFrame(programme);
    // Some hundreds of sets of nationalities live in a register, and each is asked about with every count.
    const told = new Map<string, Truth>();
    const counts = (nationalities: readonly string[] | null): Truth => {
      const name = nationalities === null ? '?' : nationalities.join(' ');
      const known = told.get(name);
      if (known !== undefined) return known;
      enter(frame, compiled.admit({ host, act, asOf: baselineOn, worker: { nationalities } }));
      const truth = means.of(frame) as Truth;
      told.set(name, truth);
      return truth;
    };
    return [{ provision: rule.id, baselineOn, counts, among: among(node, nodes, host, counts) }];
  });
}

/** The register counts permits by what their holders' nationality says; a cap on anything else would be miscounted in silence. */
function requireCountable(provision: string, node: Node, terms: ReadonlyMap<string, Node>): void {
  const other = factsOf(node, terms).filter((fact) => fact !== 'worker.nationalities' && fact !== 'host');
  if (other.length > 0) throw new TypeError(`${provision} counts by ${other.join(', ')}; the register counts by nationality alone.`);
}

/** The codes that the condition names, where a holder of none of them is never counted: then an index finds the few among a million. */
function among(node: Node, terms: ReadonlyMap<string, Node>, host: string, counts: RegisterCap['counts']): readonly string[] | null {
  const texts = [...walk(node, terms)].flatMap((part) => (part.op === 'literal' && typeof part.value === 'string' ? [part.value] : []));
  const codes = [...new Set([...texts, ...(factsOf(node, terms).includes('host') ? [host] : [])])];
  const stranger = countryCodes.find((code) => !codes.includes(code));
  return stranger !== undefined && counts([stranger]) === false ? codes : null;
}
