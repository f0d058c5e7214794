import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../src/web/words/locale.ts';
import { catalogueOf } from '../../src/web/words/words.ts';

const WEB = join(import.meta.dirname, '..', '..', 'src', 'web');
const english = catalogueOf('en');
const areas = new Set([...english.keys()].map((key) => key.split('.')[0] ?? ''));

/** Every view and every module of the pages. */
const sources: readonly (readonly [string, string])[] = readdirSync(WEB, { recursive: true })
  .map(String)
  .filter((name) => /\.(njk|ts)$/.test(name) && !name.endsWith('.test.ts'))
  .map((name) => [name, readFileSync(join(WEB, name), 'utf8')] as const);

/** Texts that are a key, `area.name`, or the beginning of one, `area.name-` before a piece that is put together. */
const literals = sources.flatMap(([name, text]) =>
  [...text.matchAll(/(['"`])([a-z][\w-]*\.[\w.-]*)(\1|\$\{)/g)].flatMap(([, , key = '', end = '']) => {
    const [area = ''] = key.split('.');
    return areas.has(area) ? [{ name, key, isPart: end === '${' || key.endsWith('-') || key.endsWith('.') }] : [];
  }),
);

/** Every module of the product: what the pages show has its names there. */
const everySource = readdirSync(join(WEB, '..'), { recursive: true })
  .map(String)
  .filter((name) => /\.(njk|ts)$/.test(name) && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(WEB, '..', name), 'utf8'));

/** Plain names in quotes, names of properties, and use cases (`role.propose`) as the catalogue writes them (`role-propose`). */
const namesIn = (text: string): readonly string[] => [
  ...[...text.matchAll(/['"`]([a-z][\w.-]*)['"`]/g)].map(([, name = '']) => name.replaceAll('.', '-')),
  ...[...text.matchAll(/\b([a-z]\w*)\??:/g)].map(([, name = '']) => name),
];

test('every message that a page names is there', () => {
  const asked = sources.flatMap(([name, text]) =>
    [...text.matchAll(/\bt\(\s*(['"`])([\w.-]+)\1\s*[,)]/g)].map(([, , key = '']) => ({ name, key })),
  );
  expect(asked.length).toBeGreaterThan(100);
  expect(asked.filter(({ key }) => !english.has(key)).map(({ name, key }) => `${name}: ${key}`)).toEqual([]);
});

test('every message is used', () => {
  const whole = new Set(literals.filter(({ isPart }) => !isPart).map(({ key }) => key));
  const parts = [...new Set(literals.filter(({ isPart }) => isPart).map(({ key }) => key))].filter(
    (part) => !part.endsWith('.') || part === 'trouble.',
  );
  // Some names are put together from a plain name, of the pages or of what they show: a field, a value, an event, a use case.
  const named = new Set(everySource.flatMap((text) => namesIn(text)));
  const isUsed = (key: string): boolean => {
    if (whole.has(key) || parts.some((part) => key.startsWith(part))) return true;
    const [, rest = ''] = /^[^.]+\.(.*)$/.exec(key) ?? [];
    return named.has(rest) || [...named].some((name) => rest.startsWith(`${name}-`)) || rest.split('.').every((piece) => named.has(piece));
  };
  expect([...english.keys()].filter((key) => !isUsed(key))).toEqual([]);
});

/** The names of the values that a message asks for. */
function valuesOf(message: string, locale: string): readonly string[] {
  const names = new Set<string>();
  const look = (part: unknown): void => {
    if (Array.isArray(part)) {
      part.forEach(look);
      return;
    }
    if (typeof part !== 'object' || part === null) return;
    const { type, value, options } = part as {
      readonly type?: number;
      readonly value?: unknown;
      readonly options?: Record<string, { readonly value: unknown }>;
    };
    if (type !== 0 && type !== 7 && typeof value === 'string') names.add(value);
    for (const option of Object.values(options ?? {})) look(option.value);
  };
  look(new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }).getAst());
  return [...names].sort();
}

describe.each(LOCALES)('%s', (locale) => {
  const catalogue = catalogueOf(locale);

  test('has every message, and none besides', () => {
    expect([...english.keys()].filter((key) => !catalogue.has(key))).toEqual([]);
    expect([...catalogue.keys()].filter((key) => !english.has(key))).toEqual([]);
  });

  test('reads every message, and each asks for the values that the English one asks for', () => {
    const wrong = [...catalogue].filter(
      ([key, message]) => String(valuesOf(message, locale)) !== String(valuesOf(english.get(key) ?? '', 'en')),
    );
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  test('holds its keys in order and no message that is empty or padded', () => {
    for (const file of readdirSync(join(WEB, 'words', locale))) {
      const keys = Object.keys(JSON.parse(readFileSync(join(WEB, 'words', locale, file), 'utf8')) as object);
      expect(keys, `${locale}/${file}`).toEqual([...keys].sort());
    }
    expect([...catalogue].filter(([, message]) => message.trim() !== message || message === '').map(([key]) => key)).toEqual([]);
  });
});

test('no sentence stands in a view', () => {
  const said = sources
    .filter(([name]) => name.endsWith('.njk'))
    .flatMap(([name, text]) => {
      const bare = text
        .replaceAll(/\{#[\s\S]*?#\}|\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\}/g, ' ')
        .replaceAll(/<code\b[\s\S]*?<\/code>/g, ' ') // a command is the same in every language
        .replaceAll(/<[^>]*>/g, ' ')
        .replaceAll(/Resolute/g, ' ');
      const words = bare.match(/\p{L}{3,}(?:\s+\p{L}{2,})+/gu) ?? [];
      return words.map((word) => `${name}: ${word}`);
    });
  expect(said).toEqual([]);
});
