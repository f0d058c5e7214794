import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { SEED } from '../../../test/agreement/run.ts';
import { anOffice, ENGINES } from '../../../test/support/register.ts';
import { aRegister, place, redecided } from '../../../test/support/standing.ts';
import type { Office } from '../../office/office.ts';
import { heldOf } from '../../office/states.ts';
import { application } from '../applications/application.ts';
import { caseOf } from '../cases/case-of.ts';
import { gather } from '../cases/gather.ts';
import { applicationSubject, subjectOfPermit } from '../cases/subject.ts';
import { permit } from '../permits/permit.ts';
import { OPEN, PERMIT_ACTS, standingCases } from './cases.ts';
import { countHeadroom } from './headroom.ts';

const TODAY = '2017-12-07';

interface Answer {
  readonly subject: string;
  readonly act: string;
  readonly asOf: string;
}

const ALL = { after: null, upTo: null, touchedOnly: false };

interface OneByOne {
  readonly cases: Record<string, unknown>;
  readonly answers: Record<string, unknown>;
}

/** Every case as the register's own code gathers it, one by one, and what the engine says of it. */
async function oneByOne(office: Office): Promise<OneByOne> {
  const { db } = office.store;
  const law = await office.law(db);
  const subjects = [];
  for (const row of (await sql<Record<string, unknown>>`select * from permit`.execute(db)).rows) {
    const { id, state } = heldOf(permit, row);
    if (state.lastDay < TODAY || state.lastDay < state.validFrom) continue;
    const now = state.validFrom > TODAY ? state.validFrom : TODAY;
    for (const act of PERMIT_ACTS) subjects.push(subjectOfPermit(id, state, act, act === 'renew' ? state.lastDay : now));
  }
  for (const row of (await sql<Record<string, unknown>>`select * from application`.execute(db)).rows) {
    const { id, state } = heldOf(application, row);
    if ((OPEN as readonly string[]).includes(state.status)) subjects.push(await applicationSubject(db, office.host, id, TODAY));
  }
  const found: OneByOne = { cases: {}, answers: {} };
  for (const subject of subjects) {
    const name = `${subject.id} ${subject.act}`;
    const { host: _, ...input } = caseOf(await gather(db, office.host, law, subject));
    found.cases[name] = dotted(input);
    const { missing, ...settled } = law.compiled.settle(law.compiled.admit({ host: office.host, ...input }));
    found.answers[name] = { asOf: subject.asOf, ...settled, missing: missing.join('|') };
  }
  return found;
}

/** A case by the dotted names of its facts. */
function dotted(input: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.entries(value).map(([field, inner]) => [`${name}.${field}`, inner])
        : [[name, value]],
    ),
  );
}

/** The same cases as one SELECT makes them. */
async function casesOfSql(office: Office): Promise<Record<string, unknown>> {
  const { db } = office.store;
  await countHeadroom(db, await office.law(db), office.host, TODAY, ALL);
  const found: Record<string, unknown> = {};
  for (const kind of ['permit', 'application'] as const)
    for (const row of (
      await sql<{ one: Record<string, unknown> }>`select to_jsonb(cases) as one from ${sql.raw(standingCases(kind, TODAY, ALL))}`.execute(
        db,
      )
    ).rows) {
      const { kind: _, ...one } = row.one;
      found[`${String(one.id)} ${String(one.act)}`] = one;
    }
  return found;
}

async function setBased(office: Office): Promise<Record<string, unknown>> {
  const { rows } =
    await sql<Answer>`select subject, act, "asOf", outcome, un, national, gap, "returnBy", protected, missing, provisions from standing`.execute(
      office.store.db,
    );
  return Object.fromEntries(rows.map(({ subject, act, ...answer }) => [`${subject} ${act}`, answer]));
}

describe.each(ENGINES)('what the law says of the whole register, %s', (engine) => {
  test('is, set-based, what it says of each case by itself, on generated registers', async (context) => {
    const { office } = await anOffice(context, engine, { today: TODAY });
    for (const register of fc.sample(aRegister, { numRuns: 3, seed: SEED })) {
      await place(office.store.db, register);
      await redecided(office);
      const { cases, answers } = await oneByOne(office);
      expect(Object.keys(cases).length).toBeGreaterThan(40);
      expect(await casesOfSql(office)).toEqual(cases);
      expect(await setBased(office)).toEqual(answers);
    }
  });
});
