import { distance } from 'fastest-levenshtein';
import { REQUIRED_FACTS, type Vocabulary } from '../../law/vocabulary.ts';
import { didYouMean } from '../../values/nearest.ts';
import { ColumnTrouble } from './errors.ts';
import { headerForm, rankOfHeader, recognisedHeader } from './headers.ts';
import { type MappingFile, NO_MAPPING } from './mapping-file.ts';
import { type CellManner, EXACT } from './spelling.ts';

/** One column of the table and what it is read for: a fact, a label, the caller's key or an assumed answer. */
export interface ColumnUse {
  readonly column: string;
  /** Position in the table, from 0. */
  readonly at: number;
  readonly name: string;
  readonly how: 'name' | 'recognised' | 'mapping file';
  readonly manner: CellManner;
}

export interface Constant {
  readonly name: string;
  readonly text: string;
  readonly from: 'flag' | 'mapping file';
}

/** How a table is understood. */
export interface TableMapping {
  readonly uses: readonly ColumnUse[];
  readonly constants: readonly Constant[];
  readonly unused: readonly string[];
}

export interface MappingWishes {
  readonly file?: MappingFile;
  /** `--host`, `--act`, `--as-of`: the same in every row, whatever a column says. */
  readonly flags?: Readonly<Partial<Record<(typeof REQUIRED_FACTS)[number], string>>>;
  readonly ambiguous?: 'reject' | 'unknown';
}

/** Labels are carried into the report. `permit` tells rows of one permit from rows of another when permits are counted. */
export function labelsOf(vocabulary: Vocabulary): readonly string[] {
  return [...new Set([...vocabulary.labels.map((label) => label.name), 'permit'])];
}

/** Every name that a column can be read for. */
export function targetsOf(vocabulary: Vocabulary, questions: readonly string[]): readonly string[] {
  return ['id', ...vocabulary.facts.map((fact) => fact.name), ...labelsOf(vocabulary), ...questions.map((id) => `interpretation.${id}`)];
}

/**
 * Understands the header of a table: canonical names first, then what the mapping file says, then common headers.
 * @throws ColumnTrouble for a header that is nearly a fact, two columns for one fact, and a case without host, act or day
 */
export function mapColumns(
  header: readonly string[],
  vocabulary: Vocabulary,
  questions: readonly string[],
  wishes: MappingWishes = {},
): TableMapping {
  const targets = targetsOf(vocabulary, questions);
  const file = wishes.file ?? NO_MAPPING;
  refuseDuplicates(header);
  refuseStrangers(header, file);
  const constants = constantsOf(file, wishes);
  const found: ColumnUse[] = [];
  const unused: number[] = [];
  header.forEach((column, at) => {
    const told = file.columns.get(column);
    const how = told !== undefined ? 'mapping file' : targets.includes(column) ? 'name' : 'recognised';
    // A header with a dot means to be a canonical name: `worker.nationality` is a slip, where `Worker nationality` is a person's own word.
    const recognised = DOTTED.test(column) ? undefined : recognisedHeader(column);
    const name = file.ignore.has(column) ? undefined : (told ?? (how === 'name' ? column : recognised));
    if (name === undefined || !targets.includes(name)) {
      if (!file.ignore.has(column)) refuseNearMiss(column, targets);
      unused.push(at);
      return;
    }
    found.push({ column, at, name, how, manner: mannerOf(name, how !== 'name', file, wishes) });
  });
  const uses = settleTwins(found, constants, unused, vocabulary);
  requireCase(uses, constants);
  const names = unused.sort((a, b) => a - b).map((at) => header[at] || `(column ${at + 1}, without a name)`);
  return { uses, constants, unused: names };
}

function mannerOf(name: string, isSpelled: boolean, file: MappingFile, wishes: MappingWishes): CellManner {
  const values = file.values.get(name) ?? null;
  const dateForm = file.dates.get(name) ?? null;
  const ambiguous = name === 'worker.nationalities' ? (wishes.ambiguous ?? 'reject') : 'reject';
  if (!isSpelled && values === null && dateForm === null && ambiguous === 'reject') return EXACT;
  return { isSpelled: isSpelled || dateForm !== null, ambiguous, dateForm, values };
}

function constantsOf(file: MappingFile, { flags = {} }: MappingWishes): readonly Constant[] {
  const byFlag = Object.entries(flags).flatMap(([name, text]): Constant[] => (text === undefined ? [] : [{ name, text, from: 'flag' }]));
  const byFile = [...file.constants].flatMap(([name, text]): Constant[] =>
    byFlag.some((constant) => constant.name === name) ? [] : [{ name, text, from: 'mapping file' }],
  );
  return [...byFlag, ...byFile];
}

function refuseDuplicates(header: readonly string[]): void {
  const twice = header.find((name, at) => name !== '' && header.indexOf(name) !== at);
  if (twice !== undefined)
    throw new ColumnTrouble(
      `Two columns are headed \`${twice}\`.`,
      'Give each column a header of its own; which of the two is meant nobody can tell.',
      {
        field: twice,
      },
    );
}

