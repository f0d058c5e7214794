/** A second, small sheet as an office in the countryside sends it: Mongolian headers and words, semicolons, CRLF and a byte order mark. */
import type { SomeCells } from './case-row.ts';
import { csvText } from './csv.ts';
import { type PermitRow, standsNow } from './permit-rows.ts';
import { randomStream } from './random.ts';

const NATIONALITIES: Readonly<Record<string, string>> = {
  PRK: 'БНАСАУ',
  CHN: 'БНХАУ',
  RUS: 'ОХУ',
  KOR: 'БНСУ',
  VNM: 'Вьетнам',
  PHL: 'Филиппин',
  Korea: 'Солонгос',
};
const SECTORS: Readonly<Record<string, string>> = {
  Construction: 'Барилга',
  Apparel: 'Оёдол',
  Health: 'Эрүүл мэнд',
  'Food service': 'Нийтийн хоол',
  Mining: 'Уул уурхай',
  Wholesale: 'Худалдаа',
  Education: 'Боловсрол',
  Transport: 'Тээвэр',
};
const OWNERSHIP: Readonly<Record<string, string>> = { Private: 'Хувийн', State: 'Төрийн', 'Joint venture': 'Хамтарсан' };
const ANSWERS: Readonly<Record<string, string>> = { Yes: 'Тийм', No: 'Үгүй' };
const EARNS: Readonly<Record<string, string>> = { true: 'Тийм', false: 'Үгүй' };

interface Group {
  readonly people: number;
  readonly nationality: string;
  /** Whether they earn income, as the ministry knows it: `true`, `false` or empty. */
  readonly earns: string;
}

/** The office's thirty people. One of them it calls Солонгос, which may be either Korea. */
const GROUPS: readonly Group[] = [
  { people: 13, nationality: 'PRK', earns: 'true' },
  { people: 2, nationality: 'PRK', earns: 'false' },
  { people: 3, nationality: 'PRK', earns: '' },
  { people: 6, nationality: 'CHN', earns: 'true' },
  { people: 2, nationality: 'KOR', earns: 'true' },
  { people: 1, nationality: 'RUS', earns: 'true' },
  { people: 1, nationality: 'VNM', earns: 'true' },
  { people: 1, nationality: 'PHL', earns: 'true' },
  { people: 1, nationality: 'Korea', earns: 'true' },
];

export function mongolianSheet(permits: readonly PermitRow[], facts: ReadonlyMap<string, SomeCells>): string {
  const random = randomStream('mongolian sheet');
  const earns = (row: PermitRow) => facts.get(row.workerNo)?.['worker.earnsIncome'] ?? '';
  const standing = permits.filter(standsNow);
  const rows = GROUPS.flatMap((group) =>
    random.some(
      standing.filter((row) => row.nationality === group.nationality && earns(row) === group.earns),
      group.people,
    ),
  );
  rows.sort((a, b) => (a.permitNo < b.permitNo ? -1 : 1));

  return csvText(
    [
      ['Зөвшөөрлийн дугаар', (row) => row.permitNo],
      ['Ажилтны дугаар', (row) => row.workerNo],
      ['Иргэншил', (row) => NATIONALITIES[row.nationality] ?? ''],
      ['Ажил олгогч', (row) => row.employer],
      ['Салбар', (row) => SECTORS[row.sector] ?? ''],
      ['Өмчийн хэлбэр', (row) => OWNERSHIP[row.ownership] ?? ''],
      ['Гэрээ байгуулсан огноо', (row) => dotted(row.contractSigned)],
      ['Гэрээ дуусах огноо', (row) => dotted(row.contractEnds)],
      ['Бичгийн гэрээтэй', (row) => ANSWERS[row.writtenContract] ?? ''],
      ['Орлого олдог', (row) => EARNS[earns(row)] ?? ''],
      ['Хүчинтэй эхлэх огноо', (row) => dotted(row.validFrom)],
      ['Хүчинтэй дуусах огноо', (row) => dotted(row.validTo)],
    ],
    rows,
    { separator: ';', lineEnd: '\r\n', byteOrderMark: true },
  );
}

/** Year first: with the day first nobody could tell 03.04 from 04.03. */
function dotted(day: string): string {
  return day.replaceAll('-', '.');
}
