import { byCodePoint, canonicalJson, type Json } from '../values/canonical.ts';
import type { IsoDate } from '../values/dates.ts';
import type { Condition, Exception, Law, Regime } from './regime.ts';
import type { Vocabulary } from './vocabulary.ts';
import { phraseOf, type Speech, speechOf } from './words/condition.ts';
import { sentence } from './words/phrase.ts';

export type Part =
  | 'regime'
  | 'fact'
  | 'layer'
  | 'parameter'
  | 'term'
  | 'instrument'
  | 'provision'
  | 'exception'
  | 'question'
  | 'position'
  | 'deadline'
  | 'draft';

/** One field of a part that differs; `null` where one side has nothing. Conditions are given in plain words, with their text beside. */
export interface FieldChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface Change {
  readonly change: 'added' | 'removed' | 'changed';
  readonly part: Part;
  readonly regime: string | null;
  readonly id: string;
  /** Of a part that is added: all it says. Of one that is removed: what is lost. */
  readonly fields: readonly FieldChange[];
}

/** What stands in one law and not in the other, part by part and field by field, in the order of the second law. */
export function diffLaw(before: Law, after: Law): readonly Change[] {
  const left = partsOf(before);
  const right = partsOf(after);
  const changes: Change[] = [];
  for (const [key, part] of right) {
    const old = left.get(key);
    const fields = fieldChanges(old?.fields ?? new Map(), part.fields);
    if (old === undefined || fields.length > 0) changes.push({ ...part.head, change: old === undefined ? 'added' : 'changed', fields });
  }
  for (const [key, part] of left)
    if (!right.has(key)) changes.push({ ...part.head, change: 'removed', fields: fieldChanges(part.fields, new Map()) });
  return changes;
}

/**
 * The law as it bound on one day: provisions in force, instruments adopted, hosts that belonged to their layers and positions
 * taken by then. Nothing is recomputed; what lies outside its time is left out. Drafts stay out: they were never law.
 */
export function lawOn(law: Law, day: IsoDate): Law {
  return { ...law, regimes: law.regimes.map((compiled) => ({ ...compiled, regime: regimeOn(compiled.regime, day) })) };
}

function regimeOn(regime: Regime, day: IsoDate): Regime {
  const instruments = regime.instruments.filter(({ adoptedOn }) => adoptedOn <= day);
  const adopted = new Set(instruments.map(({ id }) => id));
  return {
    ...regime,
    instruments,
    layers: regime.layers.map((layer) => ({
      ...layer,
      hosts: layer.hosts?.filter(({ until }) => until === null || day <= until) ?? null,
    })),
    provisions: regime.provisions.filter(({ inForce: { from, until } }) => from <= day && (until === null || day <= until)),
    questions: regime.questions.map((question) => ({
      ...question,
      positions: question.positions.filter(({ on }) => on === null || on <= day),
    })),
    deadlines: regime.deadlines.filter(({ cite }) => adopted.has(cite.instrument)),
    drafts: [],
  };
}

interface Described {
  readonly head: Pick<Change, 'part' | 'regime' | 'id'>;
  readonly fields: ReadonlyMap<string, Field>;
}
/** `compared` decides whether it differs; `shown` is what a person reads. */
interface Field {
  readonly compared: string;
  readonly shown: string;
}

function partsOf(law: Law): ReadonlyMap<string, Described> {
  const parts = new Map<string, Described>();
  const add = (part: Part, regime: string | null, id: string, value: object, speech: Speech): void => {
    parts.set(`${part}\0${regime ?? ''}\0${id}`, { head: { part, regime, id }, fields: fieldsOf(value, speech) });
  };
  const silent: Speech = { facts: new Map(), terms: new Map(), questions: new Map(), params: new Map() };
  for (const fact of law.vocabulary.facts) add('fact', null, fact.name, fact, silent);
  for (const { regime } of law.regimes) addRegime(regime, law.vocabulary, add);
  return parts;
}

