import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aWebExample, type Visitor, type WebExample } from '../../../../test/support/visitor.ts';

let example: WebExample;
let officer: Visitor;
beforeAll(async () => {
  example = await aWebExample();
  officer = await example.visitor('officer');
}, 60_000);
afterAll(() => example.stop());

describe('a contract', () => {
  test('is recorded by the numbers that people know, asked again at the field that names nothing, and corrected with its paper', async () => {
    const form = await officer.get('/contracts/new');
    const wrong = await officer.send(form, { worker: 'INV-W-99999', employer: 'yagaan yast barilga', number: 'C-77' });
    expect(wrong.status).toBe(422);
    expect(wrong.document.querySelector('#worker-error')?.textContent).toContain('No worker has the number “INV-W-99999”.');
    expect(wrong.document.querySelector('#employer')?.getAttribute('value')).toBe('yagaan yast barilga');

    const unshown = await officer.send(wrong, {
      worker: 'inv-w-00003',
      'finalisedOn-day': '1',
      'finalisedOn-month': '9',
      'finalisedOn-year': '2017',
    });
    expect(unshown.text).toContain('needs the paper that shows it');
    const recorded = await officer.send(unshown, { 'finalisedOn-day': '', 'finalisedOn-month': '', 'finalisedOn-year': '' });
    expect(recorded.status).toBe(200);
    expect(recorded.path).toMatch(/^\/contracts\/[0-9a-f-]{36}\?done=/);
    expect(recorded.text).toContain('INV-W-00003');
    expect(recorded.text).toContain('Yagaan Yast Barilga');

    const page = recorded.path.split('?')[0] ?? '';
    const again = await officer.get(`${page}/correct`);
    const beside = await officer.get(`${page}/correct`);
    const corrected = await officer.send(again, {
      ...{ 'finalisedOn-day': '1', 'finalisedOn-month': '9', 'finalisedOn-year': '2017', written: 'true' },
      ...{ 'evidence.kind': 'contract', 'evidence.reference': 'C-77, page 3' },
    });
    expect(corrected.text).toContain('1 September 2017');
    expect(corrected.text).toContain('C-77, page 3');

    const back = await officer.send(again, { number: 'C-78' });
    expect(back.text, 'the same page again, otherwise filled in').toContain('This form was sent before with other answers');
    const stale = await officer.send(beside, { number: 'C-78' });
    expect(stale.status).toBe(409);
    expect(stale.text, 'what it says now').toMatch(/Somebody changed this record meanwhile.*Finalised on ?1 September 2017/);
    const sent = await officer.send(stale);
    expect(sent.path).toContain('done=');
    expect(sent.text, 'only the number was said otherwise').toMatch(/C-78.*1 September 2017/);
  });
});
