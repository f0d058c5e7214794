import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aWebExample, type PageSeen, type Visitor, type WebExample } from '../../../../test/support/visitor.ts';

let example: WebExample;
let officer: Visitor;
beforeAll(async () => {
  example = await aWebExample();
  officer = await example.visitor('officer');
}, 60_000);
afterAll(() => example.stop());

const linkOf = (document: PageSeen['document'], text: string): string =>
  [...document.querySelectorAll('main a')].find((link) => link.textContent === text)?.getAttribute('href') ?? '';

describe('an employer', () => {
  test('is registered with owners that are named as people name them, and each side shows the other', async () => {
    const form = await officer.get('/employers/new');
    const owner = { 'owners.0.link': 'owner', 'owners.0.employer': 'KHAR YAST BARILGA', 'owners.0.shareBasisPoints': '6000' };
    const wrong = await officer.send(form, { name: 'Shine Barilga', sector: 'XX', ...owner });
    expect(wrong.document.querySelector('#sector-error')?.textContent).toContain('ISIC');
    const made = await officer.send(wrong, { sector: '4100', private: 'true', 'sites.0.name': 'Zaisan' });
    expect(made.text).toMatch(/4100 Buildings.*Khar Yast Barilga ?Owner ?60 %.*Zaisan/);
    const other = await officer.get(linkOf(made.document, 'Khar Yast Barilga'));
    expect(other.text).toMatch(/What it owns, and ventures it shares.*Shine Barilga ?Owner ?60 %/);

    const unchanged = await officer.send(await officer.get(`${made.path.split('?')[0]}/correct`), {});
    expect(unchanged.status, 'nothing was said otherwise').not.toBe(500);
    const closed = await officer.send(await officer.get(`${made.path.split('?')[0]}/close`), {});
    expect(closed.text).toContain('Closed');
  });

  test('shows the last lawful day of whoever works there, of those from before on demand, and lists keep to it', async () => {
    const list = await officer.get('/employers?name=Khar+Yast');
    const page = await officer.get(linkOf(list.document, 'Khar Yast Barilga'));
    const days = (seen: typeof page): string[] =>
      [...(seen.document.querySelector('#last-days')?.parentElement?.querySelectorAll('tbody td:nth-child(3)') ?? [])].map(
        (one) => one.textContent ?? '',
      );
    expect(days(page).length).toBeGreaterThan(0);
    expect(days(page).filter((day) => !/2017|2018/.test(day))).toEqual([]);
    const all = await officer.get(linkOf(page.document, 'Those from before too').replace(/#.*/, ''));
    expect(days(all).some((day) => /2009|201[0-6]/.test(day))).toBe(true);

    const more = [...page.document.querySelectorAll('a[rel=next]')]
      .map((link) => link.getAttribute('href') ?? '')
      .find((href) => href.startsWith('/permits'));
    const permits = await officer.get(more ?? '');
    expect(permits.text).toContain('Employer: Khar Yast Barilga.');
    const employers = new Set([...permits.document.querySelectorAll('main tbody td:nth-child(2)')].map((one) => one.textContent));
    expect([...employers]).toEqual(['Khar Yast Barilga']);
  });

  test('reads itself alone, and nothing of departures', async () => {
    const employer = await example.visitor('employer');
    const own = await employer.get('/employers');
    expect(own.path, 'it is sent on').toMatch(/^\/employers\/[0-9a-f-]{36}$/);
    expect(own.status).toBe(200);
    expect(own.text).toContain('The last lawful day of each worker who works there');
    expect(own.text).not.toMatch(/Departure planned|Notes|What happened|Correct/);
    const strange = await officer.get('/employers?name=Khar+Yast');
    expect((await employer.get(linkOf(strange.document, 'Khar Yast Barilga'))).status).toBe(404);
  });

  test('a quota shows how much of it is used; whoever reads no permits is not told', async () => {
    const quotas = await officer.get('/quotas');
    const path = linkOf(quotas.document, '2017, DPRK (North Korea)');
    const quota = await officer.get(path);
    expect(quota.text).toMatch(/[\d,]+ of 2,338 authorisations are granted; [\d,]+ are left\./);
    expect(quota.text).toContain('every sector');
    const statistician = await example.visitor('statistician');
    const seen = await statistician.get(path);
    expect(seen.status).toBe(200);
    expect(seen.text).not.toContain('are granted');

    const supervisor = await example.visitor('supervisor');
    const set = await supervisor.send(await supervisor.get('/quotas/new'), {
      year: '2018',
      number: '1',
      sector: 'F',
      source: 'Order 1 of 2018',
    });
    expect(set.text).toMatch(/2018, F Construction.*0 of 1 authorisations are granted; 1 is left\..*every nationality/);
    const corrected = await supervisor.send(await supervisor.get(`${set.path.split('?')[0]}/correct`), { number: '2' });
    expect(corrected.text).toContain('0 of 2 authorisations');
    expect((await officer.get('/quotas/new')).status).toBe(403);
  });
});
