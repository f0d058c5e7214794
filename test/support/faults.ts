import { expect } from 'vitest';
import { checkLaw } from '../../src/decide/checking/check.ts';
import { broken, HERE, openTexts } from './trial-law.ts';

/**
 * One thing broken in the trial law: its name, the file, what is replaced by what (with a sign where the finding must stand),
 * the code of the finding and a part of its message.
 */
export type Fault = readonly [name: string, file: string, from: string, to: string, code: string, message: string];

/** The fault is found, once, at its place, and with a remedy. */
export function expectFault([, file, from, to, code, message]: Fault): void {
  const fault = broken(file, from, to);
  const findings = checkLaw(openTexts(fault.texts), ['trial']);
  const found = findings.filter((finding) => finding.code === code && finding.message.includes(message));
  expect(found, JSON.stringify(findings, null, 1)).toHaveLength(1);
  expect(found[0]?.remedy.length).toBeGreaterThan(10);
  if (to.includes(HERE)) expect(found[0]).toMatchObject({ file: fault.file, line: fault.line, column: fault.column });
}
