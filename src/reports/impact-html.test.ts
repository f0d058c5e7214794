/** The page of a comparison: made of the summary alone, nothing outside of it, and the notice above the first number. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadRegimes } from '../files/law/load.ts';
import { impactOfFile } from '../impact/impact-of-file.ts';
import type { ImpactSummary } from '../impact/summary.ts';
import { impactHtml } from './impact-html.ts';

const HEAD =
  'id,host,act,asOf,worker.nationalities,worker.earnsIncome,worker.safetyOverseer,worker.returnProhibited,worker.immunity,employer,permit.validTo';
let summary: ImpactSummary;
let early: ImpactSummary;

beforeAll(async () => {
  const law = await loadRegimes();
  const folder = await mkdtemp(join(tmpdir(), 'resolute-impact-html-'));
  const compared = async (day: string): Promise<ImpactSummary> => {
    await writeFile(join(folder, 'cases.csv'), `${HEAD}\nA-1,QAT,remain,${day},PRK,true,false,false,false,<b>Acme</b> & Sons,2018-05-31\n`);
    return (await impactOfFile(law, { file: join(folder, 'cases.csv'), draft: 'un-2397-12-months', mapping: {} })).summary;
  };
  summary = await compared('2019-03-01');
  early = await compared('2017-12-07');
  await rm(folder, { recursive: true });
});

describe('impact.html', () => {
  test('says first what would change, then that a draft decides nothing, before any table', () => {
    const page = impactHtml(summary).replace(/^[\s\S]*<main>/, '');
    const at = ['is newly barred under the draft', 'A draft decides nothing.', '<table>'].map((text) => page.indexOf(text));
    expect(at).not.toContain(-1);
    expect([...at].sort((a, b) => a - b)).toEqual(at);
  });
  test('asks nobody for anything and runs nothing', () => {
    const page = impactHtml(summary);
    expect(page).not.toMatch(/<script|<link|<img|src=|https?:\/\/(?!www\.w3\.org)/);
  });
  test('a name from the file is text, never markup', () => {
    const page = impactHtml(summary);
    expect(page).toContain('&lt;b&gt;Acme&lt;/b&gt; &amp; Sons');
    expect(page).not.toContain('<b>Acme');
  });
  test('every row of the table of classes sums to its last number', () => {
    const { document } = parseHTML(impactHtml(summary));
    const rows = [...(document.querySelector('#classes table tbody')?.querySelectorAll('tr') ?? [])];
    expect(rows).toHaveLength(6);
    for (const row of rows) {
      const numbers = [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent.replaceAll(',', '')));
      expect(numbers.slice(0, -1).reduce((a, b) => a + b, 0)).toBe(numbers.at(-1));
    }
  });
  test('where nothing changes it says why and from which day it would', () => {
    expect(impactHtml(summary)).not.toContain('Why nothing changes');
    expect(impactHtml(early)).toContain('From 23 December 2018 whoever has not left is barred under the draft alone.');
  });
  test('the same summary gives the same bytes', () => {
    expect(impactHtml(summary)).toBe(impactHtml(summary));
  });
});
