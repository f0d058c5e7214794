import { afterAll, beforeAll, expect, test } from 'vitest';
import { aWebExample, type PageSeen, type Visitor, type WebExample } from '../../../../test/support/visitor.ts';

let example: WebExample;
let nobody: Visitor;
beforeAll(async () => {
  example = await aWebExample();
  nobody = await example.visitor();
});
afterAll(() => example.stop());

async function begun(act: string, nationality = 'PRK'): Promise<PageSeen> {
  return nobody.send(await nobody.get('/check'), { act, nationality }, { action: '/check' });
}

test('a private employer may sign no new contract with a worker from the DPRK, and learns whose rule that is', async () => {
  const question = await begun('contract');
  expect(question.document.querySelector('h1')?.textContent).toContain('private entity');
  expect(question.text).toContain('Then: Barred');
  const answer = await nobody.send(question, { answer: 'true' });
  expect(answer.document.querySelector('.res-verdict h2')?.textContent).toBe('No: the law bars it');
  expect(answer.document.querySelector('.res-cite')?.textContent).toBeTruthy();
  const [un, national] = [...answer.document.querySelectorAll('.res-tag')].slice(-2).map((tag) => tag.textContent);
  expect([un, national]).toEqual(['Clear', 'Barred']);
});

test('what is not known leaves the answer open, and an answer can be changed', async () => {
  const question = await begun('contract');
  const open = await nobody.send(question, { answer: 'unknown' });
  expect(open.document.querySelector('.res-verdict h2')?.textContent).toBe('It cannot be said yet');
  const again = await nobody.send(open, {}, { action: '/check', button: '0' });
  expect(again.document.querySelector('h1')?.textContent).toContain('private entity');
});

test('a worker of another nationality meets no question at all', async () => {
  const answer = await begun('contract', 'CHN');
  expect(answer.document.querySelector('.res-verdict h2')?.textContent).toBe('Nothing in force bars it');
});

test('an unanswered question, a day that does not exist and a form that was tampered with are named, and nothing is lost', async () => {
  const nothing = await nobody.send(await begun('contract'), {});
  expect(nothing.status).toBe(422);
  expect(nothing.document.querySelector('.govuk-error-summary')?.textContent).toContain('Choose an answer');
  const without = await nobody.send(await nobody.get('/check'), { act: '', nationality: '' }, { action: '/check' });
  expect([...without.document.querySelectorAll('.govuk-error-summary a')].map((link) => link.getAttribute('href'))).toEqual([
    '#act',
    '#nationality',
  ]);
  let question = await begun('authorise');
  for (let step = 0; step < 6 && question.document.querySelector('input[name="answer-day"]') === null; step++)
    question = await nobody.send(question, { answer: 'false' });
  const wrong = await nobody.send(question, { 'answer-day': '31', 'answer-month': '2', 'answer-year': '2017' });
  expect(wrong.status).toBe(422);
  expect(wrong.document.querySelector('.govuk-error-message')?.textContent).toBeTruthy();
  const forged = await nobody.send(question, { answers: '[{"name":"worker.nationalities","value":"<b>"}]' });
  expect(forged.status).toBeLessThan(500);
});

test('nothing of it stands in an address or in a cookie', async () => {
  const answer = await nobody.send(await begun('contract'), { answer: 'true' });
  expect(answer.path).toBe('/check');
  expect([...nobody.cookies.keys()]).toEqual(['resolute-form']);
});
