import type { Query, UseCase } from '../office/use-case.ts';
import { findNothing, openAssessment, settleAssessment } from './assess.ts';
import { exportProtection } from './export.ts';
import { keepHold, liftHold, proposeLift } from './lift.ts';
import { placeHold } from './place.ts';
import { listAssessments, listHolds, readAssessment, readAssessmentGround, readHold, readHoldGround } from './read.ts';

/** What can be done in this room; the doors know it through the register's catalogue. */
export const PROTECTION_USE_CASES: readonly UseCase[] = [
  openAssessment,
  settleAssessment,
  findNothing,
  placeHold,
  proposeLift,
  liftHold,
  keepHold,
];

export const PROTECTION_QUERIES: readonly Query[] = [
  readHold,
  listHolds,
  readHoldGround,
  readAssessment,
  listAssessments,
  readAssessmentGround,
  exportProtection,
];
