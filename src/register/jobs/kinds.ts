import type { JobKind } from '../../jobs/job.ts';
import type { Office } from '../../office/office.ts';
import { impactKind } from '../law/impact.ts';
import { redecideKind } from '../standing/redecide.ts';

/** All long work of the register: what its background works on. */
export function jobKinds(office: Office): readonly JobKind[] {
  return [redecideKind(office), impactKind(office)];
}
