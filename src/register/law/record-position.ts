import { z } from 'zod';
import { hashOf } from '../../files/law/load.ts';
import type { CompiledRegime, Position } from '../../law/regime.ts';
import { useCase } from '../../office/use-case.ts';
import { Country, Day, Short, Words } from '../fields.ts';
import { NoSuchLaw } from './errors.ts';
import { casesThatDiffer } from './examine.ts';
import { inForce, versionOf } from './packs.ts';
import { ProposedLaw, RegimeName } from './propose.ts';
import { proposeVersion } from './publish.ts';

/** A position answers a question for one host from one day on, so an answer needs both. */
const PositionWish = z
  .strictObject({
    by: Short.describe('Who holds it: the state, or the body that spoke'),
    host: Country.nullable().default(null).describe('The state in whose jurisdiction it answers'),
    on: Day.nullable().default(null),
    answers: z.boolean().nullable().default(null).describe('Null for a practice or a remark that answers nothing'),
    words: z.strictObject({ en: Words }).catchall(Words),
    sources: z.array(Short).min(1, 'A position needs its source'),
    confidence: z.enum(['text', 'secondary', 'background', 'inference']),
  })
  .refine(({ host, on, answers }) => answers === null || (host !== null && on !== null), {
    path: ['answers'],
    message: 'An answer holds for one host from one day on: give both',
  });

export const recordPosition = useCase({
  name: 'position.record',
  action: 'position.record',
  summary: 'Record a state’s position on an open question; a second person publishes the version of the law that has it',
  input: z.strictObject({ regime: RegimeName, question: Short, position: PositionWish, why: Words }),
  output: ProposedLaw,
  run: async (desk, { regime, question, position, why }) => {
    const now = await inForce(desk.tx, regime);
    if (now === null) throw new NoSuchLaw(`regime \`${regime}\` in force`, []);
    const { law, compiled } = await versionOf(desk.tx, regime, now.sha256);
    const known = compiled.regime.questions.map(({ id }) => id);
    if (!known.includes(question)) throw new NoSuchLaw(`open question \`${question}\` in ${regime}`, known);
    const after = withPosition(compiled, question, position as Position);
    // Cases beside the law may have been written for the question while it was open: the second person is told which.
    const warnings = casesThatDiffer({ ...law, regimes: [after] }, after.cases);
    return proposeVersion(desk, after, law.vocabulary, { origin: 'position', why, warnings });
  },
});

/** The version with one more position on a question. Those that were there stay: a later day stands above an earlier one by itself. */
export function withPosition(compiled: CompiledRegime, question: string, position: Position): CompiledRegime {
  const questions = compiled.regime.questions.map((one) =>
    one.id === question ? { ...one, positions: [...one.positions, position] } : one,
  );
  const regime = { ...compiled.regime, questions };
  return { ...compiled, regime, sha256: hashOf(regime) };
}
