/**
 * Invented employers. Each name is a colour and an animal that does not have it (Yagaan Zaraa: pink hedgehog), so that no
 * company of that name is likely to exist. Twenty are joint ventures with the DPRK: the number that Mongolia reported closing.
 */
import type { Random } from './random.ts';

export type Ownership = 'Private' | 'State' | 'Joint venture';

export interface Employer {
  readonly name: string;
  readonly sector: string;
  readonly ownership: Ownership;
  /** Whether it employs workers from the DPRK; all employ others too. */
  readonly dprk: boolean;
}

interface Trade {
  readonly sector: string;
  /** The last word of the name. */
  readonly word: string;
  /** Of a thousand workers from the DPRK, how many work in this sector. */
  readonly dprkShare: number;
  readonly private: number;
  readonly jointVentures: number;
  readonly state: number;
}

/** Sectors in words cut from the titles of ISIC: F, C14, Q86, I56, B, G46, P85, H49. */
const TRADES: readonly Trade[] = [
  { sector: 'Construction', word: 'Barilga', dprkShare: 640, private: 17, jointVentures: 9, state: 4 },
  { sector: 'Apparel', word: 'Oyodol', dprkShare: 215, private: 8, jointVentures: 6, state: 1 },
  { sector: 'Health', word: 'Emneleg', dprkShare: 80, private: 4, jointVentures: 3, state: 2 },
  { sector: 'Food service', word: 'Zoog', dprkShare: 65, private: 4, jointVentures: 2, state: 0 },
  { sector: 'Mining', word: 'Uurkhai', dprkShare: 0, private: 5, jointVentures: 0, state: 1 },
  { sector: 'Wholesale', word: 'Hudaldaa', dprkShare: 0, private: 4, jointVentures: 0, state: 0 },
  { sector: 'Education', word: 'Surguuli', dprkShare: 0, private: 1, jointVentures: 0, state: 2 },
  { sector: 'Transport', word: 'Teever', dprkShare: 0, private: 2, jointVentures: 0, state: 1 },
];

const COLOURS = ['Yagaan', 'Nogoon', 'Khar', 'Ulbar', 'Nil', 'Sharga', 'Khukh', 'Khurem'];
const ANIMALS = ['Zaraa', 'Tarvaga', 'Dorgo', 'Minj', 'Zuram', 'Khandgai', 'Tsakhlai', 'Melkhii', 'Yast', 'Suusar'];

const names = COLOURS.flatMap((colour) => ANIMALS.map((animal) => `${colour} ${animal}`));
let named = 0;

function found(trade: Trade, ownership: Ownership, count: number): Employer[] {
  return Array.from({ length: count }, () => {
    const name = `${names[named++]} ${trade.word}`;
    return { name, sector: trade.sector, ownership, dprk: trade.dprkShare > 0 };
  });
}

export const EMPLOYERS: readonly Employer[] = TRADES.flatMap((trade) => [
  ...found(trade, 'Private', trade.private),
  ...found(trade, 'Joint venture', trade.jointVentures),
  ...found(trade, 'State', trade.state),
]);

/** An employer of workers from the DPRK; the sectors come in their shares. */
export function employerOfDprkWorkers(random: Random): Employer {
  let ticket = random.below(1000);
  for (const trade of TRADES) {
    ticket -= trade.dprkShare;
    if (ticket < 0) return random.pick(EMPLOYERS.filter((employer) => employer.sector === trade.sector));
  }
  throw new RangeError('The shares of the sectors make less than a thousand');
}
