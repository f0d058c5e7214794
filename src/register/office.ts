import { resetAccountAct } from '../office/accounts/reset.ts';
import { grantRoleAct } from '../office/accounts/roles.ts';
import type { OnProtected } from '../office/office.ts';
import type { SecondPersonAct } from '../office/second-person.ts';
import { DECISION_ACTS } from './decisions/acts.ts';
import { planManyAct } from './departures/plan-many.ts';
import { suspendDepartures } from './departures/stop.ts';
import { publishLaw } from './law/publish.ts';
import { voidOrders } from './notices/stop.ts';
import { bulkDeclineAct } from './renewals/decline.ts';
import { erasureAct } from './workers/erase.ts';

/** Every act of the register that needs a second person; `openOffice` is given them. */
export const SECOND_PERSON_ACTS: readonly SecondPersonAct[] = [
  ...DECISION_ACTS,
  bulkDeclineAct,
  planManyAct,
  publishLaw,
  grantRoleAct,
  resetAccountAct,
  erasureAct,
];

/** What the register does at once for workers who came to be protected; `openOffice` is given it too. */
export const ON_PROTECTED: readonly OnProtected[] = [suspendDepartures, voidOrders];
