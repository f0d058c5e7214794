import { setTimeout as pause } from 'node:timers/promises';
import { Gone, Service } from './client.ts';
import { type Dice, diceOf } from './dice.ts';
import { Ledger } from './ledger.ts';
import { Officers } from './officers.ts';
import type { Checked } from './protocol.ts';
import { BASELINE_ON, type Scene } from './scene.ts';

export interface KillOptions {
  readonly scene: Scene;
  readonly kills: number;
  readonly seed: number;
  /** Service processes at once on the one register. */
  readonly processes?: number;
  readonly officersEach?: number;
}

/** What was seen. */
export interface Figures {
  readonly kills: number;
  /** Of them, while the process was starting. */
  readonly atStart: number;
  readonly acknowledged: number;
  /** Acts that were under way when the process died: those that it had kept, and those that it had not. */
  readonly keptUnanswered: number;
  readonly lostUnanswered: number;
  readonly capped: number;
  readonly permits: number;
  readonly events: number;
  readonly fullest: number;
  readonly baseline: number;
}

/** How long officers work between two kills, at most, and how long after its start a process may be killed. */
const WORK_MS_MAX = 300;
const START_MS_MAX = 700;
const AT_START = 0.15;
/** Answers asked for a second time at the end. */
const REPEATED = 300;

/**
 * Kills service processes while officers write near a cap, and after each start compares the register with all that was acknowledged.
 * @throws Error naming what does not hold, with the seed
 */
export async function runKills({ scene, kills, seed, processes = 1, officersEach = 6 }: KillOptions): Promise<Figures> {
  const dice = diceOf(seed);
  const ledger = new Ledger(`run-${seed}`);
  const officers = new Officers(scene, ledger);
  const slots = Array.from({ length: processes }, () => new Slot(scene));
  const seen = { kills: 0, atStart: 0, keptUnanswered: 0, lostUnanswered: 0 };
  let isOver = false;
  let failure: unknown;
  const work = async (slot: Slot, number: number): Promise<void> => {
    const own = diceOf(seed * 1000 + number);
    while (!isOver && failure === undefined) {
      let service: Service | undefined;
      try {
        service = await slot.service;
        await officers.step(service, number, own);
      } catch (error) {
        // A service that was killed is waited for; one that did not start, or ended by itself, ends the run.
        if (!(error instanceof Gone && service?.isKilled)) failure ??= error;
      }
    }
  };
  const working = slots.flatMap((slot, i) => Array.from({ length: officersEach }, (_, j) => work(slot, i * officersEach + j)));
  let checkedTo = 0;
  try {
    await Promise.all(slots.map((slot) => slot.service));
    while (seen.kills < kills) {
      const slot = slots[Math.floor(dice() * slots.length)] as Slot;
      await pause(5 + dice() * WORK_MS_MAX);
      if (failure !== undefined) throw failure;
      const before = await slot.service;
      const starts = await slot.kill(dice, kills - seen.kills);
      seen.kills += 1 + starts;
      seen.atStart += starts;
      const after = await slot.service;
      const settled = await ledger.settle(before, after);
      seen.keptUnanswered += settled.kept;
      seen.lostUnanswered += settled.lost;
      const upTo = ledger.entries.length;
      holds(await checked(after, ledger, checkedTo), seed);
      checkedTo = upTo;
    }
  } catch (error) {
    await Promise.allSettled(slots.map(async (slot) => (await slot.service).kill()));
    throw error;
  } finally {
    isOver = true;
    await Promise.all(working);
  }
  const last = await (slots[0] as Slot).service;
  for (const entry of ledger.entries.filter(({ state }) => state === 'under way')) await ledger.settle(entry.to, last);
  const end = await checked(last, ledger, 0);
  holds(end, seed);
  await nothingMore(end, ledger, scene, seed);
  const done = ledger.entries.filter(({ state }) => state === 'done');
  const sample = done.filter((_, i) => i % Math.ceil(done.length / REPEATED) === 0);
  const changed = await ledger.repeat(last, sample);
  if (changed.length > 0)
    throw new Error(`Seed ${seed}: ${changed[0]?.act} under key ${changed[0]?.key} was answered otherwise, or done again.`);
  await Promise.all(slots.map(async (slot) => (await slot.service).end()));
  const { fullest, baseline, events, permits } = end;
  return { ...seen, acknowledged: done.length, capped: officers.capped, permits: permits.length, events, fullest, baseline };
}

/** One place for a service process, filled again after each kill. */
class Slot {
  readonly #scene: Scene;
  service: Promise<Service>;

  constructor(scene: Scene) {
    this.#scene = scene;
    this.service = started(new Service(scene.env));
  }

  /** Kills the process and starts another; sometimes that one is killed before it is ready, and another started. @returns how many of these */
  async kill(dice: Dice, most: number): Promise<number> {
    const victim = await this.service;
    const { promise, resolve, reject } = Promise.withResolvers<Service>();
    this.service = promise; // officers wait here meanwhile
    promise.catch(() => undefined); // heard by whoever waits for it
    await victim.kill();
    let starts = 0;
    try {
      while (starts + 1 < most && dice() < AT_START) {
        const young = new Service(this.#scene.env);
        await pause(dice() * START_MS_MAX);
        await young.kill();
        starts += 1;
      }
      resolve(await started(new Service(this.#scene.env)));
    } catch (error) {
      reject(error);
    }
    await this.service;
    return starts;
  }
}

async function started(service: Service): Promise<Service> {
  await service.ready;
  return service;
}

async function checked(service: Service, ledger: Ledger, from: number): Promise<Checked> {
  const reply = await service.ask({ check: { acknowledged: ledger.acknowledged(from), baselineOn: BASELINE_ON } });
  if ('refused' in reply) throw new Error(`The check itself failed: ${reply.refused.message}`);
  return reply.result as Checked;
}

function holds({ problems }: Checked, seed: number): void {
  if (problems.length > 0) throw new Error(`Seed ${seed}: ${problems.length} things do not hold: ${problems.slice(0, 10).join('; ')}`);
}

/** Every permit is one that somebody was told of: nothing was done that nobody asked for, and nothing twice. */
async function nothingMore({ permits }: Checked, ledger: Ledger, scene: Scene, seed: number): Promise<void> {
  const told = [...scene.ledger.done('decision.propose'), ...ledger.done('decision.propose')].map(({ result }) => result?.permit);
  const known = new Set(told.filter((id) => id !== null));
  const strange = permits.filter((id) => !known.has(id));
  if (strange.length > 0 || known.size !== permits.length)
    throw new Error(
      `Seed ${seed}: ${permits.length} permits stand and ${known.size} were acknowledged; nobody was told of ${strange.join(', ')}.`,
    );
}
