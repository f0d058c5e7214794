import { ColumnTrouble } from '../../files/table/errors.ts';
import { headerForm, recognisedHeader } from '../../files/table/headers.ts';
import type { CellManner } from '../../files/table/spelling.ts';
import { EXACT } from '../../files/table/spelling.ts';
import type { Fact, FactType } from '../../law/vocabulary.ts';
import { didYouMean } from '../../values/nearest.ts';

/** A column that a sheet of permits may have. */
export interface Field {
  readonly name: string;
  readonly type: FactType;
  /** Headers of people's own words, beside those that sheets of cases have. */
  readonly headers: readonly string[];
}

const field = (name: string, type: FactType, ...headers: readonly string[]): Field => ({ name, type, headers });

/** Everything that an import reads. A fact of the law has its own name, so that one sheet serves deciding and importing. */
export const FIELDS: readonly Field[] = [
  field('permit.number', 'text', 'permit no', 'permit number', 'work permit no', 'зөвшөөрлийн дугаар', 'зөвшөөрөл №'),
  field('permit.validFrom', 'date'),
  field('permit.validTo', 'date'),
  field('permit.category', 'text', 'category', 'permit category', 'ангилал'),
  field('worker.number', 'text', 'worker no', 'worker number', 'worker id', 'ажилтны дугаар'),
  field('worker.name', 'text', 'name', 'worker name', 'name of worker', 'full name', 'нэр', 'ажилтны нэр', '이름', '성명'),
  field('worker.bornOn', 'date', 'date of birth', 'born on', 'birth date', 'төрсөн огноо'),
  field('worker.birthYear', 'integer', 'year of birth', 'birth year', 'born in', 'төрсөн он'),
  field('worker.document', 'text', 'passport', 'passport no', 'passport number', 'document number', 'паспортын дугаар'),
  field('worker.nationalities', 'countries'),
  field('worker.earnsIncome', 'bool'),
  field('worker.safetyOverseer', 'bool'),
  field('worker.immunity', 'bool'),
  field('worker.residesOnOtherTitle', 'bool'),
  field('worker.listed', 'bool'),
  field('employer.number', 'text', 'employer no', 'employer number', 'registration number', 'регистрийн дугаар'),
  field('employer.name', 'text', 'employer', 'employer name', 'company', 'company name', 'ажил олгогч', 'компани'),
  field('employer.sector', 'text', 'sector', 'industry', 'isic', 'салбар'),
  field('employer.private', 'bool'),
  field('employer.listed', 'bool'),
  field('contract.finalisedOn', 'date'),
  field('contract.endsOn', 'date'),
  field('contract.written', 'bool'),
  field('departure.leftOn', 'date', 'left on', 'departed on', 'date of departure', 'гарсан огноо'),
  field('departure.destination', 'country', 'left for', 'destination'),
];

/** One column of the sheet and what it is read for. */
export interface ImportColumn {
  readonly column: string;
  /** Its place in the sheet, from 0. */
  readonly at: number;
  readonly field: Field;
  readonly fact: Fact;
  readonly manner: CellManner;
}

export interface ImportColumns {
  readonly uses: readonly ImportColumn[];
  readonly unused: readonly string[];
}

const BY_FORM = new Map(FIELDS.flatMap((known) => known.headers.map((header) => [headerForm(header), known] as const)));
const BY_NAME = new Map(FIELDS.map((known) => [known.name, known] as const));

/** The field that a header stands for by itself. */
export function fieldOf(header: string): Field | undefined {
  return BY_NAME.get(header) ?? BY_FORM.get(headerForm(header)) ?? BY_NAME.get(recognisedHeader(header) ?? '');
}

/**
 * Understands the header of a sheet of permits.
 * @param told header to field, as the caller says; it stands above what is recognised
 * @throws ColumnTrouble for two columns of one field, a name that is no field, and a sheet without what a permit needs
 */
export function importColumns(header: readonly string[], told: Readonly<Record<string, string>> = {}): ImportColumns {
  for (const [column, name] of Object.entries(told)) {
    if (!header.includes(column))
      throw new ColumnTrouble(
        `The sheet has no column \`${column}\`.${didYouMean(column, header)}`,
        `Columns of the sheet: ${header.join(', ')}.`,
        { field: column },
      );
    if (!BY_NAME.has(name))
      throw new ColumnTrouble(
        `\`${name}\` is nothing that an import reads.${didYouMean(name, [...BY_NAME.keys()])}`,
        `Use one of ${[...BY_NAME.keys()].join(', ')}.`,
        { field: column },
      );
  }
  const uses: ImportColumn[] = [];
  const unused: string[] = [];
  header.forEach((column, at) => {
    const known = told[column] === undefined ? fieldOf(column) : BY_NAME.get(told[column]);
    if (known === undefined) {
      unused.push(column);
      return;
    }
    const twin = uses.find((use) => use.field === known);
    if (twin !== undefined)
      throw new ColumnTrouble(
        `The columns \`${twin.column}\` and \`${column}\` would both be read as \`${known.name}\`.`,
        'Say which is meant, for instance with `--map`, and leave the other out of the sheet.',
        { field: column },
      );
    const isSpelled = column !== known.name;
    uses.push({
      column,
      at,
      field: known,
      fact: factOf(known),
      manner: isSpelled ? { ...EXACT, isSpelled, ambiguous: 'unknown' } : { ...EXACT, ambiguous: 'unknown' },
    });
  });
  for (const name of ['permit.validFrom', 'permit.validTo'])
    if (!uses.some((use) => use.field.name === name))
      throw new ColumnTrouble(
        `The sheet has no column for \`${name}\`, and a permit without it stands on no day.`,
        `Head a column \`${name}\` or \`${name === 'permit.validFrom' ? 'Valid from' : 'Valid to'}\`.`,
        { field: name },
      );
  for (const [needed, other] of [
    ['worker.number', 'worker.name'],
    ['employer.number', 'employer.name'],
  ] as const)
    if (!uses.some((use) => use.field.name === needed || use.field.name === other))
      throw new ColumnTrouble(
        `The sheet has no column for \`${needed}\` or \`${other}\`.`,
        `Head a column \`${needed}\` or \`${other}\`.`,
        { field: needed },
      );
  return { uses, unused };
}

/** A field as the reader of cells wants it. */
const factOf = ({ name, type }: Field): Fact => ({ name, type, question: { en: name }, words: { is: { en: name } } });
