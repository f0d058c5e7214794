import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { LIST, problemList, typesIn } from '../../../scripts/problem-types.ts';
import { type ErrorKind, ResoluteError } from '../../values/errors.ts';
import { serveProblems } from './page.ts';
import { problemOf } from './problem.ts';
import { STATUS_OF_CODE, STATUS_OF_KIND } from './status.ts';
import { TYPES, typeOf } from './types.ts';

test('the list of problems is that of the error classes, none more and none less', async () => {
  expect(readFileSync(LIST, 'utf8'), `${LIST} is stale. Run \`node scripts/problem-types.ts\`.`).toBe(await problemList());
});

test('no two errors share a code, each kind has a status, and a status of its own is for a code that exists', () => {
  const codes = TYPES.map(({ code }) => code);
  expect(codes.filter((code, at) => codes.indexOf(code) < at)).toEqual([]);
  expect(TYPES.filter(({ kind }) => STATUS_OF_KIND[kind as ErrorKind] === undefined)).toEqual([]);
  expect(Object.keys(STATUS_OF_CODE).filter((code) => typeOf(code) === undefined)).toEqual([]);
});

test('a class that cannot be listed is an error of its writer', () => {
  const bare = "export class A extends ResoluteError {\n  readonly code = 'a.a';\n  readonly kind: ErrorKind = 'usage';\n}";
  expect(() => typesIn('src/a.ts', bare)).toThrow('src/a.ts: A needs a comment');
  expect(typesIn('src/a.ts', `/** What it means.\n * @param x no */\n${bare}`)).toEqual([
    { code: 'a.a', title: 'A', kind: 'usage', meaning: 'What it means.', remedy: null },
  ]);
});

test('the page explains each problem under its own address, and runs nothing', async () => {
  const app = Fastify();
  serveProblems(app);
  const all = await app.inject('/problems');
  for (const { code, meaning } of TYPES) {
    expect(all.body).toContain(`id="${code}"`);
    const own = await app.inject(`/problems/${code}`);
    expect(own.statusCode).toBe(200);
    expect(own.body.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')).toContain(meaning);
  }
  expect(all.body).not.toMatch(/<script|onclick|style="/);
  expect(all.headers['content-security-policy']).toContain("default-src 'none'");
  await app.close();
});

class Refused extends ResoluteError {
  readonly code = 'register.input-refused';
  readonly kind: ErrorKind = 'input';
  readonly remedy = 'Mend it.';
  readonly problems = [{ field: 'a', reason: 'b', remedy: 'c' }];
  readonly rules = [{ provision: 'un.2371.11', instrument: 'S/RES/2371 (2017)', paragraph: '11' }];
}

test('a problem says what, where, which rule, and what to do', () => {
  expect(problemOf(new Refused('It does not fit.'), 'r')).toEqual({
    type: '/problems/register.input-refused',
    title: 'Input refused',
    status: 422,
    detail: 'It does not fit.',
    remedy: 'Mend it.',
    code: 'register.input-refused',
    kind: 'input',
    instance: 'urn:uuid:r',
    problems: [{ field: 'a', reason: 'b', remedy: 'c' }],
    rules: [{ provision: 'un.2371.11', instrument: 'S/RES/2371 (2017)', paragraph: '11' }],
  });
});