function addRegime(
  regime: Regime,
  vocabulary: Vocabulary,
  add: (part: Part, regime: string | null, id: string, value: object, speech: Speech) => void,
): void {
  const speech = speechOf(vocabulary, regime);
  const { id, title, about } = regime;
  const exceptions = (unless: readonly Exception[], of: string): void => {
    for (const exception of unless) {
      add('exception', id, exception.id, { of, ...exception, unless: [] }, speech);
      exceptions(exception.unless, exception.id);
    }
  };
  add('regime', id, id, { title, about }, speech);
  for (const layer of regime.layers) add('layer', id, layer.id, layer, speech);
  for (const param of regime.params) add('parameter', id, param.name, param, speech);
  for (const term of regime.terms) add('term', id, term.id, term, speech);
  for (const instrument of regime.instruments) add('instrument', id, instrument.id, instrument, speech);
  for (const provision of regime.provisions) {
    add('provision', id, provision.id, { ...provision, unless: [] }, speech);
    exceptions(provision.unless, provision.id);
  }
  for (const question of regime.questions) {
    add('question', id, question.id, { ...question, positions: [] }, speech);
    for (const position of question.positions) add('position', id, `${question.id}: ${nameOf(position) ?? position.by}`, position, speech);
  }
  for (const deadline of regime.deadlines) add('deadline', id, deadline.id, deadline, speech);
  for (const draft of regime.drafts) add('draft', id, draft.id, { ...draft, provisions: draft.provisions.map((rule) => rule.id) }, speech);
}

/** The fields of a part by dotted name. A condition is one field: two that mean the same tree are equal, however they are spaced. */
function fieldsOf(value: object, speech: Speech): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>();
  const visit = (inner: unknown, path: string): void => {
    if (inner === null || inner === undefined) return;
    if (isCondition(inner)) {
      fields.set(path, {
        compared: canonicalJson(withoutRanges(inner.node) as Json),
        shown: `${sentence(phraseOf(inner.node, speech))} [${inner.source.trim().replace(/\s+/g, ' ')}]`,
      });
      return;
    }
    if (Array.isArray(inner)) {
      if (inner.length === 0) return;
      if (inner.every((item) => typeof item !== 'object')) fields.set(path, same(inner.join(', ')));
      else for (const [i, item] of inner.entries()) visit(item, `${path}.${nameOf(item) ?? i + 1}`);
      return;
    }
    if (typeof inner === 'object') for (const [key, item] of Object.entries(inner)) visit(item, path === '' ? key : `${path}.${key}`);
    else if (path !== 'id') fields.set(path, same(String(inner)));
  };
  visit(value, '');
  return fields;
}

function same(text: string): Field {
  return { compared: text, shown: text };
}

/** An entry of a list keeps its name when others come before it. */
function nameOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null) return null;
  if ('act' in item && typeof item.act === 'string') return item.act;
  if ('code' in item && typeof item.code === 'string') return item.code;
  if ('by' in item && typeof item.by === 'string') return `${item.by}${'on' in item && typeof item.on === 'string' ? ` ${item.on}` : ''}`;
  return null;
}

function isCondition(value: unknown): value is Condition {
  return typeof value === 'object' && value !== null && 'source' in value && 'node' in value;
}

function withoutRanges(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutRanges);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => (key === 'range' ? [] : [[key, withoutRanges(inner)]])));
}

function fieldChanges(before: ReadonlyMap<string, Field>, after: ReadonlyMap<string, Field>): FieldChange[] {
  const names = [...new Set([...after.keys(), ...before.keys()])];
  return names
    .filter((name) => before.get(name)?.compared !== after.get(name)?.compared)
    .map((field) => ({ field, before: before.get(field)?.shown ?? null, after: after.get(field)?.shown ?? null }));
}

/** Changes grouped for reading: provisions first, the vocabulary last; within a group by regime and id. */
export function byImportance(changes: readonly Change[]): readonly Change[] {
  const order: readonly Part[] = [
    'provision',
    'exception',
    'term',
    'parameter',
    'question',
    'position',
    'deadline',
    'draft',
    'instrument',
    'layer',
    'regime',
    'fact',
  ];
  return [...changes].sort((a, b) => order.indexOf(a.part) - order.indexOf(b.part) || byCodePoint(a.id, b.id));
}
