import { ACTS } from '../../law/vocabulary.ts';
import { addToDate, daysBetween } from '../../values/dates.ts';
import type { HostLaw, Programme, ReadyProvision } from '../programme.ts';
import type { Settle } from '../settle.ts';
import { writeAct } from './act.ts';
import { Module } from './module.ts';
import { PRELUDE } from './prelude.ts';
import { indented, literal } from './text.ts';

/**
 * The law as the source of a JavaScript function body; it takes `addToDate` and `daysBetween` and returns a `Settle`. One
 * straight function for each act and each set of hosts with the same law; nothing is allocated but the answer.
 */
export function javascriptOf(programme: Programme): string {
  const module = new Module(programme);
  const dispatch = dispatchOf(programme, module);
  return moduleText(
    module,
    (reset) =>
      `return function settle(input) {\n${indented(`const v = input.values, s = input.assumed;\nconst host = v[${programme.at.host}], asOf = v[${programme.at.asOf}];\n${reset}${dispatch}`)}}`,
  );
}

/** The body that makes what `end` returns; `end` is given the statement that forgets the case before. */
export function moduleText(module: Module, end: (reset: string) => string): string {
  const terms = module.terms();
  const words = Array.from({ length: Math.max(1, Math.ceil(module.names.length / 30)) }, (_, index) => `M${index}`);
  const kept = terms.kept.map((at) => `T${at}`);
  const one = 'return M0 === 0 ? NOTHING : (LISTS[M0] ??= namesOf([M0]));';
  return [
    '"use strict";',
    `const NAMES = ${JSON.stringify(module.names)};`,
    `let ${[...words.map((word) => `${word} = 0`), ...kept.map((term) => `${term} = -1`)].join(', ')};`,
    PRELUDE,
    `function missing() {\n  ${words.length === 1 ? one : `return namesOf([${words.join(', ')}]);`}\n}`,
    ...module.constants,
    ...terms.functions,
    ...module.functions,
    end(`${[...words, '0'].join(' = ')};\n${kept.length === 0 ? '' : `${[...kept, '-1'].join(' = ')};\n`}`),
  ].join('\n');
}

/** The law as a function of its own: the same answers as `settleBy`, several times as fast. */
export function compileJavascript(programme: Programme): Settle {
  const make = new Function('addToDate', 'daysBetween', javascriptOf(programme)) as (
    add: typeof addToDate,
    days: typeof daysBetween,
  ) => Settle;
  return make(addToDate, daysBetween);
}

/** By act, then by host: hosts under the same provisions share a function. */
function dispatchOf(programme: Programme, module: Module): string {
  const hosts = [
    ...new Set(programme.law.regimes.flatMap(({ regime }) => regime.layers.flatMap((layer) => layer.hosts ?? []).map(({ code }) => code))),
  ].sort();
  const regimes = new Map(programme.law.regimes.flatMap(({ regime }) => regime.provisions.map((rule) => [rule, regime.id] as const)));
  const regimeOf = (provision: ReadyProvision): string => regimes.get(provision.rule) ?? '';
  const elsewhere: HostLaw = programme.forHost('');
  const cases = ACTS.map((act) => {
    const common = writeAct(module, act, elsewhere.byAct[act], regimeOf);
    const byFunction = new Map<string, string[]>();
    for (const host of hosts) {
      const name = writeAct(module, act, programme.forHost(host).byAct[act], regimeOf);
      if (name !== common) byFunction.set(name, [...(byFunction.get(name) ?? []), host]);
    }
    const call = (name: string): string => `return ${name}(v, s, host, asOf);\n`;
    const branches = [...byFunction].map(([name, codes]) =>
      codes.length <= 3
        ? `if (${codes.map((code) => `host === ${literal(code)}`).join(' || ')}) ${call(name)}`
        : `if (${module.addConstant('hosts', `new Set(${JSON.stringify(codes)})`)}.has(host)) ${call(name)}`,
    );
    return `case ${literal(act)}:\n${indented(`${branches.join('')}${call(common)}`)}`;
  });
  return `switch (v[${programme.at.act}]) {\n${indented(cases.join(''))}}\nthrow new TypeError('A case that passed the door has one of the five acts.');\n`;
}
