// Writes src/api/problems/types.json from the error classes themselves: `node scripts/problem-types.ts`. A test fails while it is stale.
import { readFileSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { parseSync } from 'oxc-parser';
import type { ProblemType } from '../src/api/problems/types.ts';
import { byCodePoint } from '../src/values/canonical.ts';

export const LIST = 'src/api/problems/types.json';
const ROOT = new URL('..', import.meta.url);

/** What the command line and the pages say to a person in front of them never crosses the API. */
const OTHER_DOORS = /^(cli|web)\//;

type Syntax = { readonly type: string; readonly start: number; readonly end: number; readonly [field: string]: unknown };

/** Every class below `src` that extends ResoluteError, as the service's list of problems. */
export async function problemTypes(): Promise<readonly ProblemType[]> {
  const files = (await readdir(new URL('src/', ROOT), { recursive: true }))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !OTHER_DOORS.test(path));
  const found = files.sort(byCodePoint).flatMap((path) => typesIn(`src/${path}`, readFileSync(new URL(`src/${path}`, ROOT), 'utf8')));
  return found.sort((a, b) => byCodePoint(a.code, b.code));
}

/** The list as it is kept. */
export async function problemList(): Promise<string> {
  return `${JSON.stringify(await problemTypes(), null, 2)}\n`;
}

/** @throws TypeError where a class cannot be listed: it has no comment, or its code is not written out */
export function typesIn(path: string, text: string): ProblemType[] {
  if (!text.includes('extends ResoluteError')) return [];
  const { program, comments } = parseSync(path, text);
  const found: ProblemType[] = [];
  for (const statement of program.body as unknown as readonly Syntax[]) {
    const declared = statement.type === 'ExportNamedDeclaration' ? (statement.declaration as Syntax | null) : statement;
    if (declared?.type !== 'ClassDeclaration' || (declared.superClass as Syntax | null)?.name !== 'ResoluteError') continue;
    if (declared.abstract === true) continue;
    const name = String((declared.id as Syntax).name);
    const fields = new Map(
      ((declared.body as Syntax).body as readonly Syntax[])
        .filter(({ type }) => type === 'PropertyDefinition')
        .map((field) => [String((field.key as Syntax).name), literal(field.value as Syntax | null)]),
    );
    const comment = comments.filter(({ end }) => end <= statement.start).at(-1);
    const isOwn = comment !== undefined && text.slice(comment.end, statement.start).trim() === '';
    const [code, kind] = [fields.get('code'), fields.get('kind')];
    if (!isOwn || typeof code !== 'string' || typeof kind !== 'string')
      throw new TypeError(`${path}: ${name} needs a comment that says what it means, and its code and kind written out.`);
    found.push({ code, title: titleOf(name), kind, meaning: wordsOf(comment.value), remedy: fields.get('remedy') ?? null });
  }
  return found;
}

/** The text of a literal, `null` of anything else. */
function literal(value: Syntax | null): string | null {
  if (value?.type === 'TSAsExpression' || value?.type === 'TSSatisfiesExpression') return literal(value.expression as Syntax);
  if (value?.type === 'Literal' && typeof value.value === 'string') return value.value;
  if (value?.type === 'BinaryExpression') {
    const [left, right] = [literal(value.left as Syntax), literal(value.right as Syntax)];
    return left === null || right === null ? null : left + right;
  }
  return null;
}

/** `VersionConflict` is "Version conflict". */
const titleOf = (name: string): string =>
  name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/^./, (letter) => letter.toUpperCase());

/** The sentences of a comment; what follows an @ is for programmers. */
const wordsOf = (comment: string): string =>
  (comment.split(/\n\s*\*\s*@/)[0] ?? '')
    .split('\n')
    .map((line) => line.replace(/^\s*\*+\s?/, '').trim())
    .join(' ')
    .trim();

if (import.meta.main) await writeFile(new URL(LIST, ROOT), await problemList());
