import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aWebExample, type PageSeen, type Visitor, type WebExample } from '../../../../test/support/visitor.ts';

let example: WebExample;
let officer: Visitor;
beforeAll(async () => {
  example = await aWebExample();
  officer = await example.visitor('officer');
}, 60_000);
afterAll(() => example.stop());

const found = (page: PageSeen): string[] => [...page.document.querySelectorAll('main tbody th a')].map((link) => link.textContent ?? '');
const find = async (who: Visitor, words: string): Promise<PageSeen> =>
  who.send(await who.get('/search'), { words }, { action: '/search', button: 'Search' });

/** Jo Kwang Sok of the example, whom another sheet calls Cho Gwang-seok. */
async function jo(): Promise<string> {
  const page = await find(officer, 'INV-W-00913');
  return page.document.querySelector('main tbody th a')?.getAttribute('href') ?? '';
}

describe('a worker', () => {
  test('is found in any script, never by whoever may not read names, and no name stands in an address or a list', async () => {
    const hangul = await find(officer, '조광석');
    expect(found(hangul)).toContain('INV-W-00913');
    expect(hangul.text).toContain('Read as Hangul; in Latin letters it was looked for as it sounds: Jo Gwang Seok');
    expect(hangul.path).toBe('/search');
    expect(hangul.html.replace(/<input[^>]*>/g, ''), 'the name that the register has is not told').not.toContain('Jo Kwang Sok');
    expect(found(await find(officer, 'Чо Гван Сок'))).toContain('INV-W-00913');
    expect((await find(officer, 'no such person')).text).toContain('Nothing was found');
    expect((await find(officer, '')).status).toBe(422);

    const desk = await example.visitor('desk');
    const unseen = await find(desk, 'Jo Kwang Sok');
    expect(found(unseen)).toEqual([]);
    expect(unseen.text).toContain('What you may not read is not found either.');
    expect((await find(await example.visitor('admin'), 'INV-W-00913')).text).toContain('Your role reads no records');
    expect((await officer.get('/workers')).text).not.toMatch(/Kwang/);
  });

  test('has its names read for a purpose, corrected beside what was read, and shown in each script', async () => {
    const path = await jo();
    const form = await officer.get(`${path}/personal`);
    const refused = await officer.send(form, {});
    expect(refused.status).toBe(422);
    const read = await officer.send(form, { purpose: 'handling-a-case', words: 'renewal' });
    expect(read.text).toContain('Jo Kwang Sok');
    expect(read.text).toContain('This reading was recorded');

    const corrected = await officer.send(
      read,
      {
        ...{ 'personal.names.1.text': '조광석', 'personal.names.1.script': 'Hang' },
        ...{ 'personal.names.2.text': 'Чо Гван Сок', 'personal.names.2.script': 'Cyrl' },
        ...{ 'personal.documents.0.kind': 'passport', 'personal.documents.0.number': 'PD 4711', 'personal.documents.0.issuedBy': 'PRK' },
      },
      { action: `${path}/personal/correct` },
    );
    expect(corrected.path).toContain('done=workers.done.personal-corrected');
    expect(corrected.text, 'nobody reads a name without a purpose').not.toMatch(/Kwang|4711/);
    const again = await officer.send(form, { purpose: 'handling-a-case', words: 'renewal' });
    const names = [...again.document.querySelectorAll('.res-names [lang]')].map((name) => [name.getAttribute('lang'), name.textContent]);
    expect(names).toEqual([
      ['und-Latn', 'Jo Kwang Sok'],
      ['ko', '조광석'],
      ['mn', 'Чо Гван Сок'],
    ]);
    expect(again.text).toContain('Passport, PD 4711, DPRK (North Korea)');
    expect(found(await find(officer, 'pd-4711'))).toEqual(['INV-W-00913']);

    const nameless = await officer.send(await officer.get(`${path}/personal/correct`), {});
    expect(nameless.text).toContain('A worker has at least one name');
  });

  test('is recognised as another with the reasons in sight, and told apart again', async () => {
    const path = await jo();
    const page = await officer.get(path);
    expect(page.text).toMatch(/INV-W-03144 ?a name that sounds alike and year of birth ?\d permits; the last until/);
    const link = [...page.document.querySelectorAll('a')].filter((one) => one.textContent === 'Recognise as one person');
    const other = [...page.document.querySelectorAll('main tbody tr')].find((line) => line.textContent?.includes('INV-W-03144'));
    const href = other?.querySelector('td:last-child a')?.getAttribute('href') ?? '';
    expect(link.length).toBeGreaterThan(0);
    const form = await officer.get(href);
    const wordless = await officer.send(form, {});
    expect(wordless.status, 'how it was made sure of has to be said').toBe(422);
    const recognised = await officer.send(wordless, { words: 'Both passports were seen.' });
    expect(recognised.text).toContain('Recognised already');
    expect(recognised.text).toContain('Both passports were seen.');
    const apart = await officer.send(await officer.get(`${path}/tell-apart`), { words: 'It was the brother.' });
    expect(apart.text).not.toContain('Recognised already');
  });

  test('has a file made of all that is held, and a proposal to erase it that a second person would approve', async () => {
    const path = await jo();
    const whole = await officer.send(await officer.get(`${path}/export`), { words: 'The person, at the counter' });
    expect(whole.headers.get('content-disposition')).toContain('subject-access.json');
    expect((await officer.get(`${path}/erase`)).status, 'it cannot be undone, so not at the counter').toBe(403);
    const supervisor = await example.visitor('supervisor');
    const form = await supervisor.get(`${path}/erase`);
    expect(form.text).toContain('A second person approves');
    const proposed = await supervisor.send(form, { ground: 'period-over' });
    expect(proposed.path).toMatch(/^\/proposals\/[0-9a-f-]{36}\?done=/);
    expect((await officer.get(path)).text, 'nothing has happened yet').toContain('Read names and papers');
    for (const login of ['desk', 'statistician', 'admin']) {
      const nobody = await example.visitor(login);
      for (const page of ['', '/personal', '/personal/correct', '/export']) expect((await nobody.get(`${path}${page}`)).status).toBe(403);
    }
  });

  test('has notes that are answered and call a colleague; an empty one is asked for again', async () => {
    const path = await jo();
    const page = await officer.get(path);
    const action = `/notes/worker/${path.split('/').at(-1)}`;
    const empty = await officer.send(page, { text: '  ' }, { action });
    expect(empty.status).toBe(422);
    expect(empty.document.querySelector('#text-error')?.textContent).toContain('A text is needed here');
    const choice = [...page.document.querySelectorAll('#mentions option')].find((one) => one.textContent === 'Supervisor');
    const written = await officer.send(empty, { text: 'Look at the passport.', mentions: choice?.getAttribute('value') ?? '' });
    expect(written.text).toMatch(/Look at the passport\. Permit officer, 7 December 2017 It calls Supervisor\./);

    const supervisor = await example.visitor('supervisor');
    expect((await supervisor.get('/today')).text).toContain('Permit officer calls you in a note');
    const seen = await supervisor.get(path);
    const note = [...seen.document.querySelectorAll('.res-thread li')].find((one) => one.textContent?.includes('Look at the passport.'));
    const answer = note?.querySelector('a');
    const form = await supervisor.get(answer?.getAttribute('href') ?? '');
    expect(form.text).toContain('Look at the passport.');
    const answered = await supervisor.send(form, { text: 'Seen.' });
    expect([...answered.document.querySelectorAll('.res-thread .res-reply .res-said')].map((one) => one.textContent)).toContain('Seen.');
  });
});
