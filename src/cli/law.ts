import { type Compiled, compile } from '../decide/compile.ts';
import { type LoadOptions, loadRegimes } from '../files/law/load.ts';
import { type Call, listFlag, textFlag } from './command.ts';

/** The law that a command line chooses by `--regime` and `--law`, compiled. */
export async function compiledLaw(call: Call): Promise<Compiled> {
  return compile(await loadRegimes(lawOptions(call)));
}

export function lawOptions(call: Call): LoadOptions {
  const regimes = listFlag(call, 'regime');
  const folder = textFlag(call, 'law');
  return { ...(regimes === undefined ? {} : { regimes }), ...(folder === undefined ? {} : { folder }) };
}
