import type { Personal } from '../workers/personal.ts';
import { dayOf, type SheetRow, textOf, yearOf } from './sheet-row.ts';

/** What a row says of the person: sealed. `null` where it says nothing but a number. */
export function personalOf(cells: SheetRow): Personal | null {
  const name = textOf(cells, 'worker.name');
  const document = textOf(cells, 'worker.document');
  const bornOn = dayOf(cells, 'worker.bornOn');
  const birthYear = yearOf(cells, 'worker.birthYear');
  if (name === null && document === null && bornOn === null && birthYear === null) return null;
  return {
    names: name === null ? [] : [{ text: name, script: scriptOf(name), kind: 'official' }],
    // A sheet does not say who issued a passport; the nationality beside it is no proof.
    documents: document === null ? [] : [{ kind: 'other', number: document, issuedBy: null }],
    bornOn,
    birthYear,
  };
}

function scriptOf(name: string): 'Hang' | 'Cyrl' | 'Hani' | 'Mong' | 'Arab' | 'Latn' {
  if (/\p{Script=Hangul}/u.test(name)) return 'Hang';
  if (/\p{Script=Cyrillic}/u.test(name)) return 'Cyrl';
  if (/\p{Script=Han}/u.test(name)) return 'Hani';
  if (/\p{Script=Mongolian}/u.test(name)) return 'Mong';
  if (/\p{Script=Arabic}/u.test(name)) return 'Arab';
  return 'Latn';
}
