import type { Service } from './client.ts';
import { type Dice, oneOf } from './dice.ts';
import type { Entry, Ledger } from './ledger.ts';
import { aWorker, type Scene, week } from './scene.ts';

/** Refusals for want of room after which the officers turn to the next week. */
const REFUSALS = 4;

/** Officers who all want permits for the same week at once, and what they know in common. */
export class Officers {
  readonly #scene: Scene;
  readonly #ledger: Ledger;
  readonly #workers: string[];
  readonly #holds: string[] = [];
  #week = 0;
  #refusals = 0;
  /** Grants that the cap refused. */
  capped = 0;

  constructor(scene: Scene, ledger: Ledger) {
    this.#scene = scene;
    this.#ledger = ledger;
    this.#workers = [...scene.workers];
  }

  /** One thing that an officer does, as the dice fall. @throws Gone */
  async step(service: Service, number: number, dice: Dice): Promise<void> {
    const ask = (act: string, input: unknown, as = `officer-${number}`): Promise<Entry> => this.#ledger.ask(service, act, as, input);
    const worker = oneOf(dice, this.#workers);
    const chance = dice();
    if (chance < 0.6) return this.#grant(ask, worker);
    if (chance < 0.7) return this.#refuse(ask, worker);
    if (chance < 0.78) {
      const { result } = await ask('worker.register', aWorker());
      if (result !== null) this.#workers.push(String(result.id));
    } else if (chance < 0.86) await ask('worker.correct', { worker, facts: { safetyOverseer: dice() < 0.5 } });
    else if (chance < 0.93) await ask('note.write', { aboutKind: 'worker', about: worker, text: 'Seen at the desk.' });
    else await this.#hold(ask, worker, number, dice);
  }

  async #grant(ask: Ask, worker: string): Promise<void> {
    const wanted = this.#week;
    const { result } = await ask('application.receive', { kind: 'new', worker, employer: this.#scene.employer, ...week(wanted) });
    if (result === null) return;
    const { refused } = await ask('decision.propose', { application: result.id, taken: 'grant' });
    if (refused?.code !== 'decision.not-open') return;
    this.capped += 1;
    if (wanted !== this.#week) return;
    this.#refusals += 1;
    if (this.#refusals < REFUSALS) return;
    this.#week += 1;
    this.#refusals = 0;
  }

  async #refuse(ask: Ask, worker: string): Promise<void> {
    const { result } = await ask('application.receive', { kind: 'new', worker, employer: this.#scene.employer, ...week(this.#week) });
    if (result !== null) await ask('decision.propose', { application: result.id, taken: 'refuse', reason: 'The site is closed.' });
  }

  async #hold(ask: Ask, worker: string, number: number, dice: Dice): Promise<void> {
    const as = `protection-${number}`;
    const hold = dice() < 0.5 ? undefined : this.#holds.pop();
    if (hold === undefined) {
      const { result } = await ask('hold.place', { worker, ground: 'Counsel says that return is unsafe.' }, as);
      if (result !== null) this.#holds.push(String(result.id));
      return;
    }
    const { result } = await ask('hold.propose-lift', { hold, reason: 'The ground has ended.' }, as);
    if (result !== null) await ask('hold.lift', { hold, version: result.version }, `protection-${number + 100}`);
  }
}

type Ask = (act: string, input: unknown, as?: string) => Promise<Entry>;
