import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACTS } from '../law/vocabulary.ts';
import { type Action, ALL_ACTIONS, isAction } from './actions.ts';
import { type Actor, actionsOf, may, requireMay, requireSecondPerson } from './actor.ts';
import { AuthorCannotApprove, NoSuchRecord, NotAllowed } from './errors.ts';
import { ALL_ROLES, MAY, type Role } from './roles.ts';
import { isWithin, RECORD_KINDS, type RecordFacts, recordScope } from './scope.ts';

const actor = (roles: readonly Role[], more: Partial<Actor> = {}): Actor => ({
  ...{ account: 'a', name: 'A', roles, employer: roles.includes('employer') ? 'e1' : null, scopes: null, via: 'session' },
  ...more,
});
const decision = (more: Partial<RecordFacts> = {}): RecordFacts => ({
  kind: 'decision',
  id: 'd1',
  employers: ['e1'],
  act: 'renew',
  ...more,
});

const READING = /\.(read|read-personal|read-log|verify|bundle)$/;
const aRole = fc.constantFrom(...ALL_ROLES);
const anAction = fc.constantFrom(...ALL_ACTIONS);

describe('lines that must hold whatever else changes', () => {
  const has = (role: Role) => [...MAY[role]].sort();
  const holders = (action: Action) => ALL_ROLES.filter((role) => MAY[role].has(action));

  test('an administrator reads no case and writes none', () => {
    const cases =
      /^(worker|employer|contract|application|case|decision|permit|notice|departure|committee-approval|hold|assessment|note|quota|figures|export|import)\./;
    expect(has('administrator').filter((action) => cases.test(action))).toEqual([]);
    expect(has('administrator')).not.toContain('audit.read');
    expect(RECORD_KINDS.filter((kind) => recordScope(actor(['administrator']), kind) !== 'none')).toEqual([]);
  });

  test('an auditor reads everything there is to read and writes notes alone', () => {
    const reading = ALL_ACTIONS.filter((action) => READING.test(action));
    const rest = has('auditor').filter((action) => !READING.test(action));
    expect(has('auditor')).toEqual(expect.arrayContaining(reading));
    expect(rest).toEqual(['case.decide', 'note.write', 'register.rebuild', 'token.create', 'token.revoke']);
  });

  test('the compartment of protection is open to two roles', () => {
    expect(holders('hold.read')).toEqual(['protection-officer', 'auditor']);
    expect(holders('assessment.read')).toEqual(['protection-officer', 'auditor']);
    expect(holders('hold.place')).toEqual(['protection-officer']);
    expect(holders('assessment.record')).toEqual(['protection-officer']);
  });

  test('who protects does not grant, and who grants does not approve', () => {
    expect(has('protection-officer').filter((action) => /^(decision|permit|bulk)\.(?!read)/.test(action))).toEqual([]);
    expect(holders('decision.approve')).toEqual(['supervisor']);
    expect(holders('bulk.approve')).toEqual(['supervisor']);
    expect(holders('law.publish')).toEqual(['supervisor']);
    expect(holders('role.approve')).toEqual(['supervisor', 'administrator']);
  });

  test('from outside nothing is reached from which a hold could be inferred', () => {
    for (const role of ['employer', 'foreign-desk'] as const) {
      expect(has(role).filter((action) => /^(hold|assessment|departure|note|job|audit|access|export)\./.test(action))).toEqual([]);
    }
    expect(has('foreign-desk').filter((action) => action.startsWith('worker.'))).toEqual([]);
    expect(has('employer')).not.toContain('figures.read');
    expect(has('employer')).not.toContain('case.decide');
  });

  test('a statistician sees no record', () => {
    expect(RECORD_KINDS.filter((kind) => kind !== 'quota' && recordScope(actor(['statistician']), kind) !== 'none')).toEqual([]);
    expect(has('statistician')).not.toContain('export.run');
  });

  test('names are for those who meet the person, and for audit', () => {
    expect(holders('worker.read-personal')).toEqual(['permit-officer', 'supervisor', 'protection-officer', 'auditor']);
    expect(holders('worker.erase')).toEqual(['supervisor']);
  });

  test('every action has somebody who may do it, and every role something', () => {
    expect(ALL_ACTIONS.filter((action) => holders(action).length === 0)).toEqual([]);
    expect(ALL_ROLES.filter((role) => MAY[role].size === 0)).toEqual([]);
  });
});

