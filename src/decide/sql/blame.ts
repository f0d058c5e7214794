import { factsOf, type Node, walk } from '../../law/condition/ir.ts';
import { REQUIRED_FACTS } from '../../law/vocabulary.ts';
import { byCodePoint } from '../../values/canonical.ts';
import { type Conditions, isSure } from './condition.ts';
import { atom, text } from './sheet.ts';

/**
 * What is certain about a node where the path has come to it. Below a provision of unknown value the condition is not
 * false, so an `and` with an unknown part is unknown itself and need not be asked; likewise an `or` that is not true.
 */
type Bound = 'unknown' | 'not-false' | 'not-true' | 'open';

/** Where the path stands: tests that all hold (two-valued SQL), and the list that a quantifier looks into. */
interface Path {
  readonly tests: readonly string[];
  readonly list: string | null;
}

/**
 * The same way that `src/decide/missing.ts` walks for one case, written out as tests: a name is missing where some path
 * of unknown values leads from a provision down to it.
 */
export class Blame {
  /** By name, then by the test that the name itself is unknown: the paths that lead there. */
  readonly #missing = new Map<string, Map<string, string[]>>();
  /** Terms wait until all conditions have been walked, so that each is entered once. */
  readonly #terms = new Map<Conditions, Map<string, string[]>>();

  condition(conditions: Conditions, node: Node, tests: readonly string[], bound: Bound): void {
    this.#walk(conditions, node, { tests, list: null }, bound);
  }

  /** A fact that stands in no condition: the date at which the law is read. */
  fact(conditions: Conditions, name: string, tests: readonly string[]): void {
    this.#leaf(name, isUnknown(conditions.names.fact(name)?.text ?? null), { tests, list: null });
  }

  /** The expression of the column `missing`. @param terms of each regime, in the order in which they are defined */
  joined(regimes: readonly { readonly conditions: Conditions; readonly terms: readonly string[] }[]): string {
    for (const { conditions, terms } of regimes)
      for (const id of [...terms].reverse()) {
        const paths = this.#terms.get(conditions)?.get(id);
        const means = conditions.names.term(id);
        if (paths === undefined || means === undefined) continue;
        this.#walk(conditions, means, { tests: [isUnknown(conditions.term(id).text), anyOf(paths)], list: null }, 'unknown');
      }
    const names = [...this.#missing.keys()].sort(byCodePoint);
    if (names.length === 0) return "''";
    const parts = names.map((name) => {
      const leaves = [...(this.#missing.get(name) ?? [])].map(([leaf, paths]) => allOf([leaf, anyOf(paths)]));
      return `CASE WHEN ${anyOf(leaves)} THEN ${text(name)} END`;
    });
    return `concat_ws('|',\n    ${parts.join(',\n    ')})`;
  }

  #leaf(name: string, unknown: string, path: Path): void {
    if (unknown === 'false' || (REQUIRED_FACTS as readonly string[]).includes(name)) return;
    const leaves = this.#missing.get(name) ?? new Map<string, string[]>();
    this.#missing.set(name, leaves);
    const paths = leaves.get(unknown) ?? [];
    leaves.set(unknown, paths);
    const tests = allOf(path.tests);
    if (!paths.includes(tests)) paths.push(tests);
  }

  #walk(conditions: Conditions, node: Node, path: Path, bound: Bound): void {
    const within = path.list !== null;
    const go = (child: Node, test: readonly string[], childBound: Bound): void =>
      this.#walk(conditions, child, test.length === 0 ? path : { ...path, tests: [...path.tests, ...test] }, childBound);
    /** A part as the column that its condition made of it, or as an expression on `item`. */
    const sql = (part: Node): string => atom((within ? conditions.of(part, true) : conditions.column(part, part.op)).text);
    /** The test that the node itself is unknown, where that does not follow already. */
    const unknown = (): readonly string[] => (bound === 'unknown' ? [] : [isUnknown(sql(node))]);
    switch (node.op) {
      case 'literal':
      case 'known':
        return;
      case 'fact':
        this.#leaf(node.name, isUnknown(conditions.names.fact(node.name)?.text ?? null), path);
        return;
      case 'item':
        if (path.list !== null) this.#leaf(path.list, isUnknown(conditions.of(node).text), path);
        return;
      case 'question':
        this.#leaf(`interpretation.${node.id}`, isUnknown(conditions.names.question(node.id).text), path);
        return;
      case 'term': {
        const terms = this.#terms.get(conditions) ?? new Map<string, string[]>();
        this.#terms.set(conditions, terms);
        terms.set(node.id, [...(terms.get(node.id) ?? []), allOf(path.tests)]);
        return;
      }
      case 'not':
        go(node.arg, [], bound === 'not-false' ? 'not-true' : bound === 'not-true' ? 'not-false' : bound);
        return;
      case 'and':
      case 'or': {
        const below: Bound = node.op === 'and' ? 'not-false' : 'not-true';
        const test = bound === below ? [] : unknown();
        for (const arg of node.args) go(arg, test, below);
        return;
      }
      case 'if': {
        const test = unknown();
        const asked = sql(node.test);
        go(node.test, test, 'open');
        go(node.then, [...test, `(${asked} IS NULL OR ${asked})`], 'open');
        go(node.else, [...test, `(${asked} IS NULL OR NOT ${asked})`], 'open');
        return;
      }
      case 'compare':
      case 'daysBetween':
        // An unknown side makes the node unknown whatever stands beside it, so the sides alone are asked.
        for (const side of node.op === 'compare' ? [node.left, node.right] : [node.from, node.to]) go(side, [], 'open');
        return;
      case 'before': {
        for (const side of [node.left, node.right]) go(side, [], 'open');
        const [left, right] = [node.left, node.right].map(sql);
        this.#whole(node, `coalesce(${left} = ${right}, false)`, path);
        return;
      }
      case 'add': {
        for (const side of [node.date, node.count]) go(side, [], 'open');
        const [day, count] = [node.date, node.count].map(sql);
        this.#whole(node, `(${isUnknown(sql(node))} AND ${day} IS NOT NULL AND ${count} IS NOT NULL)`, path);
        return;
      }
      case 'oneOf': {
        if (node.options.length === 0) return;
        const test = node.options.every(isSure) ? [] : unknown();
        for (const part of [node.item, ...node.options]) go(part, test, 'open');
        return;
      }
      case 'contains': {
        const list = conditions.names.fact(node.list);
        const test = unknown();
        const inside: Path = { ...path, tests: [...path.tests, ...test] };
        this.#leaf(
          node.list,
          list === null
            ? 'true'
            : isSure(node.item) && !within
              ? isUnknown(conditions.of(node).text)
              : conditions.dialect.hasGap(list.text),
          inside,
        );
        go(node.item, test, 'open');
        return;
      }
      case 'exists':
      case 'all':
        this.#elements(conditions, node, { ...path, tests: [...path.tests, ...unknown()] });
        return;
    }
  }

