/** A decision as officers really take it, from the application to the bundle, checked by the verifier alone. */
import { describe, expect, test } from 'vitest';
import { bundleText } from '../../src/audit/bundle.ts';
import { signerOf } from '../../src/audit/note.ts';
import { newPrivateKey } from '../../src/audit/signing-key.ts';
import type { Office } from '../../src/office/office.ts';
import { proposeDecision } from '../../src/register/decisions/propose.ts';
import { bundleOfDecision } from '../../src/register/proof/bundle.ts';
import { verifyRegister } from '../../src/register/proof/verify.ts';
import { check } from '../../verifier/check.mjs';
import { applied, someone } from '../support/applicants.ts';
import { anOffice, ENGINES } from '../support/register.ts';

describe.each(ENGINES)('a register, %s', (engine) => {
  test.for([
    ['2016-05-02', 'grant'],
    ['2018-02-05', 'refuse'],
  ] as const)('a decision of %s, %s, is shown to whoever has the key', async ([today, taken], context) => {
    const register = await anOffice(context, engine, { today });
    const signer = signerOf(newPrivateKey('ministry.example/register'));
    const office: Office = { ...register.office, proof: { signer, folder: null } };
    const officer = register.somebody('permit-officer');
    const auditor = register.somebody('auditor');
    const asked = await applied(register, officer, await someone(register, officer));
    const reason = taken === 'refuse' ? { reason: 'The law bars it.' } : {};
    const decided = await register.act(officer, proposeDecision, { application: asked, taken, ...reason });
    const bundle = Buffer.from(bundleText(await bundleOfDecision(office, auditor, decided.decision)));
    const report = check(bundle, signer.verifier.key);
    expect(report.checks.filter(({ result }) => result === 'refused')).toEqual([]);
    expect(report).toMatchObject({ ok: true, trusted: true, replayed: true });
    expect(report.checks.find(({ part }) => part === 'open answer')?.says).toContain('outcome');
    expect(await verifyRegister(office, auditor)).toMatchObject({ ok: true, problems: [] });
  });
});
