import { describe, expect, test } from 'vitest';
import { given, html, plain } from './html.ts';

describe('markup from a template', () => {
  test('every value is escaped', () => {
    expect(html`<p title="${'" onclick="'}">${"<script>&'"}</p>`.markup).toBe(
      '<p title="&quot; onclick=&quot;">&lt;script&gt;&amp;&#39;</p>',
    );
  });

  test('markup stays markup, a list is its items, nothing is nothing', () => {
    expect(html`<ul>${['<', '>'].map((sign) => html`<li>${sign}</li>`)}${null}${[]}${7}</ul>`.markup).toBe(
      '<ul><li>&lt;</li><li>&gt;</li>7</ul>',
    );
  });

  test('a dollar sign or a backslash in a value is only itself', () => {
    expect(html`${'$& $1 \\n'}`.markup).toBe('$&amp; $1 \\n');
  });

  test('a name stands apart', () => {
    expect(given('<b>').markup).toBe('<bdi>&lt;b&gt;</bdi>');
  });

  test.each([
    ['a control', 'a\u0000b\u001Bc', 'a\uFFFDb\uFFFDc'],
    ['half a surrogate', 'a\uD800b', 'a\uFFFDb'],
    ['a mark that turns the words around it', 'a\u202Eb\u2066c\u200Fd', 'abcd'],
    ['white space, Hangul, Cyrillic and an emoji stay', 'a\tb\n고슴도치 Цэнхэр 🦔', 'a\tb\n고슴도치 Цэнхэр 🦔'],
  ])('what no page may hold: %s', (_what, text, kept) => {
    expect(plain(text)).toBe(kept);
  });
});