  /** All facts below a node whose parts are known and which is unknown all the same. */
  #whole(node: Node, unknown: string, path: Path): void {
    for (const name of factsOf(node)) this.#leaf(name, unknown, path);
    if (path.list !== null && [...walk(node)].some((part) => part.op === 'item')) this.#leaf(path.list, unknown, path);
  }

  #elements(conditions: Conditions, node: Extract<Node, { op: 'exists' | 'all' }>, path: Path): void {
    const list = conditions.names.fact(node.list);
    if (isAboutElementsAlone(node.body)) {
      this.#leaf(node.list, isUnknown(conditions.of(node).text), path);
      return;
    }
    const noList = isUnknown(list?.text ?? null);
    this.#leaf(node.list, noList, path);
    // Nobody knows yet what the elements will be asked, so every unknown fact of the body may come to matter.
    const unseen: Path = { tests: [...path.tests, noList], list: null };
    for (const leaf of walk(node.body)) {
      if (leaf.op === 'fact' || leaf.op === 'question' || leaf.op === 'term') this.#walk(conditions, leaf, unseen, 'open');
      else if (leaf.op === 'contains') {
        const inner = conditions.names.fact(leaf.list);
        this.#leaf(leaf.list, inner === null ? 'true' : conditions.dialect.hasGap(inner.text), unseen);
      }
    }
    if (list === null) return;
    // What the body lacks is collected apart and asked of each element.
    const inner = new Blame();
    inner.#walk(conditions, node.body, { tests: [isUnknown(conditions.of(node.body, true).text)], list: node.list }, 'unknown');
    for (const [name, leaves] of inner.#missing) {
      const found = anyOf([...leaves].map(([leaf, paths]) => allOf([leaf, anyOf(paths)])));
      this.#leaf(name, conditions.dialect.anyElement(list.text, found, conditions.names.elements(node.list)), path);
    }
    for (const [id, paths] of inner.#terms.get(conditions) ?? []) {
      const terms = this.#terms.get(conditions) ?? new Map<string, string[]>();
      this.#terms.set(conditions, terms);
      const found = conditions.dialect.anyElement(list.text, anyOf(paths), conditions.names.elements(node.list));
      terms.set(id, [...(terms.get(id) ?? []), allOf([...path.tests, found])]);
    }
  }
}

/** A body that is unknown only where the list is, or a field of an element: then the list is what is missing. */
function isAboutElementsAlone(body: Node): boolean {
  return [...walk(body)].every((node) => ['literal', 'item', 'not', 'and', 'or', 'compare', 'oneOf'].includes(node.op) || isSure(node));
}

function isUnknown(sql: string | null): string {
  return sql === null || sql.startsWith('CAST(NULL ') ? 'true' : `${atom(sql)} IS NULL`;
}

function allOf(tests: readonly string[]): string {
  const live = [...new Set(tests)].filter((test) => test !== 'true');
  return live.length === 0 ? 'true' : live.length === 1 ? (live[0] ?? '') : live.map(bracketed).join(' AND ');
}

function anyOf(tests: readonly string[]): string {
  if (tests.includes('true')) return 'true';
  const all = [...new Set(tests)];
  return all.length === 1 ? (all[0] ?? '') : `(${all.map(bracketed).join(' OR ')})`;
}

function bracketed(test: string): string {
  return / (AND|OR) /.test(test) && !/^\([^()]*\)$/.test(test) ? `(${test})` : test;
}
