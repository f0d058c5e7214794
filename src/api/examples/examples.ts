import { createHash } from 'node:crypto';
import { AUDITING } from './auditing.ts';
import { GRANTING, REFUSING } from './granting.ts';
import { LEAVING, PROTECTING } from './leaving.ts';
import { PERSONS } from './persons.ts';
import { KEEPING, RULING } from './ruling.ts';
import { type Step, withIds } from './step.ts';

/** An office at work, from the first employer to the last departure. */
export const STORY: readonly Step[] = [...GRANTING, ...REFUSING, ...PROTECTING, ...LEAVING, ...RULING, ...KEEPING, ...PERSONS, ...AUDITING];

const SHOWN = new Map(STORY.filter(({ prepares }) => prepares !== true).map((step) => [step.does, step]));

/** The input that the document shows for a use case or query, whole: the route says what of it goes where. */
export function exampleOf(name: string): Readonly<Record<string, unknown>> | undefined {
  const step = SHOWN.get(name);
  return step === undefined ? undefined : (withIds(step.input ?? {}, documented) as Record<string, unknown>);
}

/** The files of a regime are too long for a document: it shows how one begins. */
const FILES = [{ path: 'regime.yaml', text: 'id: dprk-labour\ntitle: { en: Work of nationals of the DPRK abroad }\n…' }];

const documented = (name: string): unknown => (name === 'lawFiles' ? FILES : documentedId(name));

/** The same id for the same thing all through the document; a hash for what is one. */
export function documentedId(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  if (/hash|sha256/i.test(name)) return hex;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
