import type { Command } from './command.ts';
import { approves } from './commands/approve.ts';
import { corrects } from './commands/correct.ts';
import { departs } from './commands/depart.ts';
import { grants } from './commands/grant.ts';
import { liftsHold } from './commands/lift-hold.ts';
import { placesHold } from './commands/place-hold.ts';
import { plansDeparture } from './commands/plan-departure.ts';
import { proposesLift } from './commands/propose-lift.ts';
import { receives } from './commands/receive.ts';
import { refuses } from './commands/refuse.ts';
import { registersWorker } from './commands/register-worker.ts';

export const COMMANDS: readonly Command[] = [
  ...[registersWorker, corrects, receives, grants, refuses, approves],
  ...[placesHold, proposesLift, liftsHold, plansDeparture, departs],
];
