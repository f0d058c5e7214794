import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Question, Reply } from './protocol.ts';

/** Without it a start takes three times as long, and most of a run is starts. */
const NODE_COMPILE_CACHE = join(tmpdir(), 'resolute-compile-cache');
const SERVICE = fileURLToPath(new URL('service.ts', import.meta.url));

/** The service ended before it answered. */
export class Gone extends Error {}

type Asked = Question extends infer Q ? (Q extends Question ? Omit<Q, 'id'> : never) : never;
type Answer = Exclude<Reply, { readonly ready: true }>;

/** A service process and the questions that wait for it. */
export class Service {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, { readonly resolve: (reply: Answer) => void; readonly reject: (error: Error) => void }>();
  #next = 0;
  #said = '';
  #isKilled = false;
  /** Settles when it can be asked; rejects when it ended before. */
  readonly ready: Promise<void>;
  readonly gone: Promise<void>;

  constructor(env: Readonly<Record<string, string>>) {
    const child = spawn(process.execPath, [SERVICE], {
      env: { NODE_COMPILE_CACHE, ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#child = child;
    child.stderr.on('data', (part: Buffer) => {
      this.#said = (this.#said + part.toString()).slice(-4000);
    });
    child.stdin.on('error', () => undefined); // a question to a process that is gone: its promise is rejected below
    this.gone = new Promise((resolve) =>
      child.once('close', () => {
        // `close`, not `exit`: what it wrote before it died is read first, and counts as answered.
        const why = this.#isKilled ? 'killed' : `ended by itself (${child.exitCode ?? child.signalCode}): ${this.#said}`;
        for (const { reject } of this.#waiting.values()) reject(new Gone(why));
        this.#waiting.clear();
        resolve();
      }),
    );
    this.ready = new Promise((resolve, reject) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const reply = JSON.parse(line) as Reply;
        if ('ready' in reply) return resolve();
        this.#waiting.get(reply.id)?.resolve(reply);
        this.#waiting.delete(reply.id);
      });
      void this.gone.then(() => reject(new Gone(this.#isKilled ? 'killed' : `ended before it was ready: ${this.#said}`)));
    });
    this.ready.catch(() => undefined); // a kill at the start is no error; whoever waits for it hears of it
  }

  ask(asked: Asked): Promise<Answer> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null)
      return Promise.reject(new Gone(this.#isKilled ? 'killed' : `ended by itself: ${this.#said}`));
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#child.stdin?.write(`${JSON.stringify({ ...asked, id })}\n`);
    });
  }

  get isKilled(): boolean {
    return this.#isKilled;
  }

  /** SIGKILL: no handler runs, nothing is flushed. */
  async kill(): Promise<void> {
    this.#isKilled = true;
    this.#child.kill('SIGKILL');
    await this.gone;
  }

  /** Ends it as one ends a service that has nothing to do. */
  async end(): Promise<void> {
    this.#child.stdin?.end();
    await this.gone;
    if (this.#child.exitCode !== 0)
      throw new Error(`The service ended with ${this.#child.exitCode ?? this.#child.signalCode}: ${this.#said}`);
  }
}
