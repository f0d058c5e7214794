import { resolve } from 'node:path';
import type { OpenRegime } from '../decide/checking/check.ts';
import { DEFAULT_REGIMES, hashOf, lawFiles, loadRegimes, readLaw, regimeIds, SHIPPED_LAW } from '../files/law/load.ts';
import { writtenRegime } from '../law/checking/written.ts';
import type { Law } from '../law/regime.ts';
import { type Call, type Flag, listFlag, textFlag } from './command.ts';

/** `--regime` of the tools that look at the law itself: all of the folder, where nothing is said. */
export const REGIMES_FLAG: Flag = {
  flags: '--regime <id>',
  summary: 'only this regime; repeat it for several (all regimes of the folder by default)',
  repeatable: true,
};

export function lawFolder(call: Call): string {
  return resolve(textFlag(call, 'law') ?? SHIPPED_LAW);
}

/** The regimes that a law tool looks at. @throws UnknownRegime when they are read */
export function chosenRegimes(call: Call, fallback: 'all' | 'default'): readonly string[] {
  return listFlag(call, 'regime') ?? (fallback === 'all' ? regimeIds(lawFolder(call)) : DEFAULT_REGIMES);
}

export async function chosenLaw(call: Call, fallback: 'all' | 'default'): Promise<Law> {
  return loadRegimes({ folder: lawFolder(call), regimes: chosenRegimes(call, fallback) });
}

/** A regime with its files, for tools that show places in them. */
export async function openRegime(folder: string, id: string): Promise<OpenRegime> {
  const reading = await readLaw(folder, id);
  const files = lawFiles(folder, id);
  const { regime, vocabulary, cases } = reading;
  return {
    id,
    files,
    reading,
    written: writtenRegime(id, files, reading.findings),
    law: regime === null || vocabulary === null ? null : { vocabulary, regimes: [{ regime, cases, sha256: hashOf(regime) }] },
  };
}
