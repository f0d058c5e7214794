import { Interrupted } from '../files/table/errors.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Runs work that cleans up after itself when it is called off. The signal is then raised again, now unhandled, so that whoever started this
 * process sees that it was interrupted.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let raised: NodeJS.Signals | null = null;
  const onSignal = (name: NodeJS.Signals): void => {
    raised ??= name;
    controller.abort();
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  try {
    return await work(controller.signal);
  } catch (error) {
    if (raised === null || !(error instanceof Interrupted)) throw error;
    process.stderr.write(`${error.message}\n`);
    for (const name of SIGNALS) process.off(name, onSignal);
    process.kill(process.pid, raised);
    return await new Promise<never>(() => undefined); // the signal ends the process
  } finally {
    for (const name of SIGNALS) process.off(name, onSignal);
  }
}
