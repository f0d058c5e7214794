import { isDeepStrictEqual } from 'node:util';
import type { Service } from './client.ts';
import type { Acknowledged, Refused } from './protocol.ts';

/** An act that somebody asked for, and what became of it as far as the asker knows. */
export interface Entry {
  readonly act: string;
  readonly as: string;
  readonly key: string;
  readonly input: unknown;
  readonly to: Service;
  state: 'under way' | 'done' | 'refused';
  result: Readonly<Record<string, unknown>> | null;
  refused: Refused | null;
}

/** Codes after which nobody knows whether the act was done: the asker asks again. */
const UNKNOWN = /^store\.(unavailable|outcome-unknown|collisions)$/;
const TABLES: Readonly<Record<string, string>> = {
  worker: 'worker',
  application: 'application',
  note: 'note',
  hold: 'protection_hold',
  employer: 'employer',
};

/** Everything that was asked for, as a client keeps it: what was acknowledged must be there for ever. */
export class Ledger {
  readonly entries: Entry[] = [];
  #keys = 0;
  readonly #name: string;

  /** @param name begins every key, so that two ledgers on one register never share any */
  constructor(name: string) {
    this.#name = name;
  }

  /** @returns the entry, done or refused. @throws Gone when the service ended before it answered */
  async ask(to: Service, act: string, as: string, input: unknown): Promise<Entry> {
    this.#keys += 1;
    const entry: Entry = { act, as, key: `${this.#name}-${this.#keys}`, input, to, state: 'under way', result: null, refused: null };
    this.entries.push(entry);
    await this.#send(to, entry);
    return entry;
  }

  /** Asks again for all that the dead service left open. @returns how many of them it had kept all the same, and how many not */
  async settle(dead: Service, to: Service): Promise<{ readonly kept: number; readonly lost: number }> {
    const open = this.entries.filter((entry) => entry.state === 'under way' && entry.to === dead);
    const repeated = await Promise.all(open.map((entry) => this.#send(to, entry)));
    const kept = repeated.filter(Boolean).length;
    return { kept, lost: open.length - kept };
  }

  /** Asks once more for what was answered long ago. @returns the entries whose answer is another now, or was done anew */
  async repeat(to: Service, entries: readonly Entry[]): Promise<Entry[]> {
    const changed = await Promise.all(
      entries.map(async (entry) => {
        const reply = await to.ask(asked(entry));
        return 'result' in reply && reply.repeated && isDeepStrictEqual(reply.result, entry.result) ? null : entry;
      }),
    );
    return changed.filter((entry) => entry !== null);
  }

  /** What was acknowledged, as rows that must be there. */
  acknowledged(from = 0): Acknowledged[] {
    return this.entries.slice(from).flatMap(({ act, result }): Acknowledged[] => {
      if (result === null) return [];
      const { id, version, decision, permit } = result as { id?: string; version: number; decision?: string; permit?: string | null };
      if (decision !== undefined) return [['decision', decision, version], ...(permit == null ? [] : [['permit', permit, 1] as const])];
      const table = TABLES[act.split('.')[0] ?? ''];
      if (table === undefined || id === undefined) throw new TypeError(`Nothing is known of the answer of ${act}.`);
      return [[table, id, version]];
    });
  }

  done(act: string): Entry[] {
    return this.entries.filter((entry) => entry.act === act && entry.state === 'done');
  }

  /** @returns whether the answer was that of an earlier try */
  async #send(to: Service, entry: Entry): Promise<boolean> {
    for (;;) {
      const reply = await to.ask(asked(entry));
      if ('result' in reply) {
        entry.result = reply.result as Record<string, unknown>;
        entry.state = 'done';
        return reply.repeated;
      }
      if (reply.refused.code === 'fault') throw new Error(`${entry.act} ended in a fault: ${reply.refused.message}`);
      if (UNKNOWN.test(reply.refused.code)) continue;
      entry.refused = reply.refused;
      entry.state = 'refused';
      return false;
    }
  }
}

function asked({ act, as, key, input }: Entry) {
  return { act, as, key, input };
}
