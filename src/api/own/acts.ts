import { bundle, clearance, comparison, verifyLog } from '../audit.ts';
import type { OwnAct } from './act.ts';
import { accept, beginSecondFactor, confirm, inviteOne, me, newPassword, removeFactor } from './me.ts';
import { endOne, listSessions, signIn, signOut } from './session.ts';
import { endToken, listTokens, makeToken } from './tokens.ts';

/** Everything that concerns the caller's own account, and the proofs of the log. */
export const OWN_ACTS: readonly OwnAct[] = [
  ...[signIn, signOut, listSessions, endOne, accept],
  ...[me, newPassword, beginSecondFactor, confirm, removeFactor, inviteOne],
  ...[makeToken, listTokens, endToken],
  ...[verifyLog, comparison, bundle, clearance],
];
