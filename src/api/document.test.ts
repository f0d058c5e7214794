import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { anApi } from '../../test/support/api.ts';
import { browserContext } from '../../test/support/chromium.ts';
import { described } from '../../test/support/described.ts';
import { anOffice } from '../../test/support/register.ts';
import { ACTIONS } from '../access/actions.ts';
import { serve } from './serve.ts';

type Json = Readonly<Record<string, unknown>>;
interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly unknown[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly responses: Readonly<Record<string, Json>>;
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema?: Json; readonly example?: unknown; readonly examples?: unknown }>>;
  };
}

const pointed = (document: unknown, ref: string): unknown =>
  ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, step) => (at as Json | undefined)?.[step.replaceAll('~1', '/').replaceAll('~0', '~')], document);

function* refsIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, item] of Object.entries(value)) {
    if (name === '$ref' && typeof item === 'string') yield item;
    else yield* refsIn(item);
  }
}

test('the document is OpenAPI 3.1, whole, and every operation says what it takes, gives and needs', async (context) => {
  const { app } = await anApi(context, 'embedded');
  const { document } = await described(app);
  expect(document.openapi).toMatch(/^3\.1\./);
  const refs = [...refsIn(document)];
  expect(refs).toContain('#/components/schemas/Problem');
  expect(refs.filter((ref) => !ref.startsWith('#/') || pointed(document, ref) === undefined)).toEqual([]);
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...(operation as unknown as Operation) })),
  );
  const names = operations.flatMap(({ operationId }) => operationId ?? []);
  expect(names.filter((name, at) => names.indexOf(name) < at)).toEqual([]);
  const faults: string[] = [];
  for (const { path, method, parameters = [], responses, requestBody, ...operation } of operations) {
    const what = `${method} ${path}`;
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
    if (inPath.join() !== declared.join()) faults.push(`${what} has ${inPath.join()} in its path and declares ${declared.join()}`);
    if (typeof operation.summary !== 'string' || operation.summary === '') faults.push(`${what} has no summary`);
    if (!path.startsWith('/v1/')) continue;
    if (!Array.isArray(operation.tags) || operation.tags.length === 0) faults.push(`${what} has no tag`);
    if (Object.keys(responses).every((status) => !/^[23]/.test(status))) faults.push(`${what} never succeeds`);
    if (!('503' in responses)) faults.push(`${what} does not say that it may be unavailable`);
    const isOpen = Array.isArray(operation.security) && operation.security.length === 0;
    if (!isOpen && !('403' in responses)) faults.push(`${what} does not say who may not`);
    const needed = /Needs `([^`]+)`/.exec(operation.description ?? '')?.[1];
    if (needed !== undefined && !(needed in ACTIONS)) faults.push(`${what} needs ${needed}, which nobody can have`);
    for (const [type, { schema, example, examples }] of Object.entries(requestBody?.content ?? {}))
      if (type === 'application/json' && example === undefined && examples === undefined && schema?.examples === undefined)
        faults.push(`${what} shows no example of its body`);
  }
  expect(faults).toEqual([]);
});

test('the pages of the document draw in a browser that may ask nobody else', async (context) => {
  const browser = await browserContext(context);
  const { office } = await anOffice(context, 'embedded');
  const service = await serve(office, { port: 0, log: pino({ level: 'silent' }) });
  context.onTestFinished(service.stop);
  const page = await browser.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`${service.url}/docs/`);
  await page.locator('.opblock-tag').nth(20).waitFor({ timeout: 30_000 });
  await page.locator('.opblock-tag', { hasText: 'worker' }).first().click();
  await page.locator('.opblock-summary', { hasText: '/v1/workers' }).first().click();
  await page.getByText('worker.read').first().waitFor();
  expect(asked.filter((url) => !url.startsWith(service.url) && !url.startsWith('data:'))).toEqual([]);
  await page.close();
});

test('the page of the API names every address of the service that is no use case', () => {
  const page = readFileSync('docs/api.md', 'utf8');
  for (const address of [
    '/healthz',
    '/readyz',
    '/metrics',
    '/openapi.json',
    '/docs',
    '/problems',
    '/v1/session',
    '/v1/imports',
    '/v1/exports',
  ])
    expect(page).toContain(address);
});
