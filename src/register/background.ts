import type { Office } from '../office/office.ts';
import { startRegisterWork } from './jobs/kinds.ts';
import { signLog } from './proof/sign.ts';
import { checkLog } from './proof/verify.ts';

/** What the background says of itself; nothing personal. */
export interface BackgroundLog {
  readonly info: (what: Readonly<Record<string, unknown>>) => void;
  readonly error: (what: Readonly<Record<string, unknown>>) => void;
}

const SIGN_EVERY_MS = 60_000;
const CHECK_EVERY_MS = 6 * 60 * 60_000;

/**
 * What a running register does by itself: decides again what changed, signs the log as it grows, and checks all of it by and by, from the
 * first minute on, so that a changed entry is found without anybody asking.
 * @returns stops it, after a last signature
 */
export function startBackground(office: Office, log: BackgroundLog): () => Promise<void> {
  const jobs = startRegisterWork(office, {
    onError: (error, run) => log.error({ job: run?.name ?? null, error: codeOf(error) }),
  });
  const ends = new AbortController();
  let isStopping = false;
  let last: Promise<void> = Promise.resolve();
  /** One after the other, so that a check never meets a signature. */
  const then = (name: string, act: () => Promise<unknown>): void => {
    last = last
      .then(async () => {
        if (!isStopping) await act();
      })
      .catch((error: unknown) => (isEnded(error) ? undefined : log.error({ background: name, error: codeOf(error) })));
  };
  const sign = async (): Promise<void> => void (await signLog(office));
  const check = async (): Promise<void> => {
    const { ok, size, count } = await checkLog(office, { gently: true, signal: ends.signal });
    log.info({ log: ok ? 'whole' : 'changed', entries: size, problems: count });
  };
  then('sign', sign);
  then('check', check);
  const timers = [setInterval(() => then('sign', sign), SIGN_EVERY_MS), setInterval(() => then('check', check), CHECK_EVERY_MS)];
  for (const timer of timers) timer.unref();
  return async () => {
    for (const timer of timers) clearInterval(timer);
    ends.abort(); // a check that is under way is made anew at the next start
    await jobs.stop();
    then('sign', sign);
    await last;
    isStopping = true;
  };
}

/** Whether work was ended from outside, by the end of the service. */
const isEnded = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

/** The code of an error of ours, or its class: a message of the database could hold what stands in a row. */
function codeOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
