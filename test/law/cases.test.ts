import { describe, expect, test } from 'vitest';
import { runCases } from '../../src/decide/checking/cases.ts';
import { coverageOf } from '../../src/decide/checking/coverage.ts';
import { loadRegimes, regimeIds, SHIPPED_LAW } from '../../src/files/law/load.ts';

/** The cases that lie beside the law, the acceptance stories among them: each is a test under the name that a lawyer gave it. */
for (const id of regimeIds(SHIPPED_LAW)) {
  const law = await loadRegimes({ regimes: [id] });
  const results = runCases(
    law,
    law.regimes.flatMap(({ cases }) => cases),
  );
  describe(id, () => {
    test.each(results.map((result) => [result.case.name, result] as const))('%s', (_name, { misses, decision }) => {
      expect(misses, decision?.words.join('\n')).toEqual([]);
    });
    test.each(coverageOf(law, results).map((covered) => [covered.id, covered] as const))(
      '%s is shown true, false and unknown',
      (_id, covered) => {
        expect(
          Object.values(covered.cases).every((count) => count > 0),
          JSON.stringify(covered.cases),
        ).toBe(true);
      },
    );
  });
}
