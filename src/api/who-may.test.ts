import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Heard } from '../../test/support/api.ts';
import { type Described, described } from '../../test/support/described.ts';
import { COLUMNS, type Column, type Personas, personas } from '../../test/support/personas.ts';
import { ENGINES } from '../../test/support/register.ts';
import { requestFor } from '../../test/support/request-for.ts';
import { insertAccount, setPassword } from '../access/accounts.ts';
import { machineNow } from '../access/instant.ts';
import { QUERIES, USE_CASES } from '../register/catalogue.ts';
import { exampleOf, STORY } from './examples/examples.ts';
import { type Step, withIds } from './examples/step.ts';
import { OWN_ACTS } from './own/acts.ts';
import { ROUTES, type Route } from './routes.ts';

/** What a person reviews: a line for each route, a status for each column. Lines that begin with # are for the reader. */
const TABLE = 'src/api/who-may.txt';
const WRITES = new Set(USE_CASES.map(({ name }) => name));
const PASSWORD = 'four plain words here';

interface Walk extends Personas, Described {
  readonly faults: string[];
}

const line = ({ does, method, path }: Route, statuses: readonly number[]): string =>
  `${statuses.join('  ')}  ${does.padEnd(27)} ${method} ${path}`;

/** One step: tried by everybody, without effect, then done by the one whose work it is. */
async function take(walk: Walk, step: Step): Promise<string | null> {
  if (step.on !== undefined) walk.goTo(step.on);
  const route = routeOf(step.does);
  const input = withIds(step.input ?? {}, (name) =>
    name === 'lawFiles' ? reworded() : (walk.ids.get(name) ?? `nothing made ${name}`),
  ) as Record<string, unknown>;
  const send = async (column: Column, dryRun: boolean): Promise<Heard> => {
    const who = await walk.who(column, column === step.by && step.byAnother === true);
    const { request, ...sent } = requestFor(route, input, { dryRun });
    const heard = await walk.http(who, request, sent);
    walk.faults.push(...walk.faultsOf(route, heard));
    return heard;
  };
  const row: number[] = [];
  if (step.prepares !== true) for (const column of COLUMNS) row.push((await send(column, WRITES.has(step.does))).status);
  const done = await send(step.by, false);
  if (done.status >= 300) throw new Error(`${step.does} by ${step.by} was answered ${done.status}: ${done.text}`);
  for (const [name, field] of Object.entries(step.makes ?? {})) walk.ids.set(name, String(done.json[field]));
  return step.prepares === true ? null : line(route, row);
}

/** The shipped law with one title in other words: a version that anybody can tell from it. */
function reworded(): unknown {
  const folder = 'regimes/dprk-labour';
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml'));
  return paths.map((path) => ({
    path,
    text: readFileSync(`${folder}/${path}`, 'utf8').replace('Work of nationals of the DPRK abroad', 'Work abroad of nationals of the DPRK'),
  }));
}

function routeOf(name: string): Route {
  const route = ROUTES.find(({ does }) => does === name);
  if (route === undefined) throw new Error(`There is no route for ${name}.`);
  return route;
}

/** What concerns one's own account, by somebody new each time: it ends sessions and secrets. */
async function ownRows(walk: Walk): Promise<string[]> {
  const { db } = walk.office.store;
  const account = randomUUID();
  await insertAccount(db, { account, login: 'super', name: 'S. Supervisor', madeBy: null }, machineNow());
  await setPassword(db, account, 'super', PASSWORD);
  const rows: string[] = [];
  for (const { route, example } of OWN_ACTS) {
    const row: number[] = [];
    for (const column of COLUMNS) {
      const { request, ...sent } = requestFor(route, example, { dryRun: false });
      const heard = await walk.http(await walk.somebodyNew(column), request, sent);
      walk.faults.push(...walk.faultsOf(route, heard));
      row.push(heard.status);
    }
    rows.push(line(route, row));
  }
  return rows;
}

/** What the service's log must never hold: names, documents, reasons, secrets, query strings. */
const NEVER = [
  ...['Kim Yong', 'Pak Chol', 'Ri Myong', 'P-W-', 'Altan', 'sewing', 'contradict', 'danger', 'in Korean', 'telephone', 'ULN 2018', 'ulma'],
  ...['rsls_', 'rslt_', 'rsli_', PASSWORD, 'Bearer', '?', 'nationality', 'dryRun'],
];

describe.each(ENGINES)('every route in every role, %s', (engine) => {
  test('answers as the reviewed table says and as the document describes, and the log names nobody', async (context) => {
    const office = await personas(context, engine);
    const walk: Walk = { ...office, ...(await described(office.app)), faults: [] };
    const rows: string[] = [];
    for (const step of STORY) {
      const row = await take(walk, step);
      if (row !== null) rows.push(row);
    }
    rows.push(...(await ownRows(walk)));
    const reviewed = readFileSync(TABLE, 'utf8')
      .split('\n')
      .filter((text) => text !== '' && !text.startsWith('#'));
    expect(rows.join('\n'), `what differs is either a mistake of the code or to be reviewed and written into ${TABLE}`).toBe(
      reviewed.join('\n'),
    );
    expect([...new Set(walk.faults)]).toEqual([]);
    expect(walk.lines.length).toBeGreaterThan(rows.length * COLUMNS.length);
    expect(walk.lines.filter((text) => NEVER.some((word) => text.includes(word)))).toEqual([]);
  });
});

test('every use case and query has its example, and so its line in the table', () => {
  expect([...USE_CASES, ...QUERIES].map(({ name }) => name).filter((name) => exampleOf(name) === undefined)).toEqual([]);
});
