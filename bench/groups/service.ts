/** The service as its callers meet it: reading and deciding at 200 requests a second over a register of a million permits, and its start. */
import { sql } from 'kysely';
import { perform } from '../../src/office/perform.ts';
import { receiveApplication } from '../../src/register/applications/receive.ts';
import type { Context } from '../context.ts';
import { type Line, line } from '../measure.ts';
import type { Section, Target } from '../section.ts';
import { registerSheet } from '../workload/register-sheet.ts';
import { type Bench, benchServer, importInto, openIn, SUPERVISOR, settle } from '../workload/register-store.ts';
import { admit, PASSWORD, started } from '../workload/running-service.ts';

const RATE = 200;
const SECONDS = 20;
const SCHEMA = 'bench_service';

type Times = { name: string; times: number[]; failed: number };

export async function service({ rows, rounds }: Context): Promise<Section> {
  const bench = await benchServer();
  try {
    const { permits, applications } = await filled(bench, rows);
    const starts: number[] = [];
    for (let round = 0; round < Math.min(rounds, 5); round++) starts.push(await started(bench, SCHEMA));
    const small = await startWith100000(bench, rounds);
    const measured: Times[] = [];
    await started(bench, SCHEMA, async (url) => {
      // An account may ask 6,000 times a minute, and both runs together are more.
      const [token, second] = [await signIn(url, 'bench'), await signIn(url, 'decider')];
      await atRate('warm-up', 5, (i) => ask(url, token, 'GET', `/v1/permits/${permits[i % permits.length]}`));
      measured.push(
        await atRate('reading a permit', SECONDS, (i) => ask(url, token, 'GET', `/v1/permits/${permits[(i * 7919) % permits.length]}`)),
      );
      const decide = (i: number): Promise<number> =>
        ask(url, second, 'POST', `/v1/applications/${applications[i]}/decisions`, { taken: 'grant' });
      let next = 0;
      await atRate('warm-up', 2, () => decide(next++));
      measured.push(await atRate('deciding, with its audit entry', SECONDS, () => decide(next++)));
    });
    const lines = [...measured.map(asLine), line('start with a million permits', 1, starts), line('start with 100,000 permits', 1, small)];
    return {
      id: 'service',
      title: `The service at ${RATE} requests a second, ${rows.toLocaleString('en')} permits on PostgreSQL`,
      about: `Requests come at fixed moments whatever the answers do, from the same machine, for ${SECONDS} seconds. Before, the register was decided once, and the server has swept and written out what the filling left. Each decision grants an application: the case decided, permit, decision and application written, their events in the log, all committed.`,
      lines,
      against: lines[0]?.name ?? '',
      checks: measured.map(({ name, failed, times }) => ({
        what: `${name}: answers that were no success`,
        differing: failed,
        of: times.length,
        mustBe: 0 as const,
      })),
      targets: [p99(measured[0], 10), p99(measured[1], 50), startTarget(small)],
      notes: measured.map(({ name, times }) => `${name}: p50 ${at(times, 0.5)} ms, p99 ${at(times, 0.99)} ms, slowest ${at(times, 1)} ms.`),
    };
  } finally {
    await bench.stop();
  }
}

async function filled(bench: Bench, rows: number): Promise<{ permits: string[]; applications: string[] }> {
  const register = await openIn(bench, SCHEMA);
  const { office } = register;
  await importInto(register, await registerSheet(rows));
  await admit(office, ['bench', 'decider']);
  const { rows: found } = await sql<{ id: string }>`select id from permit order by id limit 20000`.execute(office.store.db);
  const { rows: people } = await sql<{ worker: string; employer: string; contract: string }>`
    select distinct on (p.worker) p.worker, p.employer, p.contract from permit p join worker w on w.id = p.worker
    where not ('PRK' = any(w.nationalities)) and not exists (select from permit q where q.worker = p.worker and q."lastDay" >= '2017-12-07')
    order by p.worker limit ${RATE * (SECONDS + 4)}`.execute(office.store.db);
  const applications: string[] = [];
  const waiting = [...people];
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let person = waiting.pop(); person !== undefined; person = waiting.pop()) {
        const { result } = await perform(office, SUPERVISOR, receiveApplication, {
          kind: 'new',
          ...person,
          wantedFrom: '2017-12-07',
          wantedTo: '2018-12-06',
        });
        applications.push(result.id);
      }
    }),
  );
  if (applications.length < RATE * (SECONDS + 3))
    throw new Error(`Only ${applications.length} workers of the bench can be granted a permit.`);
  await settle(office);
  await register.close();
  return { permits: found.map(({ id }) => id), applications };
}

async function startWith100000(bench: Bench, rounds: number): Promise<number[]> {
  const schema = 'bench_small';
  const register = await openIn(bench, schema);
  await importInto(register, await registerSheet(100_000));
  await register.close();
  const times: number[] = [];
  for (let round = 0; round < Math.min(rounds, 5); round++) times.push(await started(bench, schema));
  return times;
}

async function signIn(url: string, login: string): Promise<string> {
  const response = await fetch(`${url}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: PASSWORD }),
  });
  return ((await response.json()) as { token: string }).token;
}

async function ask(url: string, token: string, method: string, path: string, body?: object): Promise<number> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  await response.arrayBuffer();
  return response.status;
}

/** Requests at fixed moments; each is timed from the moment at which it was due, so that a slow answer cannot hide the ones behind it. */
async function atRate(name: string, seconds: number, send: (i: number) => Promise<number>): Promise<Times> {
  const times: number[] = [];
  let failed = 0;
  const begun = performance.now();
  const under = new Set<Promise<void>>();
  for (let i = 0; i < RATE * seconds; i++) {
    const due = begun + (i * 1000) / RATE;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const one = send(i).then((status) => {
      times.push(performance.now() - due);
      if (status >= 300) failed += 1;
    });
    under.add(one);
    void one.finally(() => under.delete(one));
  }
  await Promise.all(under);
  return { name, times, failed };
}

const at = (times: readonly number[], share: number): string => {
  const sorted = [...times].sort((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN).toFixed(1);
};

const asLine = ({ name, times }: Times): Line => ({ ...line(name, 1, times), times: [] });

function p99(measured: Times | undefined, limit_ms: number): Target {
  const value = measured === undefined ? Number.NaN : Number(at(measured.times, 0.99));
  return {
    what: `${measured?.name ?? ''}, p99 at ${RATE} a second`,
    limit: `under ${limit_ms} ms`,
    measured: `${value} ms`,
    holds: value < limit_ms,
  };
}

function startTarget(times: readonly number[]): Target {
  const value = Number(at(times, 0.5));
  return { what: 'start-up with 100,000 permits', limit: 'under 5 s', measured: `${(value / 1000).toFixed(2)} s`, holds: value < 5000 };
}
