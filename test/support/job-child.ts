/** A process that works on the jobs of a register until there are none, and tells of each step: to be killed in the middle. */
import { workOff } from '../../src/jobs/worker.ts';
import { standingClock } from '../../src/office/clock.ts';
import { openOffice } from '../../src/office/office.ts';
import { ON_PROTECTED } from '../../src/register/office.ts';
import { redecideKind } from '../../src/register/standing/redecide.ts';
import { openStore } from '../../src/store/open.ts';

const {
  store: where,
  masterKey,
  today,
  chunk,
} = JSON.parse(process.argv[2] ?? '{}') as {
  readonly store: { readonly url?: string; readonly folder?: string; readonly schema?: string };
  readonly masterKey: string;
  readonly today: string;
  readonly chunk: number;
};

const store = await openStore(where);
const office = await openOffice({
  store,
  masterKey: Buffer.from(masterKey, 'hex'),
  host: 'MNG',
  clock: standingClock(today),
  onProtected: ON_PROTECTED,
});
await workOff(store, [redecideKind(office, { chunk })], {
  leaseSeconds: 0.2,
  onStep: ({ done }) => process.send?.(done),
  onError: (error) => process.send?.(String(error)),
});
await store.close();
process.disconnect?.();
