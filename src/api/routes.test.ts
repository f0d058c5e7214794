import { expect, test } from 'vitest';
import { QUERIES, USE_CASES } from '../register/catalogue.ts';
import { operations } from './register-routes.ts';
import { ROUTES } from './routes.ts';

const CATALOGUE = { useCases: USE_CASES, queries: QUERIES };
const NAMES = [...USE_CASES, ...QUERIES].map(({ name }) => name);

test('each use case and each query has one route, and each route one of them', () => {
  const routed = ROUTES.map(({ does }) => does);
  expect(
    NAMES.filter((name) => !routed.includes(name)),
    'give these a row in src/api/routes.ts',
  ).toEqual([]);
  expect(
    routed.filter((name) => !NAMES.includes(name)),
    'nothing of this name is in src/register/catalogue.ts',
  ).toEqual([]);
  expect(routed.filter((name, at) => routed.indexOf(name) < at)).toEqual([]);
  expect(NAMES.filter((name, at) => NAMES.indexOf(name) < at)).toEqual([]);
});

test('no two routes share method and address, and what is made is found at an address that there is', () => {
  const shape = (path: string) => path.replace(/:\w+/g, ':');
  const all = ROUTES.map(({ method, path }) => `${method} ${shape(path)}`);
  expect(all.filter((one, at) => all.indexOf(one) < at)).toEqual([]);
  const lost = ROUTES.filter(({ made }) => made !== undefined && !all.includes(`GET ${shape(made)}`));
  expect(lost.map(({ does, made }) => `${does} makes ${made}`)).toEqual([]);
});

test('an address names in its path only fields of the input, and writes by POST alone', () => {
  const all = operations(ROUTES, CATALOGUE); // throws where a path names what the input has not
  expect(all).toHaveLength(ROUTES.length);
  expect(all.filter(({ sort, route }) => sort === 'write' && route.method === 'GET')).toEqual([]);
});

test('no query reads words of a person from an address, where every proxy would keep them', () => {
  const inAddress = operations(ROUTES, CATALOGUE).filter(({ query }) =>
    Object.keys(query).some((name) => /^(words|names|text|personal)$/.test(name)),
  );
  expect(inAddress.map(({ does }) => does.name)).toEqual([]);
});
