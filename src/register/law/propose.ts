import { z } from 'zod';
import { useCase } from '../../office/use-case.ts';
import { Id, Version, Words } from '../fields.ts';
import { examine } from './examine.ts';
import { proposeVersion } from './publish.ts';

/** What somebody sees who proposed a version of the law, and what the second person must look at. */
export const ProposedLaw = z.object({
  id: Id,
  version: Version,
  proposal: Id,
  contentHash: z.string(),
  regime: z.string(),
  sha256: z.string(),
  replaces: z.string().nullable(),
  difference: z.array(z.string()),
  warnings: z.array(z.string()),
});

export const RegimeName = z.string().regex(/^[a-z][a-z0-9-]{0,60}$/, 'A regime is named in small letters, digits and hyphens');

const FILES_MAX = 200;
const FILE_MAX = 1_000_000;

export const proposeLaw = useCase({
  name: 'law.propose',
  action: 'law.propose',
  summary: 'Propose a version of a regime; a second person publishes it',
  input: z.strictObject({
    regime: RegimeName,
    files: z
      .array(
        z.strictObject({
          path: z
            .string()
            .regex(
              /^(\.\.\/facts\.yaml|([a-z0-9-]+\/)?[a-z0-9-]+\.yaml)$/,
              'A file is named as in the folder of a regime: `provisions/un.yaml`',
            ),
          text: z.string().max(FILE_MAX),
        }),
      )
      .min(1)
      .max(FILES_MAX)
      .describe('All files of the regime; `../facts.yaml` where it brings facts of its own'),
    why: Words,
  }),
  output: ProposedLaw,
  run: async (desk, { regime, files, why }) => {
    const { compiled, vocabulary, warnings } = await examine(regime, files);
    return proposeVersion(desk, compiled, vocabulary, { origin: 'files', why, warnings: warnings.map(({ message }) => message) });
  },
});
