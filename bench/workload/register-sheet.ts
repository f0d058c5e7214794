/** A sheet of permits for importing: four yearly permits a worker, names and all, nothing wrong with it. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { outFile } from './files.ts';

const HEADER =
  'Permit No,Worker No,Name,Year of birth,Nationality,Employer,Sector,Ownership,Contract signed,Contract ends,Written contract,Valid from,Valid to';
const FAMILY = ['Pak', 'Ri', 'Kim', 'Han', 'Jong', 'Choe', 'Ro', 'Sin'];
const GIVEN = ['Chol', 'Kwang', 'Hyok', 'Song', 'Myong', 'Gyong', 'Il', 'Su', 'Jin', 'Hui'];
/** One in forty is from the DPRK: a ministry's register has everybody in it. */
const NATIONALITIES = ['CHN', 'RUS', 'VNM', 'PHL', 'KOR', 'UKR', 'IND', 'USA'];
const PERMITS_EACH = 4;

/** @returns the file */
export async function registerSheet(rows: number): Promise<string> {
  const file = outFile(`register-${rows}.csv`);
  const out = createWriteStream(file);
  out.write(`${HEADER}\n`);
  let piece = '';
  for (let i = 0; i < rows; i++) {
    const worker = Math.floor(i / PERMITS_EACH);
    const year = (worker % 2 === 0 ? 2014 : 2013) + (i % PERMITS_EACH); // half of them have no permit that stands in December 2017
    const nationality = worker % 40 === 0 ? 'PRK' : NATIONALITIES[worker % NATIONALITIES.length];
    const name = `${FAMILY[worker % 8]} ${GIVEN[(worker >> 3) % 10]} ${GIVEN[(worker >> 6) % 10]}`;
    const day = String(1 + (worker % 28)).padStart(2, '0');
    const month = String(1 + (worker % 11)).padStart(2, '0');
    const last = new Date(Date.UTC(year + 1, Number(month) - 1, Number(day) - 1)).toISOString().slice(0, 10);
    piece += `P-${i},W-${worker},${name},${1950 + (worker % 50)},${nationality},Employer ${worker % 2000},Construction,${worker % 3 === 0 ? 'State' : 'Private'},${year}-01-01,${year + 2}-12-31,Yes,${year}-${month}-${day},${last}\n`;
    if (piece.length < 1_000_000) continue;
    if (!out.write(piece)) await once(out, 'drain');
    piece = '';
  }
  out.end(piece);
  await finished(out);
  return file;
}
