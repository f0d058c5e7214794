import { readFile } from 'node:fs/promises';
import { FileTrouble, JsonUnreadable } from './errors.ts';
import type { Io } from './io.ts';

/** The text of a file, or of standard input for `-` and for nothing. @throws FileTrouble */
export async function readText(file: string | undefined, io: Io): Promise<{ readonly name: string; readonly text: string }> {
  if (file === undefined || file === '-') {
    if (io.inIsTerminal) io.err('Reading a case from standard input; end it with Ctrl-D.\n');
    return { name: 'standard input', text: await io.stdin() };
  }
  try {
    return { name: file, text: await readFile(file, 'utf8') };
  } catch (error) {
    throw fileTrouble(file, error);
  }
}

export function fileTrouble(file: string, error: unknown): FileTrouble {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return new FileTrouble(file, `There is no file ${file}.`, 'Check the name and the folder you are in.');
  if (code === 'EISDIR') return new FileTrouble(file, `${file} is a folder.`, 'Name a file.');
  if (code === 'EACCES' || code === 'EPERM')
    return new FileTrouble(file, `${file} may not be read or written by you.`, 'Check the rights of the file and its folder.');
  if (code === 'ENOSPC') return new FileTrouble(file, `The disk is full; ${file} was not written.`, 'Make room or name another folder.');
  throw error;
}

/** @throws JsonUnreadable with line and column */
export function parseJson(name: string, text: string): unknown {
  const clean = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (clean.trim() === '') throw new JsonUnreadable(name, `${name} is empty.`, 1, 1);
  try {
    return JSON.parse(clean);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const at = /position (\d+)/.exec(error.message);
    const before = clean.slice(0, at === null ? clean.length : Number(at[1])).split('\n');
    throw new JsonUnreadable(
      name,
      `${name} is no JSON: ${error.message.replace(/ in JSON at position.*$/, '').replace(/ \(line \d+ column \d+\)/, '')}.`,
      before.length,
      (before.at(-1)?.length ?? 0) + 1,
    );
  }
}
