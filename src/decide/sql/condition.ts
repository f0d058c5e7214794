import { type Node, typeOf } from '../../law/condition/ir.ts';
import { REQUIRED_FACTS } from '../../law/vocabulary.ts';
import { addToDateSql, type Dialect, type Elements, unnested } from './dialect.ts';
import { atom, date, levelOf, type Sheet, type Sql, text } from './sheet.ts';

export const UNKNOWN: Sql = { text: 'CAST(NULL AS BOOLEAN)', level: 0 };
export const TRUE: Sql = { text: 'true', level: 0 };
export const FALSE: Sql = { text: 'false', level: 0 };

/** Where the names of a condition lead in the source. */
export interface Names {
  /** The column of a fact, or null where the source has none for it: then it is always unknown. */
  readonly fact: (name: string) => Sql | null;
  readonly elements: (list: string) => Elements;
  readonly question: (id: string) => Sql;
  readonly term: (id: string) => Node | undefined;
}

/** Conditions of one regime as SQL: three-valued as in `closures.ts`, each costly part a named column of the sheet. */
export class Conditions {
  readonly sheet: Sheet;
  readonly dialect: Dialect;
  readonly names: Names;
  readonly #terms = new Map<string, Sql>();

  constructor(sheet: Sheet, dialect: Dialect, names: Names) {
    this.sheet = sheet;
    this.dialect = dialect;
    this.names = names;
  }

