import { loadRegimes, regimeIds } from '../../files/law/load.ts';
import { entriesOf, entryOf, UnknownEntry } from '../../law/lookup.ts';
import { type Call, type Command, isSet, JSON_FLAG, LAW_FLAG, REGIME_FLAG } from '../command.ts';
import { UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { cardOf } from '../law-card.ts';
import { chosenLaw, chosenRegimes, lawFolder, openRegime } from '../law-folder.ts';
import { Paper } from '../paper.ts';
import { printCard } from '../print/card.ts';

export const lawShow: Command = {
  name: 'law show',
  summary: 'show everything known of one part of the law',
  args: '<id>',
  about:
    'A provision, exception, instrument, open question, defined term, deadline or draft, by its id: where it stands, what it says, its condition as written and in plain words, its exceptions as a tree, positions with their dates and sources, how sure we are of it, and the cases that rest on it.',
  flags: [JSON_FLAG, REGIME_FLAG, LAW_FLAG],
  examples: [
    'resolute law show un.2375.17',
    'resolute law show renewal-is-new-authorisation',
    'resolute law show "S/RES/2397 (2017)" --json',
  ],
  run: async (call) => {
    const [id = ''] = call.args;
    const law = await chosenLaw(call, 'default');
    const entry = await entryHere(law, id, call);
    const compiled = law.regimes.find(({ regime }) => regime === entry.regime);
    // INVARIANT: the entry was found in one of these regimes.
    if (compiled === undefined) throw new Error(`no regime holds ${id}`);
    const { written } = await openRegime(lawFolder(call), entry.regime.id);
    const card = cardOf(law, compiled, entry, written);
    if (isSet(call, 'json')) call.io.out(`${JSON.stringify(card)}\n`);
    else printCard(card, new Paper(call.io));
    return EXIT.done;
  },
};

/** An id of a regime that was not chosen is no typing error: the remedy names the regime. */
async function entryHere(law: Parameters<typeof entryOf>[0], id: string, call: Call) {
  try {
    return entryOf(law, id);
  } catch (error) {
    if (!(error instanceof UnknownEntry)) throw error;
    const folder = lawFolder(call);
    const chosen = chosenRegimes(call, 'default');
    for (const other of regimeIds(folder).filter((candidate) => !chosen.includes(candidate)))
      if (entriesOf(await loadRegimes({ folder, regimes: [other] })).some((entry) => entry.id === id))
        throw new UsageError(`\`${id}\` belongs to the regime ${other}.`, `Add \`--regime ${other}\`.`);
    throw error;
  }
}
