import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../decide/settle.ts';
import { DECISIONS_OF, needsSecondPerson, OPENINGS, openingsOf, type Taken } from './open.ts';

const OUTCOMES: readonly Outcome[] = ['clear', 'needs-approval', 'barred', 'undecided'];
const MILD: readonly Taken[] = ['grant', 'exempt'];
const STRICT: readonly Taken[] = ['refuse', 'decline-renewal', 'revoke'];

describe('what an officer may decide under each answer of the law', () => {
  test('nothing is granted but what is clear', () => {
    expect(OUTCOMES.filter((outcome) => OPENINGS[outcome].grant.open)).toEqual(['clear']);
  });

  test('an exemption lifts what only a Committee can lift, and never what is barred or clear', () => {
    expect(OUTCOMES.filter((outcome) => OPENINGS[outcome].exempt.open)).toEqual(['needs-approval', 'undecided']);
    expect(OUTCOMES.every((outcome) => OPENINGS[outcome].exempt.deviates)).toBe(true);
  });

  test('more strictly than the law may always be decided, with a reason where the law does not say so itself', () => {
    for (const taken of STRICT)
      expect(OUTCOMES.map((outcome) => OPENINGS[outcome][taken])).toMatchObject([
        { open: true, deviates: true },
        { open: true, deviates: false },
        { open: true, deviates: false },
        { open: true, deviates: true },
      ]);
  });

  test('all but a clear grant waits for a second person', () => {
    expect([...MILD, ...STRICT].filter((taken) => !needsSecondPerson(taken))).toEqual(['grant']);
  });

  test('a renewal is declined and an application refused; nothing is decided of a stay or a contract', () => {
    expect(DECISIONS_OF.renew).toContain('decline-renewal');
    expect(DECISIONS_OF.renew).not.toContain('refuse');
    expect(DECISIONS_OF.authorise).not.toContain('decline-renewal');
    expect([...DECISIONS_OF.remain, ...DECISIONS_OF.contract]).toEqual([]);
    expect(openingsOf('employ', 'barred').map(({ taken }) => taken)).toEqual(['revoke']);
  });

  test('each says why', () => {
    for (const outcome of OUTCOMES) for (const { why } of Object.values(OPENINGS[outcome])) expect(why).toMatch(/\.$/);
  });
});
