import { folded, partsOf } from './names.ts';

/**
 * A tolerant key for Korean names in Latin letters, which pass through two romanisations and many hands: `Jo Kwang Sok` is
 * `Cho Gwang-seok`, `Ryu Hyok Chol` is `Yoo Hyuk-cheol`. Consonants that the romanisations write differently become one, and a run
 * of vowels becomes one of three.
 *
 * Its limits. It proposes, with the birth year beside it; it never says that two persons are one. Different names share a key
 * (`Song` and `Sung`, `Chon` and `Chun`). It was made for Korean: names from elsewhere get a key as well, of less worth. A name in
 * another script has none. Typing errors, a swapped letter say, are not forgiven. How names compare across scripts is a work of its own.
 */
export function soundOf(part: string): string {
  const latin = folded(part).normalize('NFD').replace(/\p{M}/gu, '');
  if (!/^[A-Z]+$/.test(latin)) return '';
  let sound = '';
  for (const run of latin.match(/[AEIOUWY]+|[^AEIOUWY]+/g) ?? []) {
    sound += /^[AEIOUWY]/.test(run) ? vowel(run) : consonants(run, sound === '');
  }
  // A family name of a liquid before i or y is written with it (Ri, Ryu, Ryang) or without (Yi, Yoo, Yang).
  return /^[RL](?=[IY]|EE)/.test(latin) ? sound.slice(1) : sound;
}

/** The keys of a name's parts, or none where a part is not written in Latin letters. */
export function soundsOf(name: string): readonly string[] {
  const sounds = partsOf(name).map(soundOf);
  return sounds.includes('') ? [] : sounds;
}

/** a, ya, wa · o, eo, u, eu, yo, oe, wo … · i, e, ae, ui … */
function vowel(run: string): string {
  const bare = run.replace(/[WY]/g, '');
  if (/^(A|AA)$/.test(bare)) return 'A';
  if (/^(OE|OI|EO|EU|OU|OO|UO|UU|O|U)$/.test(bare)) return 'O';
  return 'I';
}

const ALIKE: readonly (readonly [RegExp, string])[] = [
  [/NG/g, 'Q'], // one sound; kept from meeting N and G
  [/SH/g, 'S'],
  [/CH|TS|J|Z/g, 'C'],
  [/PH|F|B|V/g, 'P'],
  [/KH|G|Q(?=U)|X/g, 'K'],
  [/TH|D/g, 'T'],
  [/L/g, 'R'],
];

function consonants(run: string, isFirst: boolean): string {
  // The r of Park and Kurk is not spoken. Said of the letter as written: the l of Chol is another sound and stays.
  let text = run.replace(/^R(?=[^AEIOUWYHR])/, '');
  for (const [written, one] of ALIKE) text = text.replace(written, one);
  text = text.replace(/(.)\1+/g, '$1'); // Ssang and Sang, Kkot and Kot
  if (isFirst) return text.replace(/^R/, 'N'); // Ro and Noh, Rim and Nim
  return text.length > 1 || text !== 'H' ? text : ''; // the h of Noh and Suh is not either
}