describe('may', () => {
  test('without a role nothing', () => {
    expect(ALL_ACTIONS.filter((action) => may(actor([]), action))).toEqual([]);
  });

  test('a second role only adds, but for an employer, whom it gives nothing', () => {
    fc.assert(
      fc.property(aRole, aRole, anAction, (one, other, action) => {
        const both = may(actor([one, other]), action);
        const isOutside = one === 'employer' || other === 'employer';
        expect(both).toBe(isOutside ? MAY.employer.has(action) : MAY[one].has(action) || MAY[other].has(action));
      }),
    );
  });

  test('a token narrows and never widens', () => {
    fc.assert(
      fc.property(aRole, anAction, fc.array(anAction, { maxLength: 4 }), (role, action, scopes) => {
        expect(may(actor([role], { scopes, via: 'token' }), action)).toBe(scopes.includes(action) && MAY[role].has(action));
      }),
    );
    expect(may(actor(['supervisor'], { scopes: [] }), 'decision.read')).toBe(false);
    expect(may(actor(['supervisor'], { scopes: ['decision.*', 'decision'] }), 'decision.read')).toBe(false);
  });

  test('what an actor has is what it may', () => {
    fc.assert(
      fc.property(fc.array(aRole, { maxLength: 3 }), fc.option(fc.array(anAction)), (roles, scopes) => {
        const some = actor(roles, { scopes });
        expect(actionsOf(some)).toEqual(ALL_ACTIONS.filter((action) => may(some, action)).sort());
      }),
    );
  });

  test('a name of every object is no action', () => {
    expect(['constructor', 'toString', '', 'worker'].filter(isAction)).toEqual([]);
  });
});

describe('records', () => {
  test.each<[string, Actor, Partial<RecordFacts>, boolean]>([
    ['its own', actor(['employer']), {}, true],
    ['another’s', actor(['employer']), { employers: ['e2'] }, false],
    ['one of several', actor(['employer']), { employers: ['e2', 'e1'] }, true],
    ['one whose employer nobody gave', actor(['employer']), { employers: [] }, false],
    ['its own on staying', actor(['employer']), { act: 'remain' }, false],
    ['an employer that is not named', actor(['employer'], { employer: null }), {}, false],
    ['the desk, on granting', actor(['foreign-desk']), { employers: ['e2'] }, true],
    ['the desk, on staying', actor(['foreign-desk']), { act: 'employ' }, false],
    ['an officer, on staying', actor(['permit-officer']), { act: 'remain', employers: [] }, true],
    ['the desk that is an officer too', actor(['foreign-desk', 'permit-officer']), { act: 'remain' }, true],
    ['an employer that is an officer too', actor(['employer', 'permit-officer']), { employers: ['e2'] }, false],
  ])('a decision: %s', (_who, who, more, isReached) => {
    const read = () => requireMay(who, 'decision.read', decision(more));
    if (isReached) expect(read).not.toThrow();
    else expect(read).toThrow(new NoSuchRecord('decision', 'd1'));
  });

  test('outsiders reach no decision on an act that protection touches', () => {
    for (const role of ['employer', 'foreign-desk'] as const) {
      const scope = recordScope(actor([role]), 'decision');
      expect(ACTS.filter((act) => isWithin(scope, decision({ act })))).toEqual(['authorise', 'renew', 'contract']);
      expect(isWithin(scope, { kind: 'decision', id: 'd', employers: ['e1'] })).toBe(false);
    }
  });

  test('a notice to a worker is not for the employer or the desk', () => {
    const reached = (role: Role) =>
      (['worker', 'employer', 'mission'] as const).filter((addressee) =>
        isWithin(recordScope(actor([role]), 'notice'), { kind: 'notice', id: 'n', employers: ['e1'], addressee }),
      );
    expect([reached('employer'), reached('foreign-desk'), reached('permit-officer')]).toEqual([
      ['employer'],
      ['mission'],
      ['worker', 'employer', 'mission'],
    ]);
  });

  test('a token for writing reaches what its owner would, and one for something else nothing', () => {
    expect(recordScope(actor(['employer'], { scopes: ['application.receive'] }), 'application')).toEqual({ employer: 'e1' });
    expect(recordScope(actor(['employer'], { scopes: ['permit.read'] }), 'application')).toBe('none');
    expect(recordScope(actor(['administrator'], { scopes: ['application.receive'] }), 'application')).toBe('none');
  });

  test('who may not do it at all is told so; who may not know of it is told that it is not there', () => {
    expect(() => requireMay(actor(['administrator']), 'decision.read', decision())).toThrow(new NotAllowed('decision.read'));
    expect(() => requireMay(actor(['statistician']), 'permit.read', { kind: 'permit', id: 'p' })).toThrow(NotAllowed);
  });
});

test('the author is the account, by whatever way it comes', () => {
  for (const via of ['session', 'token', 'job', 'command'] as const) {
    expect(() => requireSecondPerson(actor(['supervisor'], { via }), 'a', 'decision d1')).toThrow(AuthorCannotApprove);
    expect(() => requireSecondPerson(actor(['supervisor'], { via }), 'b', 'decision d1')).not.toThrow();
  }
  expect(() => requireSecondPerson(actor(['administrator', 'supervisor']), 'a', 'decision d1')).toThrow('You wrote decision d1');
});
