/** The office's pages as an officer's browser meets them, over a register of a million permits: how long the server takes, and what goes over the wire. */
import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { Visitor } from '../../test/support/visitor.ts';
import type { Context } from '../context.ts';
import { line } from '../measure.ts';
import type { Section } from '../section.ts';
import { registerSheet } from '../workload/register-sheet.ts';
import { type Bench, benchServer, importInto, openIn, settle } from '../workload/register-store.ts';
import { admit, PASSWORD, started } from '../workload/running-service.ts';

const SCHEMA = 'bench_pages';
const TURNS = 20;
const LIMIT_MS = 100;
const LIMIT_BYTES = 100_000;

type Opened = { name: string; times: number[]; bytes: number; failed: number };

export async function pages({ rows }: Context): Promise<Section> {
  const bench = await benchServer();
  try {
    const addresses = await filled(bench, rows);
    const opened: Opened[] = [];
    await started(bench, SCHEMA, async (url) => {
      const visitor = new Visitor(url);
      const inside = await visitor.send(await visitor.get('/sign-in'), { login: 'bench', password: PASSWORD });
      if (!inside.path.startsWith('/today')) throw new Error(`The bench could not sign in: ${inside.text.slice(0, 200)}`);
      for (const [name, ways] of addresses) opened.push(await open(url, visitor, name, ways));
    });
    const all = opened.flatMap(({ times }) => times);
    const largest = Math.max(...opened.map(({ bytes }) => bytes));
    const slowest = opened.map(({ name, times }) => ({ name, p95: at(times, 0.95) })).toSorted((a, b) => b.p95 - a.p95);
    return {
      id: 'pages',
      title: `Pages of the office, ${rows.toLocaleString('en')} permits on PostgreSQL`,
      about: `Each page ${TURNS} times after two to warm up, one after the other, each time another record where a page is about one; from the request to the last sign.`,
      lines: opened.map(({ name, times, bytes }) =>
        line(name, 1, times, `p95 ${at(times, 0.95).toFixed(1)} ms, ${(bytes / 1000).toFixed(1)} kB`),
      ),
      against: opened[0]?.name ?? '',
      checks: opened.map(({ name, failed, times }) => ({
        what: `${name}: answers that were no page`,
        differing: failed,
        of: times.length,
        mustBe: 0 as const,
      })),
      targets: [
        target('all pages, p95', LIMIT_MS, at(all, 0.95)),
        ...slowest.slice(0, 3).map(({ name, p95 }) => target(`${name}, p95`, LIMIT_MS, p95)),
        {
          what: 'the largest page over the wire, gzip, without what a browser keeps',
          limit: `under ${LIMIT_BYTES / 1000} kB`,
          measured: `${(largest / 1000).toFixed(1)} kB`,
          holds: largest < LIMIT_BYTES,
        },
      ],
      notes: [],
    };
  } finally {
    await bench.stop();
  }
}

/** A register and what a day's reader opens in it: for each page one or more addresses, which take turns; after `#`, what is searched for. */
async function filled(bench: Bench, rows: number): Promise<ReadonlyMap<string, readonly string[]>> {
  const register = await openIn(bench, SCHEMA);
  const { office } = register;
  await importInto(register, await registerSheet(rows));
  await admit(office, ['bench']);
  await settle(office);
  const ids = async (table: string): Promise<readonly string[]> => {
    const { rows: some } = await sql<{ id: string }>`select id from ${sql.table(table)} order by id limit ${TURNS + 2}`.execute(
      office.store.db,
    );
    return some.map(({ id }) => id);
  };
  const [permits, workers, employers, contracts] = [await ids('permit'), await ids('worker'), await ids('employer'), await ids('contract')];
  await register.close();
  return new Map([
    ['today', ['/today']],
    ['queues', ['/queues']],
    ['applications', ['/applications']],
    ['renewals due', ['/renewals']],
    ['second person', ['/proposals']],
    ['notices', ['/notices']],
    ['permits', ['/permits']],
    ['permits of one nationality', ['/permits?nationality=PRK']],
    ['a permit', permits.map((id) => `/permits/${id}`)],
    ['why, of a permit', permits.map((id) => `/permits/${id}/why`)],
    ['workers', ['/workers']],
    ['a worker', workers.map((id) => `/workers/${id}`)],
    ['employers', ['/employers']],
    ['an employer', employers.map((id) => `/employers/${id}`)],
    ['contracts', ['/contracts']],
    ['a contract', contracts.map((id) => `/contracts/${id}`)],
    ['search, a number', permits.map((_, i) => `/search#P-${i * 17}`)],
    ['search, a name', ['/search#Pak Chol Song', '/search#Kim Il Su']],
    ['decisions', ['/decisions']],
    ['departures', ['/departures']],
    ['quotas', ['/quotas']],
    ['the law', ['/law']],
    ['may I sign', ['/check']],
  ]);
}

async function open(url: string, visitor: Visitor, name: string, ways: readonly string[]): Promise<Opened> {
  const cookie = [...visitor.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
  const hidden = Object.fromEntries(
    [...(await visitor.get('/search')).document.querySelectorAll('form[role=search] input[type=hidden]')].map((field) => [
      field.getAttribute('name') ?? '',
      field.getAttribute('value') ?? '',
    ]),
  );
  const opened: Opened = { name, times: [], bytes: 0, failed: 0 };
  for (let turn = -2; turn < TURNS; turn++) {
    const begun = performance.now();
    const [address = '', searched] = (ways[(turn + 2) % ways.length] ?? '').split('#');
    const response = await fetch(url + address, {
      headers: { accept: 'text/html', cookie },
      // A name stands in no address: searching is a form.
      ...(searched !== undefined && { method: 'POST', body: new URLSearchParams({ ...hidden, words: searched }) }),
    });
    const body = Buffer.from(await response.arrayBuffer());
    if (turn < 0) continue;
    opened.times.push(performance.now() - begun);
    opened.bytes = Math.max(opened.bytes, gzipSync(body).length);
    if (response.status !== 200 || !body.includes('<main') || (searched !== undefined && !body.includes('<table'))) opened.failed += 1;
  }
  return opened;
}

const at = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(share * times.length))] ?? Number.NaN;

const target = (what: string, limit: number, measured: number) => ({
  what,
  limit: `under ${limit} ms`,
  measured: `${measured.toFixed(1)} ms`,
  holds: measured < limit,
});
