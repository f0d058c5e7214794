import { describe, expect, test } from 'vitest';
import { type CaseResult, runCases } from '../../src/decide/checking/cases.ts';
import { coverageOf } from '../../src/decide/checking/coverage.ts';
import { loadRegimes, regimeIds, SHIPPED_LAW } from '../../src/files/law/load.ts';

/** The cases that lie beside the law, the acceptance stories among them: each is a test under the name that a lawyer gave it. */
for (const id of regimeIds(SHIPPED_LAW)) {
  const law = await loadRegimes({ regimes: [id] });
  const cases = law.regimes.flatMap((compiled) => compiled.cases);
  let results: readonly CaseResult[] | undefined;
  const ran = (): readonly CaseResult[] => {
    results ??= runCases(law, cases);
    return results;
  };
  describe(id, () => {
    test.each(cases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
      const [result] = runCases(law, [one]);
      expect(result?.misses, result?.decision?.words.join('\n')).toEqual([]);
    });
    test('every provision and every exception is shown true, false and unknown', () => {
      const lacking = coverageOf(law, ran()).filter((covered) => Object.values(covered.cases).includes(0));
      expect(lacking).toEqual([]);
    });
  });
}
