import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkLaw } from '../../decide/checking/check.ts';
import { type Compiled, compile } from '../../decide/compile.ts';
import { hashOf, lawFiles, readLawTexts, SHIPPED_LAW } from '../../files/law/load.ts';
import { writtenRegime } from '../../law/checking/written.ts';
import { overlay } from '../../law/draft.ts';
import type { Finding } from '../../law/reading/findings.ts';
import type { LawFile } from '../../law/reading/regime.ts';
import type { Draft } from '../../law/regime.ts';
import type { LawInForce } from '../../office/law.ts';

/** The name under which the text that somebody writes is read among the regime's files. */
export const DRAFT_FILE = 'drafts/written-here.yaml';

export interface ReadDraft {
  readonly findings: readonly Finding[];
  /** The draft as it was understood; null where it was not. */
  readonly draft: Draft | null;
  /** The law in force with the draft laid over it. */
  readonly compiled: Compiled | null;
}

/** The texts of a shipped regime, by their paths within it. */
export function shippedTexts(regime: string): readonly LawFile[] {
  const home = `/${regime}/`;
  return lawFiles(SHIPPED_LAW, regime)
    .filter(({ path }) => path.includes(home) && path.endsWith('.yaml'))
    .map(({ path, text }) => ({ path: path.slice(path.lastIndexOf(home) + home.length), text }));
}

/** The text of a shipped draft, or null. */
export function shippedDraft(regime: string, id: string): string | null {
  const folder = join(SHIPPED_LAW, regime, 'drafts');
  const name = readdirSync(folder).find((file) => file === `${id}.yaml`);
  return name === undefined ? null : readFileSync(join(folder, name), 'utf8');
}

/**
 * Reads a draft as somebody writes it, with the same reader and the same checks as the files of the law, and lays it over the law in
 * force. Other drafts of the regime are left out, so that one of the same name may be written anew.
 */
export async function readDraft(law: LawInForce, regime: string, text: string): Promise<ReadDraft> {
  const texts = [
    ...shippedTexts(regime).filter(({ path }) => !path.startsWith('drafts/') && !path.startsWith('cases/')),
    { path: DRAFT_FILE, text },
  ];
  const { files, reading } = await readLawTexts(texts, regime);
  const { regime: read, vocabulary } = reading;
  const whole = read === null || vocabulary === null ? null : { vocabulary, regimes: [{ regime: read, cases: [], sha256: hashOf(read) }] };
  const all = checkLaw([{ id: regime, files, reading, written: writtenRegime(regime, files, reading.findings), law: whole }], [regime]);
  const findings = all.filter(({ file }) => file.endsWith(DRAFT_FILE));
  const draft = read?.drafts[0] ?? null;
  if (draft === null || findings.some(({ severity }) => severity === 'error')) return { findings, draft: null, compiled: null };
  const over = {
    ...law.law,
    regimes: law.law.regimes.map((one) => (one.regime.id === regime ? { ...one, regime: { ...one.regime, drafts: [draft] } } : one)),
  };
  return { findings, draft, compiled: compile(overlay(over, draft.id)) };
}
