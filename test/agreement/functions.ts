import type { Case } from '../../src/decide/case.ts';
import { moduleText } from '../../src/decide/javascript/compile.ts';
import { Expressions } from '../../src/decide/javascript/expressions.ts';
import { Module } from '../../src/decide/javascript/module.ts';
import { Locals } from '../../src/decide/javascript/text.ts';
import type { Programme } from '../../src/decide/programme.ts';
import type { Node } from '../../src/law/condition/ir.ts';
import { addToDate, daysBetween } from '../../src/values/dates.ts';
import type { Truth } from '../../src/values/kleene.ts';

/** Conditions alone as generated functions: for comparing them with their other forms. Each must be of type bool. */
export function conditionFunctions(programme: Programme, regime: string, nodes: readonly Node[]): readonly ((input: Case) => Truth)[] {
  const module = new Module(programme);
  const { host, asOf } = programme.at;
  const functions = nodes.map((node) => {
    const locals = new Locals();
    const { set } = new Expressions(module, regime, locals).write(node);
    return (reset: string) =>
      `function (input) {\nconst v = input.values, s = input.assumed, host = v[${host}], asOf = v[${asOf}];\n${reset}${locals.declared()}return [false, null, null, true][${set}];\n}`;
  });
  const source = moduleText(module, (reset) => `return [${functions.map((text) => text(reset)).join(',\n')}];`);
  const make = new Function('addToDate', 'daysBetween', source) as (
    add: typeof addToDate,
    days: typeof daysBetween,
  ) => ((input: Case) => Truth)[];
  return make(addToDate, daysBetween);
}
