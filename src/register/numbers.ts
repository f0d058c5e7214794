const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'; // without I, L, O and U: read aloud and typed again without mistakes
const LENGTH = 10;

/**
 * The number of a record where the office gives none of its own: a letter, the year, and ten signs from the random part of its id. Made
 * from the id and not counted, so that two offices, two processes and a restored backup never give one number twice.
 * @example numberOf('P', '2017-12-07', id) = 'P-2017-7K3QX9M0ZD'
 */
export function numberOf(letter: 'A' | 'P', day: string, id: string): string {
  let rest = BigInt(`0x${id.replaceAll('-', '').slice(-13)}`);
  let signs = '';
  for (let at = 0; at < LENGTH; at += 1) {
    signs = `${DIGITS[Number(rest % 32n)] ?? '0'}${signs}`;
    rest /= 32n;
  }
  return `${letter}-${day.slice(0, 4)}-${signs}`;
}
