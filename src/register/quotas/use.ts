import { z } from 'zod';
import { query } from '../../office/use-case.ts';
import { countedUnder } from '../cap/quota.ts';
import { Id } from '../fields.ts';
import { readOne } from '../reading/read.ts';
import { quota } from './quota.ts';

/** A page tells of so many quotas at once and no more: each is counted. */
const QUOTAS_MAX = 20;

/**
 * How many authorisations count under quotas, as the grant itself counts them: those of holders or employers of whom nobody knows whether
 * they fall under it are counted too. Beyond the quota's number nothing is counted any more. It stands for pages alone.
 */
export const quotaUse = query({
  name: 'quota.use',
  action: 'permit.read', // it is a number of permits: who reads quotas and no permits is told it by the figures, with small cells left out
  summary: 'How many authorisations count under quotas',
  input: z.strictObject({ quotas: z.array(Id).max(QUOTAS_MAX) }),
  output: z.object({
    uses: z.array(
      z.object({ quota: Id, number: z.int(), counted: z.int(), isMore: z.boolean().describe('There are more than were counted') }),
    ),
  }),
  run: async (reader, { quotas }) => {
    const uses: { quota: string; number: number; counted: number; isMore: boolean }[] = [];
    for (const id of quotas) {
      const { year, nationality = null, sector = null, number } = await readOne(reader, quota, id);
      if (year === undefined || number === undefined) continue; // not shown to whoever asks
      const counted = await countedUnder(reader.db, { id, year, nationality, sector, number });
      uses.push({ quota: id, number, counted: Math.min(counted, number), isMore: counted > number });
    }
    return { uses };
  },
});
