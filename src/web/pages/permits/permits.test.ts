import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aWebExample, type PageSeen, type Visitor, type WebExample } from '../../../../test/support/visitor.ts';

let example: WebExample;
let supervisor: Visitor;
beforeAll(async () => {
  example = await aWebExample();
  supervisor = await example.visitor('supervisor');
}, 60_000);
afterAll(() => example.stop());

const first = async (list: string): Promise<PageSeen> => {
  const page = await supervisor.get(list);
  return supervisor.get(page.document.querySelector('main tbody th a')?.getAttribute('href') ?? '');
};
const offered = ({ document }: PageSeen): string[] =>
  [...document.querySelectorAll('main a.govuk-button')].map((one) => one.textContent?.trim() ?? '');

describe('a permit', () => {
  test('that stands can be declined and revoked; one that ran out offers neither, for nothing is left to end', async () => {
    const standing = await first('/permits?nationality=PRK&standingOn=2017-12-07&status=granted');
    expect(offered(standing)).toEqual(expect.arrayContaining(['Decline the renewal', 'Revoke']));
    const past = await first('/permits?nationality=PRK&endsBefore=2016-12-31&all=yes');
    expect(past.status).toBe(200);
    expect(offered(past).filter((act) => /Decline|Revoke/.test(act))).toEqual([]);
    expect(offered(past)).toContain('Correct');
  });

  test('says why with the rule open that an exception lifted: the gap between the Council and the state', async () => {
    const { path } = await first('/permits?nationality=PRK&standingOn=2017-12-07&status=granted');
    const why = await supervisor.get(`${path}/why`);
    const open = [...why.document.querySelectorAll('details.res-provision[open]')].map((one) => one.textContent ?? '');
    expect(open.filter((text) => text.includes('It is lifted by the exception'))).not.toEqual([]);
    expect(open.filter((text) => text.includes('It applies and bars'))).not.toEqual([]);
  });
});
