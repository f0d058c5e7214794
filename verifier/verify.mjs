#!/usr/bin/env node
// @ts-check
/** `node verify.mjs BUNDLE [--key NAME+ID+BASE64] [--json]`: exit 0 when nothing is refused, 3 when something is, 2 for a wrong call. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { check } from './check.mjs';

const USAGE = 'Usage: node verify.mjs BUNDLE [--key NAME+ID+BASE64] [--json]\n';

process.exitCode = main(process.argv.slice(2));

/** @param {readonly string[]} args */
function main(args) {
  /** @type {{ file: string, key: string | undefined, json: boolean }} */
  let asked;
  /** @type {Buffer} */
  let bytes;
  try {
    asked = read(args);
    bytes = readFileSync(asked.file);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    return 2;
  }
  const report = check(bytes, asked.key);
  process.stdout.write(asked.json ? `${JSON.stringify(report)}\n` : printed(report));
  return report.ok ? 0 : 3;
}

/** @param {readonly string[]} args */
function read(args) {
  const options = /** @type {const} */ ({ key: { type: 'string' }, json: { type: 'boolean', default: false } });
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [file, more] = positionals;
  if (file === undefined || more !== undefined) throw new Error('One bundle is needed.');
  return { file, key: values.key, json: values.json };
}

/** @param {import('./check.mjs').Report} report */
function printed({ ok, trusted, replayed, checks }) {
  const lines = checks.map(({ part, result, says }) => `${result.padEnd(11)}  ${part.padEnd(18)}  ${says}`);
  const refused = checks.find(({ result }) => result === 'refused');
  const verdict = ok
    ? `Nothing is refused.${trusted ? '' : ' Who signed is not shown: no key was given.'}${replayed ? '' : ' The law was not asked again.'}`
    : `Refused: ${refused?.part}.`;
  return `${lines.join('\n')}\n${verdict}\n`;
}
