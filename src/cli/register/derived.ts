import { z } from 'zod';
import type { Query, UseCase } from '../../office/use-case.ts';
import { QUERIES, USE_CASES } from '../../register/catalogue.ts';
import { type Call, type Command, type Flag, isSet, JSON_FLAG, textFlag } from '../command.ts';
import { UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { parseJson, readText } from '../input.ts';
import { Paper } from '../paper.ts';
import { DOOR_FLAGS, openDoor, type RegisterDoor } from './door.ts';
import { idOf } from './ids.ts';
import { type InputFlag, inputFlags, inputFrom, kebab } from './input-flags.ts';
import { printAnswer } from './print.ts';

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
  /** How the answer is shown to a person, where its fields alone do not tell. */
  readonly print?: keyof typeof PRINTERS;
  readonly examples: readonly string[];
}

/** Loaded when they are needed. */
const PRINTERS = {
  case: async () => (await import('./print-case.ts')).printCase,
  working: async () => (await import('./print-case.ts')).printWorking,
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
    args: takes.map((field) => (needed.has(field) ? `<${kebab(field)}>` : `[${kebab(field)}]`)).join(' '),
    ...(about === undefined ? {} : { about }),
    flags: [...flags.map(({ flag }) => flag), INPUT_FLAG, ...(useCase === undefined ? READ_FLAGS : WRITE_FLAGS), ...DOOR_FLAGS, JSON_FLAG],
    examples: derived.examples,
    run: (call) => run(call, derived, useCase, query, flags),
  };
}

async function run(
  call: Call,
  { does, takes = [], fixed = {}, print }: Derived,
  useCase: UseCase | undefined,
  query: Query | undefined,
  flags: readonly InputFlag[],
): Promise<number> {
  const written = await writtenInput(call);
  const door = await openDoor(call);
  try {
    const named: Record<string, unknown> = {};
    for (const [at, field] of takes.entries()) {
      const given = call.args[at];
      if (given !== undefined) named[field] = await idOf(door, field, given);
    }
    const input = { ...written, ...fixed, ...(await withIds(door, inputFrom(flags, call.flags))), ...named };
    const answer =
      useCase === undefined
        ? await door.ask(does, input, { asOf: textFlag(call, 'asOf') ?? null, knownAt: textFlag(call, 'knownAt') ?? null })
        : await door.act(does, input, { key: textFlag(call, 'key') ?? null, dryRun: isSet(call, 'dryRun') });
    if (isSet(call, 'json')) call.io.out(`${JSON.stringify(answer)}\n`);
    else if (print !== undefined) (await PRINTERS[print]())(answer, new Paper(call.io));
    else printAnswer(answer, { isDryRun: isSet(call, 'dryRun'), summary: (useCase ?? query)?.summary ?? does }, new Paper(call.io));
    return waits(answer) ? EXIT.secondPerson : EXIT.done;
  } finally {
    await door.close();
  }
}

/** A second person is needed before anything is done: the exit code says so. */
function waits(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'status' in answer && answer.status === 'waiting';
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

async function withIds(door: RegisterDoor, input: Record<string, unknown>): Promise<Record<string, unknown>> {
  const entries = Object.entries(input).map(
    async ([field, value]) => [field, typeof value === 'string' ? await idOf(door, field, value) : value] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

function requiredOf(schema: z.ZodType): ReadonlySet<string> {
  return new Set(
    (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as { readonly required?: readonly string[] }).required ?? [],
  );
}
