import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { anOffice, ENGINES, type TestOffice } from '../../../test/support/register.ts';
import { aRegister, place, redecided } from '../../../test/support/standing.ts';
import { SHIPPED_LAW } from '../../files/law/load.ts';
import { workOff } from '../../jobs/worker.ts';
import { jobKinds } from '../jobs/kinds.ts';
import { startJob } from '../jobs/start.ts';
import { approveProposal, returnProposal } from '../proposals/settle.ts';
import { listChanges } from '../standing/read-changes.ts';
import { lawImpact } from './impact.ts';
import { behindShipped } from './packs.ts';
import { proposeLaw } from './propose.ts';
import { diffLawVersions, lawInForceQuery, listLaw, readLawVersion } from './read.ts';
import { recordPosition } from './record-position.ts';

const REGIME = 'dprk-labour';
const folder = join(SHIPPED_LAW, REGIME);

/** The files of the shipped regime with one passage otherwise. */
function files(path: string, from: string, to: string): { path: string; text: string }[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  const read = names.map((name) => ({ path: name, text: readFileSync(join(folder, name), 'utf8') }));
  const one = read.find((file) => file.path === path);
  if (one === undefined || !one.text.includes(from)) throw new Error(`${path} does not say ${from}`);
  one.text = one.text.replace(from, to);
  return read;
}

/** A version that says the same in better words. */
const REWORDED = () => files('provisions/mng.yaml', 'The labour ministry told', 'The ministry of labour told');

const NEXUS = {
  regime: REGIME,
  question: 'admission-nexus',
  position: {
    by: 'Mongolia',
    host: 'MNG',
    on: '2017-12-05',
    answers: true,
    words: { en: 'Whoever works needs an authorisation, on whatever title they live here.' },
    sources: ['letter of 5 December 2017'],
    confidence: 'secondary',
  },
  why: 'The ministry wrote so',
} satisfies z.input<typeof recordPosition.input>;

const shaInForce = async ({ ask, somebody }: TestOffice): Promise<string> =>
  (await ask(somebody('auditor'), lawInForceQuery, {})).regimes[0]?.sha256 ?? '';

