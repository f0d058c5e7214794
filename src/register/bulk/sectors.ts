/**
 * Sections and divisions of ISIC Rev. 4 for the words that permit sheets use. A word that is not here leaves the sector unknown and is
 * counted in the summary.
 */
const WORDS: Readonly<Record<string, string>> = {
  agriculture: 'A',
  'хөдөө аж ахуй': 'A',
  mining: 'B',
  'уул уурхай': 'B',
  manufacturing: 'C',
  textile: '13',
  textiles: '13',
  apparel: '14',
  clothing: '14',
  garments: '14',
  оёдол: '14',
  cashmere: '13',
  construction: 'F',
  барилга: 'F',
  building: 'F',
  roads: '42',
  trade: 'G',
  худалдаа: 'G',
  transport: 'H',
  'food service': '56',
  restaurant: '56',
  restaurants: '56',
  catering: '56',
  'нийтийн хоол': '56',
  accommodation: '55',
  hotel: '55',
  'information technology': '62',
  software: '62',
  health: '86',
  medicine: '86',
  'traditional medicine': '86',
  hospital: '86',
  'эрүүл мэнд': '86',
  education: 'P',
  боловсрол: 'P',
  'household service': 'T',
  domestic: 'T',
};

/** @returns the code, or null where the word says none */
export function sectorOf(word: string): string | null {
  const text = word.normalize('NFC').trim();
  if (/^([A-U]|\d{2,4})$/.test(text)) return text;
  return WORDS[text.toLowerCase()] ?? null;
}
