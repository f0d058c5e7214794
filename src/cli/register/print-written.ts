import type { Paper } from '../paper.ts';
import { isRecord, printFields, said } from './print.ts';

interface Written {
  readonly done: string;
  readonly next: string | undefined;
  readonly waits: boolean;
  readonly isDryRun: boolean;
}

/** What was done, in a sentence; the id by which it is known from now on; who must act next. */
export function printWritten(
  answer: unknown,
  given: Readonly<Record<string, unknown>>,
  { done, next, waits, isDryRun }: Written,
  paper: Paper,
): void {
  const fields = isRecord(answer) ? answer : {};
  const id = Object.entries(fields).find(([name, value]) => name !== 'proposal' && isUuid(value))?.[1];
  const values = { ...(typeof id === 'string' ? { id } : {}), ...fields, ...given };
  const version = typeof fields.version === 'number' ? `; version ${fields.version}` : '';
  paper.line();
  if (isDryRun) paper.prose(paper.style('yellow', 'A dry run: nothing was changed. It would say:'), { indent: 2 });
  paper.prose(`${filled(done, values)}${version}.`, { indent: 2 });
  const { proposal, rejects } = fields;
  if (waits) {
    paper.prose('It waits for a second person; until then nothing changes.', { indent: 2 });
    if (typeof proposal === 'string' && !isDryRun) paper.line(`  Next, somebody else: resolute approve ${proposal}`);
  } else if (next !== undefined && !isDryRun) paper.prose(`Next: ${filled(next, values)}`, { indent: 2 });
  if (typeof id === 'string') paper.line(paper.style('dim', `  id ${id}`));
  for (const list of [fields.warnings, fields.difference, rejects])
    if (Array.isArray(list))
      for (const item of list) isRecord(item) ? printFields(item, paper, 4) : paper.prose(said(item), { indent: 2, bullet: '• ' });
  paper.line();
}

const isUuid = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);

/** A number that was not given stands for the id, since that is then what the record is called. */
export function filled(template: string, values: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => said(values[name] ?? (name === 'number' ? values.id : undefined)));
}