describe.each(ENGINES)('a version of the law, %s', (engine) => {
  test('is proposed with its difference in words, published by a second person, and then decides', async (context) => {
    const here = await anOffice(context, engine);
    const { act, ask, somebody, office } = here;
    const [analyst, supervisor] = [somebody('sanctions-analyst'), somebody('supervisor', 'sanctions-analyst')];
    const before = await shaInForce(here);
    expect(await behindShipped(office.store.db)).toEqual([]);
    const proposed = await act(analyst, proposeLaw, { regime: REGIME, files: REWORDED(), why: 'Better words' });
    expect(proposed.replaces).toBe(before);
    expect(proposed.difference.join(' ')).toContain('The ministry of labour told');
    expect(await shaInForce(here)).toBe(before);
    const content = { proposal: proposed.proposal, contentHash: proposed.contentHash };
    await expect(act({ ...analyst, roles: ['supervisor'] }, approveProposal, content)).rejects.toMatchObject({ kind: 'second-person' });
    expect(await act(supervisor, approveProposal, content)).toMatchObject({ status: 'approved' });
    expect(await shaInForce(here)).toBe(proposed.sha256);
    expect((await office.law(office.store.db)).compiled.programme.law.regimes[0]?.sha256).toBe(proposed.sha256);
    const { items } = await ask(analyst, listLaw, { regime: REGIME });
    expect(items).toMatchObject([{ id: proposed.id, status: 'published', inForce: true, publishedOn: '2017-12-07' }]);
    const { changes } = await ask(analyst, diffLawVersions, { regime: REGIME, from: before, to: proposed.sha256 });
    expect(changes.length).toBeGreaterThan(0);
    expect(await ask(somebody('employer'), readLawVersion, { regime: REGIME, sha256: before })).toMatchObject({ sha256: before });
    expect(await behindShipped(office.store.db)).toEqual([{ regime: REGIME, inForce: proposed.sha256, shipped: before }]);
    const { rows } = await sql<{ account: string }>`select actor ->> 'account' as account from job_run`.execute(office.store.db);
    expect(rows).toEqual([{ account: supervisor.account }]);
  });

  test('whose files have errors, or whose own cases fail, is refused with what was found', async (context) => {
    const { act, somebody } = await anOffice(context, engine);
    const analyst = somebody('sanctions-analyst');
    const day = files('provisions/mng.yaml', 'from: 2018-01-26', 'from: 2018-01-46');
    await expect(act(analyst, proposeLaw, { regime: REGIME, files: day, why: 'x' })).rejects.toMatchObject({ code: 'law.refused' });
    const strict = files('provisions/mng.yaml', 'from: 2018-01-26', 'from: 2018-02-26');
    await expect(act(analyst, proposeLaw, { regime: REGIME, files: strict, why: 'x' })).rejects.toMatchObject({
      code: 'law.refused',
      findings: expect.arrayContaining([expect.objectContaining({ code: 'case-failed' })]),
    });
    await expect(act(analyst, proposeLaw, { regime: 'asset-freeze', files: REWORDED(), why: 'x' })).rejects.toMatchObject({
      code: 'law.refused',
    });
    const same = files('provisions/mng.yaml', 'Mongolia', 'Mongolia');
    await expect(act(analyst, proposeLaw, { regime: REGIME, files: same, why: 'x' })).rejects.toMatchObject({ code: 'law.unchanged' });
  });

  test('that waits while another is published is void, and one that is returned says so', async (context) => {
    const here = await anOffice(context, engine);
    const { act, ask, somebody } = here;
    const [analyst, supervisor] = [somebody('sanctions-analyst'), somebody('supervisor')];
    const [first, second] = [
      await act(analyst, proposeLaw, { regime: REGIME, files: REWORDED(), why: 'Better words' }),
      await act(analyst, recordPosition, NEXUS),
    ];
    const third = await act(analyst, recordPosition, { ...NEXUS, position: { ...NEXUS.position, answers: false } });
    await act(supervisor, approveProposal, { proposal: first.proposal, contentHash: first.contentHash });
    expect(await act(supervisor, approveProposal, { proposal: second.proposal, contentHash: second.contentHash })).toMatchObject({
      status: 'void',
    });
    await act(supervisor, returnProposal, { proposal: third.proposal, why: 'Ask the ministry first' });
    expect(await shaInForce(here)).toBe(first.sha256);
    expect((await ask(analyst, listLaw, {})).items.map(({ status }) => status)).toEqual(['published', 'void', 'returned']);
  });

  test('a position is added to its question, keeps what was there, and decides from its day on', async (context) => {
    const here = await anOffice(context, engine);
    const { act, ask, somebody, office } = here;
    const [analyst, supervisor] = [somebody('sanctions-analyst'), somebody('supervisor')];
    for (const register of fc.sample(aRegister, { numRuns: 1, seed: 7 })) await place(office.store.db, register);
    await redecided(office);
    const { proposal, contentHash, sha256 } = await act(analyst, recordPosition, NEXUS);
    await act(supervisor, approveProposal, { proposal, contentHash });
    await workOff(office.store, jobKinds(office));
    const { law } = (await ask(analyst, readLawVersion, { regime: REGIME })) as {
      law: { questions: { id: string; positions: unknown[] }[] };
    };
    expect(law.questions.find(({ id }) => id === 'admission-nexus')?.positions.at(-1)).toMatchObject({ on: '2017-12-05', answers: true });
    const { items } = await ask(analyst, listChanges, {});
    const changes = items.flatMap((item) => item.changes);
    expect(changes.length).toBeGreaterThan(0);
    for (const change of changes) {
      expect(change.causes).toEqual(['law']);
      expect(change.after.law).toEqual([{ regime: REGIME, sha256 }]);
      expect(change.before.missing).toContain('interpretation.admission-nexus');
      expect(change.why).toContain('`interpretation.admission-nexus` is no longer missing.');
    }
    await expect(act(analyst, recordPosition, { ...NEXUS, question: 'no-such' })).rejects.toMatchObject({ code: 'law.no-such-law' });
  });

  test('a draft is compared on the register and decides nothing', async (context) => {
    const { act, ask, somebody, office, goTo } = await anOffice(context, engine, { today: '2018-12-30' });
    const analyst = somebody('sanctions-analyst');
    for (const register of fc.sample(aRegister, { numRuns: 1, seed: 11 })) await place(office.store.db, register);
    await sql`update permit set "lastDay" = "lastDay" + 500, "validTo" = "validTo" + 500 where "lastDay" >= "validFrom"`.execute(
      office.store.db,
    );
    goTo('2018-12-30');
    await redecided(office);
    const answers = async () => (await sql`select * from standing order by subject, act`.execute(office.store.db)).rows;
    const before = await answers();
    await expect(act(analyst, startJob, { work: 'law-impact', draft: 'no-such' })).rejects.toMatchObject({ code: 'law.unknown-draft' });
    const { id } = await act(analyst, startJob, { work: 'law-impact', draft: 'un-2397-12-months' });
    await workOff(office.store, jobKinds(office));
    expect(await answers()).toEqual(before);
    const { impact } = await ask(analyst, lawImpact, { draft: 'un-2397-12-months' });
    expect(impact).toMatchObject({ job: id, compared: before.length, day: '2018-12-30' });
    expect(impact?.changed).toBeGreaterThan(0);
    const { rows } = await sql<{ n: number }>`select count(*) as n from standing_change where job = ${id}`.execute(office.store.db);
    expect(rows[0]?.n).toBe(impact?.changed);
    await expect(ask(somebody('foreign-desk'), lawImpact, { draft: 'un-2397-12-months' })).rejects.toMatchObject({
      code: 'access.not-allowed',
    });
  });
});
