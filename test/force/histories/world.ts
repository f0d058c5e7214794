import { sql } from 'kysely';
import type { Actor } from '../../../src/access/actor.ts';
import { perform } from '../../../src/office/perform.ts';
import { receiveApplication } from '../../../src/register/applications/receive.ts';
import { proposeDecision } from '../../../src/register/decisions/propose.ts';
import { registerEmployer } from '../../../src/register/employers/register.ts';
import { registerWorker } from '../../../src/register/workers/register.ts';
import type { TestOffice } from '../../support/register.ts';
import { aWorker } from '../scene.ts';
import type { Asked, Result } from './command.ts';
import { Model, TODAY } from './model.ts';

/** Permits on the baseline day, and how many run on: room for two. */
const BASELINE = 3;
const RUN_ON = 1;
const FREE_WORKERS = 3;

/** A small register, so that what people do meets often, and what they know of it. */
export class World {
  readonly workers: string[] = [];
  readonly applications: string[] = [];
  readonly proposals: { readonly id: string; readonly contentHash: string }[] = [];
  readonly holds: { readonly id: string; version: number }[] = [];
  readonly #test: TestOffice;
  readonly #actors: Readonly<Record<Asked['as'], Actor>>;
  employer = '';

  constructor(test: TestOffice, actors = actorsOf(test)) {
    this.#test = test;
    this.#actors = actors;
  }

  /** The same people, with all that they know, at another register. */
  movedTo(test: TestOffice): World {
    const moved = new World(test, this.#actors);
    for (const part of ['workers', 'applications', 'proposals', 'holds'] as const) (moved[part] as unknown[]).push(...this[part]);
    moved.employer = this.employer;
    return moved;
  }

  /** @returns the model of it */
  async begin(): Promise<Model> {
    const model = new Model();
    const officer = this.#actors['first officer'];
    const worker = async (): Promise<string> => {
      const { id } = await this.#test.act(officer, registerWorker, aWorker() as never);
      model.people.set(id, { counted: true, status: 'active' });
      this.workers.push(id);
      return id;
    };
    this.#test.goTo('2017-08-01');
    this.employer = (
      await this.#test.act(officer, registerEmployer, { name: 'Khar Zuram', private: true, kind: 'company', owners: [] })
    ).id;
    for (let i = 0; i < BASELINE; i += 1) {
      const span = { from: '2017-08-01', to: i < RUN_ON ? '2018-07-31' : '2017-08-10' };
      const asked = { kind: 'new' as const, worker: await worker(), employer: this.employer, wantedFrom: span.from, wantedTo: span.to };
      const { id } = await this.#test.act(officer, receiveApplication, asked);
      const { permit } = await this.#test.act(officer, proposeDecision, { application: id, taken: 'grant' });
      model.applications.set(id, { worker: asked.worker, span, status: 'granted' });
      model.papers.set(permit ?? '', { worker: asked.worker, from: span.from, lastDay: span.to });
    }
    this.#test.goTo(TODAY);
    for (let i = 0; i < FREE_WORKERS; i += 1) await worker();
    return model;
  }

  async perform({ act, as, input }: Asked): Promise<Result> {
    const { result } = await perform(this.#test.office, this.#actors[as], act, input);
    return result as Result;
  }

  /** How many leaves the log has. */
  async size(): Promise<number> {
    const { rows } = await sql<{ size: number }>`select size from log_head`.execute(this.#test.office.store.db);
    return rows[0]?.size ?? 0;
  }

  /** The leaves of an act: those of the one instant at which its first record came to this version. */
  async leavesOf(result: Result): Promise<{ readonly first: number; readonly last: number }> {
    const id = result.decision ?? result.proposal ?? result.id;
    const version = result.decision === undefined && result.proposal !== undefined ? null : result.version;
    const { rows } = await sql<{ first: number; last: number }>`select min(leaf) as first, max(leaf) as last from log_event where known_at =
      (select known_at from log_event where record_id = ${id}::uuid and (${version}::integer is null or version = ${version}::integer) order by leaf desc limit 1)`.execute(
      this.#test.office.store.db,
    );
    const [leaves] = rows;
    if (leaves?.first == null) throw new RangeError(`No leaf tells of ${JSON.stringify(result)}.`);
    return leaves;
  }

  /** The register as the model would write it. */
  async found(): Promise<Record<string, unknown>> {
    const { rows } = await sql<{ found: Record<string, unknown> }>`select jsonb_build_object(
      'people', (select jsonb_object_agg(id, jsonb_build_array(nationalities = '{PRK}', status)) from worker),
      'papers', (select jsonb_object_agg(id, jsonb_build_array(worker, "validFrom", "lastDay")) from permit),
      'applications', (select jsonb_object_agg(id, status) from application),
      'refusals', coalesce((select jsonb_object_agg(proposal, status) from decision where taken = 'refuse'), '{}'),
      'holds', coalesce((select jsonb_object_agg(id, jsonb_build_array(version, status)) from protection_hold), '{}'),
      'leavings', coalesce((select jsonb_object_agg(id, jsonb_build_array(worker, status)) from departure), '{}')) as found`.execute(
      this.#test.office.store.db,
    );
    return rows[0]?.found ?? {};
  }
}

function actorsOf(test: TestOffice): Readonly<Record<Asked['as'], Actor>> {
  const officer = () => test.somebody('permit-officer', 'supervisor');
  const protection = () => test.somebody('protection-officer');
  return {
    'first officer': officer(),
    'second officer': officer(),
    'first protection officer': protection(),
    'second protection officer': protection(),
  };
}

/** The model as the register would write it. */
export function expected(model: Model): Record<string, unknown> {
  const all = <T>(things: ReadonlyMap<string, T>, write: (thing: T) => unknown): Record<string, unknown> =>
    Object.fromEntries([...things].map(([id, thing]) => [id, write(thing)]));
  return {
    people: all(model.people, ({ counted, status }) => [counted, status]),
    papers: all(model.papers, ({ worker, from, lastDay }) => [worker, from, lastDay]),
    applications: all(model.applications, ({ status }) => status),
    refusals: all(model.refusals, ({ status }) => status),
    holds: all(model.holds, ({ version, status }) => [version, status]),
    leavings: all(model.leavings, ({ worker, status }) => [worker, status]),
  };
}
