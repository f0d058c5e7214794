/** Invented names, put together from common parts: any likeness to a living person is chance. */
import type { Random } from './random.ts';

/** Each part as the passport office in Pyongyang writes it, and as somebody else writes the same part. */
type Part = readonly [usual: string, other: string];

const SURNAMES: readonly Part[] = [
  ['Ri', 'Lee'],
  ['Pak', 'Park'],
  ['Choe', 'Choi'],
  ['Kang', 'Gang'],
  ['Jo', 'Cho'],
  ['Im', 'Lim'],
  ['Paek', 'Baek'],
  ['Ro', 'Noh'],
  ['Sin', 'Shin'],
  ['Ryu', 'Yoo'],
];
const SYLLABLES: readonly Part[] = [
  ['Chol', 'Cheol'],
  ['Su', 'Soo'],
  ['Myong', 'Myung'],
  ['Kwang', 'Gwang'],
  ['Hyok', 'Hyuk'],
  ['Song', 'Seong'],
  ['Yong', 'Young'],
  ['Gyong', 'Kyung'],
  ['Hui', 'Hee'],
  ['Nam', 'Nam'],
  ['Chun', 'Choon'],
  ['Sok', 'Seok'],
];

/** Given names and surnames of the larger groups, in the order in which each writes them. */
const OTHERS: Readonly<Record<string, readonly [first: readonly string[], second: readonly string[]]>> = {
  CHN: [
    ['Wang', 'Li', 'Zhao', 'Sun', 'Ma', 'Guo', 'Luo', 'Song'],
    ['Wei', 'Jun', 'Fang', 'Guiying', 'Lianhua', 'Shulan', 'Dawei', 'Haitao'],
  ],
  RUS: [
    ['Pavel', 'Oleg', 'Bair', 'Marina', 'Dorzhi', 'Vera'],
    ['Sokolin', 'Verkhov', 'Tsyrenin', 'Ozerin', 'Lugovin'],
  ],
  UKR: [
    ['Taras', 'Oksana', 'Bohdan'],
    ['Polishko', 'Hrushkin', 'Vyshnenko'],
  ],
  KAZ: [
    ['Yerlan', 'Aigul', 'Marat'],
    ['Saryev', 'Tokenov', 'Zhanin'],
  ],
  VNM: [
    ['Nguyen', 'Tran', 'Pham', 'Do'],
    ['Van Lam', 'Thi Sen', 'Quoc Hai', 'Minh Duc'],
  ],
  PHL: [
    ['Rosalie', 'Jomar', 'Analyn', 'Rodel'],
    ['Dimasal', 'Batungan', 'Laguit', 'Panganin'],
  ],
  JPN: [
    ['Sato', 'Mori', 'Hara'],
    ['Kenji', 'Yuka', 'Takeo'],
  ],
  IND: [
    ['Ravi', 'Meena', 'Suresh'],
    ['Kandal', 'Thorat', 'Velani'],
  ],
  USA: [
    ['Dale', 'Ruth', 'Owen'],
    ['Harkwell', 'Bensley', 'Todmore'],
  ],
  DEU: [
    ['Jens', 'Ute', 'Karl'],
    ['Brandholz', 'Lindmoser', 'Ahlers'],
  ],
};

export interface PersonName {
  readonly written: string;
  /** The same name in another spelling, where there is one. */
  readonly otherwise: string;
}

export function inventName(nationality: string, random: Random): PersonName {
  const lists = OTHERS[nationality];
  if (lists === undefined) return koreanName(nationality === 'KOR', random);
  const written = `${random.pick(lists[0])} ${random.pick(lists[1])}`;
  return { written, otherwise: written };
}

function koreanName(southern: boolean, random: Random): PersonName {
  const surname = random.pick(SURNAMES);
  const first = random.pick(SYLLABLES);
  const second = random.pick(SYLLABLES.filter((syllable) => syllable !== first));
  const north = `${surname[0]} ${first[0]} ${second[0]}`;
  const south = `${surname[1]} ${first[1]}-${second[1].toLowerCase()}`;
  return southern ? { written: south, otherwise: north } : { written: north, otherwise: south };
}