  /**
   * @param within whether the node stands in a quantifier's body: what looks at `item` cannot be a column of its own
   * @param wish how a column made for this very node may be called
   */
  of(node: Node, within = false, wish?: string): Sql {
    switch (node.op) {
      case 'literal':
        return { text: literal(node.type, node.value), level: 0 };
      case 'fact':
        return this.names.fact(node.name) ?? UNKNOWN;
      case 'item':
        return { text: node.field === null ? this.dialect.element : `item."${node.field}"`, level: 0 };
      case 'question':
        return this.names.question(node.id);
      case 'term':
        return this.term(node.id);
      case 'known': {
        const fact = this.names.fact(node.fact);
        return fact === null ? FALSE : { text: `${fact.text} IS NOT NULL`, level: fact.level };
      }
      case 'not':
        return this.#join([this.of(node.arg, within)], ([arg]) => `NOT ${arg}`);
      case 'and':
      case 'or':
        return this.junction(
          node.op,
          node.args.map((arg) => this.#part(arg, node.op, within)),
        );
      case 'if':
        return this.#join(
          [node.test, node.then, node.else].map((part) => this.of(part, within)),
          ([test, then, otherwise]) => `CASE ${test} WHEN true THEN ${then} WHEN false THEN ${otherwise} END`,
        );
      case 'compare': {
        const sign = node.how === '==' ? '=' : node.how === '!=' ? '<>' : node.how;
        return this.#join([this.of(node.left, within), this.of(node.right, within)], ([left, right]) => `${left} ${sign} ${right}`);
      }
      case 'before':
        return this.#join(
          [this.of(node.left, within), this.of(node.right, within)],
          ([left, right]) => `CASE WHEN ${left} <> ${right} THEN ${left} < ${right} END`,
        );
      case 'oneOf':
        if (node.options.length === 0) return FALSE;
        return this.#join(
          [node.item, ...node.options].map((part) => this.of(part, within)),
          ([item = '', ...options]) =>
            node.options.every((option) => option.op === 'literal')
              ? this.dialect.isOneOf(item, options)
              : `${item} IN (${options.join(', ')})`,
        );
      case 'contains':
        return this.#contains(node, within, wish);
      case 'exists':
      case 'all':
        return this.#quantifier(node, wish);
      case 'add': {
        const sum = this.#join([this.of(node.date, within), this.of(node.count, within)], ([day, count]) =>
          addToDateSql(this.dialect, day ?? '', node.unit, count ?? ''),
        );
        return within ? sum : this.sheet.named(sum, `${node.unit} added`);
      }
      case 'daysBetween':
        return this.#join([this.of(node.from, within), this.of(node.to, within)], ([from, to]) =>
          this.dialect.daysBetween(from ?? '', to ?? ''),
        );
    }
  }

  /** A condition outside of quantifiers as a column; a bare fact stays what it is. */
  column(node: Node, wish: string): Sql {
    return this.sheet.named(this.of(node, false, wish), wish);
  }

  /** A defined term: one column, whichever conditions use it. */
  term(id: string): Sql {
    let known = this.#terms.get(id);
    if (known === undefined) {
      const means = this.names.term(id);
      known = means === undefined ? UNKNOWN : this.column(means, id);
      this.#terms.set(id, known);
    }
    return known;
  }

  /** AND and OR of SQL are Kleene's. */
  junction(op: 'and' | 'or', parts: readonly Sql[]): Sql {
    const idle = op === 'and' ? TRUE : FALSE;
    const deciding = op === 'and' ? FALSE : TRUE;
    const live = parts.filter((part) => part.text !== idle.text);
    if (live.some((part) => part.text === deciding.text)) return deciding;
    const [only] = live;
    if (only === undefined) return idle;
    if (live.length === 1) return only;
    return { text: live.map((part) => atom(part.text)).join(op === 'and' ? ' AND ' : ' OR '), level: levelOf(...live) };
  }

  /** An OR inside an AND, or an AND inside an OR, is asked again for what is missing: it becomes a column. */
  #part(node: Node, around: 'and' | 'or', within: boolean): Sql {
    const sql = this.of(node, within);
    return !within && (node.op === 'and' || node.op === 'or') && node.op !== around
      ? this.sheet.named(sql, node.op === 'or' ? 'either' : 'both')
      : sql;
  }

  #join(parts: readonly Sql[], form: (texts: readonly string[]) => string): Sql {
    return { text: form(parts.map((part) => atom(part.text))), level: levelOf(...parts) };
  }

  #contains(node: Extract<Node, { op: 'contains' }>, within: boolean, wish = `in ${node.list}`): Sql {
    const list = this.names.fact(node.list);
    if (list === null) return UNKNOWN;
    const item = this.of(node.item, within);
    const sql: Sql = { text: this.dialect.contains(list.text, atom(item.text), isSure(node.item)), level: levelOf(list, item) };
    return within ? sql : this.sheet.named(sql, wish);
  }

  #quantifier(node: Extract<Node, { op: 'exists' | 'all' }>, name = `${node.op} ${node.list}`): Sql {
    const list = this.names.fact(node.list);
    if (list === null) return UNKNOWN;
    const body = this.of(node.body, true);
    const [hit, other] = node.op === 'exists' ? ['true', 'false'] : ['false', 'true'];
    const level = levelOf(list, body);
    if (this.dialect.name === 'postgresql') {
      const overlap = node.op === 'exists' ? constantsSought(node.body) : null;
      if (overlap !== null) {
        const gap = `WHEN ${this.dialect.hasGap(list.text)} THEN NULL`;
        return this.sheet.named(
          { text: `CASE WHEN ${list.text} && ARRAY[${overlap.join(', ')}] THEN true ${gap} ELSE false END`, level },
          name,
        );
      }
      const hits = `(SELECT ${body.text} AS hit FROM ${unnested(list.text, this.names.elements(node.list))}) AS hits`;
      const found = node.op === 'exists' ? 'bool_or(hit)' : 'bool_or(NOT hit)';
      // A list that is null would be no rows, and so `false`; most lists are empty and need no sub-select.
      const empty = `WHEN ${list.text} IS NULL THEN NULL WHEN cardinality(${list.text}) = 0 THEN ${other}`;
      const asked = `(SELECT CASE WHEN ${found} THEN ${hit} WHEN bool_or(hit IS NULL) THEN NULL ELSE ${other} END FROM ${hits})`;
      return this.sheet.named({ text: `CASE ${empty} ELSE ${asked} END`, level }, name);
    }
    const each = this.sheet.named({ text: `list_transform(${list.text}, lambda item: ${body.text})`, level }, `each ${node.list}`);
    const gap = `WHEN list_count(${each.text}) < len(${each.text}) OR ${each.text} IS NULL THEN NULL`;
    return this.sheet.named(
      { text: `CASE WHEN list_contains(${each.text}, ${hit}) THEN ${hit} ${gap} ELSE ${other} END`, level: each.level },
      name,
    );
  }
}

/** Whether a body asks no more than that the element is one of some texts: PostgreSQL has a quick word for that. */
function constantsSought(body: Node): readonly string[] | null {
  if (body.op !== 'oneOf' || body.item.op !== 'item' || body.item.field !== null || body.options.length === 0) return null;
  const texts = body.options.flatMap((option) => (option.op === 'literal' ? [literal(option.type, option.value)] : []));
  return texts.length === body.options.length ? texts : null;
}

function literal(type: string, value: boolean | number | string): string {
  if (typeof value === 'string') return type === 'date' ? date(value) : text(value);
  return typeof value === 'number' && value < 0 ? `(${value})` : String(value);
}

/** Whether a node is never unknown on a case that passed the door. */
export function isSure(node: Node): boolean {
  return (
    node.op === 'literal' || (node.op === 'fact' && typeOf(node) !== 'list' && (REQUIRED_FACTS as readonly string[]).includes(node.name))
  );
}
