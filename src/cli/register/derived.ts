import { z } from 'zod';
import type { UseCase } from '../../office/use-case.ts';
import { QUERIES, USE_CASES } from '../../register/catalogue.ts';
import { type Call, type Command, type Flag, isSet, JSON_FLAG, textFlag } from '../command.ts';
import { UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { parseJson, readText } from '../input.ts';
import { Paper } from '../paper.ts';
import { DOOR_FLAGS, openDoor } from './door.ts';
import { idOf } from './ids.ts';
import { type InputFlag, inputFlags, inputFrom, kebab } from './input-flags.ts';
import { momentOfCall } from './moment.ts';
import { withNumbers } from './numbers.ts';
import { isRecord, printAnswer } from './print.ts';
import { filled, printWritten } from './print-written.ts';
import type { RegisterDoor } from './register-door.ts';

/** A command that is one use case or one query. */
export interface Derived {
  /** `permit list`. */
  readonly name: string;
  readonly summary: string;
  /** The use case or query. */
  readonly does: string;
  /** Fields of the input that are arguments, in their order; those of a record take its id or its number. */
  readonly takes?: readonly string[];
  /** Fields with a value of their own, which are no flags. */
  readonly fixed?: Readonly<Record<string, unknown>>;
  readonly about?: string;
  /** The sentence that a write ends with; `{field}` stands for what was given, or for a field of the answer. */
  readonly done?: string;
  /** What is usually done next. */
  readonly next?: string;
  /** Of a list: the columns that people want, the most telling first. */
  readonly columns?: readonly string[];
  /** Somebody else must act before it has an effect, although the answer does not say so. */
  readonly waits?: true;
  /** How the answer is shown to a person, where its fields alone do not tell. */
  readonly print?: keyof typeof PRINTERS;
  readonly examples: readonly string[];
}

/** Loaded when they are needed. */
const PRINTERS = {
  case: async () => (await import('./print-case.ts')).printCase,
  working: async () => (await import('./print-case.ts')).printWorking,
  proposal: async () => (await import('./print-special.ts')).printProposal,
  replay: async () => (await import('./print-special.ts')).printReplay,
  decline: async () => (await import('./print-special.ts')).printDecline,
  notes: async () => (await import('./print-special.ts')).printNotes,
  text: async () => (await import('./print-special.ts')).printText,
  standing: async () => (await import('./print-special.ts')).printStanding,
  figures: async () => (await import('./print-figures.ts')).printFigures,
  'figures-table': async () => (await import('./print-figures.ts')).printFiguresTable,
  'same-person': async () => (await import('./print-special.ts')).printSamePerson,
  count: async () => (await import('./print-special.ts')).printCount,
  law: async () => (await import('./print-law.ts')).printLaw,
  'law-changes': async () => (await import('./print-law.ts')).printLawChanges,
  'law-effect': async () => (await import('./print-law.ts')).printLawEffect,
} as const;

const READ_FLAGS: readonly Flag[] = [
  { flags: '--as-of <day>', summary: 'as it was true on this day' },
  { flags: '--known-at <instant>', summary: 'as the register knew it at this instant, for instance 2017-12-07T09:00:00Z' },
];
const WRITE_FLAGS: readonly Flag[] = [
  { flags: '--dry-run', summary: 'do and check everything, say what would come out, and leave nothing' },
  { flags: '--key <text>', summary: 'idempotency key: the same key gives the first answer again' },
];
const INPUT_FLAG: Flag = {
  flags: '--input <file>',
  summary: 'the whole input as JSON from a file, `-` for standard input; flags stand above it',
};

export function derivedCommand(derived: Derived): Command {
  const { does, takes = [], fixed = {}, about } = derived;
  const useCase = USE_CASES.find(({ name }) => name === does);
  const query = QUERIES.find(({ name }) => name === does);
  const schema = (useCase ?? query)?.input;
  if (schema === undefined) throw new TypeError(`There is no use case ${does}.`);
  const flags = inputFlags(schema, [...takes, ...Object.keys(fixed)]);
  const needed = requiredOf(schema);
  return {
    name: derived.name,
    summary: derived.summary,
    ...(useCase !== undefined && maySayWaiting(useCase, derived) ? { exit: 'second-person' as const } : {}),
    args: takes.map((field) => (needed.has(field) ? `<${kebab(field)}>` : `[${kebab(field)}]`)).join(' '),
    ...(about === undefined ? {} : { about }),
    flags: [...flags.map(({ flag }) => flag), INPUT_FLAG, ...(useCase === undefined ? READ_FLAGS : WRITE_FLAGS), ...DOOR_FLAGS, JSON_FLAG],
    examples: derived.examples,
    run: (call) => run(call, derived, useCase, flags),
  };
}

async function run(call: Call, derived: Derived, useCase: UseCase | undefined, flags: readonly InputFlag[]): Promise<number> {
  const { does, takes = [], fixed = {} } = derived;
  const written = await writtenInput(call);
  const asked = inputFrom(flags, call.flags);
  const moment = momentOfCall(call);
  const door = await openDoor(call);
  try {
    const named: Record<string, unknown> = { ...asked };
    for (const [at, field] of takes.entries()) if (call.args[at] !== undefined) named[field] = typed(derived, field, call.args[at]);
    const input = { ...written, ...(await withIds(door, { ...fixed, ...named })) };
    const answer =
      useCase === undefined
        ? await door.ask(does, input, moment)
        : await door.act(does, input, { key: textFlag(call, 'key') ?? null, dryRun: isSet(call, 'dryRun') });
    if (isSet(call, 'json')) call.io.out(`${JSON.stringify(answer)}\n`);
    else await print(call, derived, door, answer, named);
    return useCase !== undefined && waits(derived, answer) ? EXIT.secondPerson : EXIT.done;
  } finally {
    await door.close();
  }
}

/** An argument whose field is a number is one. */
function typed({ does }: Derived, field: string, text: string): unknown {
  const schema = [...USE_CASES, ...QUERIES].find(({ name }) => name === does)?.input;
  const { properties } = z.toJSONSchema(schema as z.ZodType, { io: 'input', unrepresentable: 'any' }) as {
    readonly properties?: Readonly<Record<string, { readonly type?: string }>>;
  };
  if (properties?.[field]?.type !== 'integer') return text;
  if (!/^-?\d{1,15}$/.test(text)) throw new UsageError(`\`${text}\` is no whole number.`, `<${kebab(field)}> is written in digits alone.`);
  return Number(text);
}

async function print(
  call: Call,
  derived: Derived,
  door: RegisterDoor,
  answer: unknown,
  named: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { done, next, columns, print: special } = derived;
  const paper = new Paper(call.io);
  if (done !== undefined)
    return printWritten(answer, named, { done, next, waits: waits(derived, answer), isDryRun: isSet(call, 'dryRun') }, paper);
  const shown = await forPeople(door, answer, columns);
  if (special !== undefined) (await PRINTERS[special]())(shown, paper);
  else printAnswer(shown, paper, columns);
  if (next !== undefined) paper.line(`  Next: ${filled(next, named)}\n`);
}

/** Numbers in place of ids, in the rows of a list and in the record itself. */
async function forPeople(door: RegisterDoor, answer: unknown, columns?: readonly string[]): Promise<unknown> {
  if (!isRecord(answer)) return answer;
  const { items, list, exceptions, candidates } = answer;
  const rows = async (value: unknown): Promise<unknown> =>
    Array.isArray(value) && value.every(isRecord) ? withNumbers(door, value, columns) : value;
  if (items !== undefined) return { ...answer, items: await rows(items) };
  const [record = answer] = await withNumbers(door, [answer]);
  return {
    ...record,
    ...(list === undefined ? {} : { list: await rows(list) }),
    ...(candidates === undefined ? {} : { candidates: await rows(candidates) }),
    ...(exceptions === undefined ? {} : { exceptions: await rows(exceptions) }),
    ...(isRecord(answer.content) ? { content: (await withNumbers(door, [answer.content]))[0] } : {}),
  };
}

/** Whether a second person may be needed, as far as the answer of the use case can say so. */
function maySayWaiting({ output }: UseCase, { waits: always }: Derived): boolean {
  const { properties = {} } = z.toJSONSchema(output, { unrepresentable: 'any' }) as { readonly properties?: object };
  return always === true || 'contentHash' in properties;
}

/** A second person is needed before anything is done: the exit code says so. */
function waits({ waits: always }: Derived, answer: unknown): boolean {
  if (always === true) return true;
  if (!isRecord(answer)) return false;
  if ('status' in answer && answer.status !== undefined) return answer.status === 'waiting';
  return typeof answer.contentHash === 'string'; // a proposal was made, and nothing else
}

async function writtenInput(call: Call): Promise<Record<string, unknown>> {
  const file = textFlag(call, 'input');
  if (file === undefined) return {};
  const { name, text } = await readText(file, call.io);
  const given = parseJson(name, text);
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new UsageError(`${name} is no JSON object.`, 'Write the fields of the input as { "field": value }.');
  return given as Record<string, unknown>;
}

/** One after the other: what is named first may say what the next is. */
async function withIds(door: RegisterDoor, input: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
  const ids: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(input)) {
    if (typeof value === 'string') ids[field] = await idOf(door, field, value, input);
    else if (Array.isArray(value) && value.every((item) => typeof item === 'string'))
      ids[field] = await Promise.all(value.map((item) => idOf(door, field, item, input)));
    else ids[field] = value;
  }
  return ids;
}

function requiredOf(schema: z.ZodType): ReadonlySet<string> {
  return new Set(
    (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as { readonly required?: readonly string[] }).required ?? [],
  );
}