function refuseStrangers(header: readonly string[], file: MappingFile): void {
  for (const column of [...file.columns.keys(), ...file.ignore])
    if (!header.includes(column))
      throw new ColumnTrouble(
        `The mapping file speaks of a column \`${column}\`, which the table does not have.${didYouMean(column, header)}`,
        `Columns of the table: ${header.join(', ')}.`,
        { field: column },
      );
}

const DOTTED = /^\s*(worker|employer|contract|permit|application|register|approvals|interpretation)\s*\.\s*\w+/i;

/** A header that is nearly a fact is a slip, and silence about it would turn a known fact into an unknown one. */
function refuseNearMiss(column: string, targets: readonly string[]): void {
  const looksDotted = DOTTED.test(column);
  const lower = column.trim().toLowerCase();
  const near = targets.some((name) => {
    const d = distance(lower, name.toLowerCase());
    return name.length >= 8
      ? d <= 2
      : ['host', 'act', 'asOf'].includes(name) && d <= 1 && lower.length >= 4 && lower[0] === name[0]?.toLowerCase();
  });
  const ofField = targets.find((name) => name.includes('.') && name.split('.')[1]?.toLowerCase() === lower && lower.length > 6);
  if (looksDotted || near || ofField !== undefined)
    throw new ColumnTrouble(
      `The column \`${column}\` is no fact of a case.${ofField === undefined ? didYouMean(column, targets) : ` Did you mean \`${ofField}\`?`}`,
      'Use the exact name; or list the column under `ignore` of a mapping file if it is meant to be left out.',
      { field: column },
    );
}

/** Two columns for one fact are an error; of several keys and labels the likeliest is taken, of a fact that a flag gives the flag. */
function settleTwins(
  found: readonly ColumnUse[],
  constants: readonly Constant[],
  unused: number[],
  vocabulary: Vocabulary,
): readonly ColumnUse[] {
  const facts = new Set(vocabulary.facts.map((fact) => fact.name));
  const uses: ColumnUse[] = [];
  for (const use of found) {
    const constant = constants.find(({ name }) => name === use.name);
    if (constant?.from === 'flag') {
      unused.push(use.at);
      continue;
    }
    if (constant !== undefined)
      throw new ColumnTrouble(
        `\`${use.name}\` stands in the column \`${use.column}\` and among the constants of the mapping file.`,
        'Leave one of them out; list the column under `ignore` to use the constant.',
        { field: use.name },
      );
    const twin = uses.find(({ name }) => name === use.name);
    if (twin === undefined) {
      uses.push(use);
      continue;
    }
    if (facts.has(use.name) || use.how === 'mapping file' || twin.how === 'mapping file' || (use.how === 'name' && twin.how === 'name'))
      throw new ColumnTrouble(
        `The columns \`${twin.column}\` and \`${use.column}\` would both be read as \`${use.name}\`.`,
        'Say in a mapping file which is meant, and list the other under `ignore`.',
        { field: use.name },
      );
    const better = rank(use) < rank(twin) ? use : twin;
    uses[uses.indexOf(twin)] = better;
    unused.push(better === use ? twin.at : use.at);
  }
  const permit = uses.find(({ name }) => name === 'permit');
  // The number of a permit is also the key of its row, where there is no better one.
  if (permit !== undefined && (uses.find(({ name }) => name === 'id')?.how ?? 'recognised') === 'recognised') {
    const key = uses.find(({ name }) => name === 'id');
    if (key !== undefined) unused.push(key.at);
    const others = uses.filter(({ name }) => name !== 'id');
    return [{ ...permit, name: 'id' }, ...others];
  }
  return uses;
}

function rank(use: ColumnUse): number {
  return use.how === 'name' ? -1 : rankOfHeader(use.column, use.name);
}

const FLAG_OF = { host: '--host MNG', act: '--act remain', asOf: '--as-of 2017-12-07' } as const;

function requireCase(uses: readonly ColumnUse[], constants: readonly Constant[]): void {
  const missing = REQUIRED_FACTS.filter((name) => ![...uses, ...constants].some((source) => source.name === name));
  if (missing.length > 0)
    throw new ColumnTrouble(
      `The table has no column for ${missing.map((name) => `\`${name}\``).join(' and ')}, and without ${missing.length > 1 ? 'them' : 'it'} there is no question to answer.`,
      `Give ${missing.length > 1 ? 'them' : 'it'} for all rows, for instance ${missing.map((name) => `\`${FLAG_OF[name]}\``).join(' ')}; or name the column in a mapping file.`,
      { field: missing.join(', ') },
    );
}

/** Whether a header says by itself what it is: the sign by which the delimiter of a file is found. */
export function isKnownHeader(vocabulary: Vocabulary): (header: string) => boolean {
  const names = new Set([...vocabulary.facts.map((fact) => fact.name), ...labelsOf(vocabulary), 'id'].map(headerForm));
  return (header) => names.has(headerForm(header)) || recognisedHeader(header) !== undefined;
}
