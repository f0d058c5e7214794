import { sql } from 'kysely';
import { ROLES, type Role } from '../../access/roles.ts';
import type { Office } from '../../office/office.ts';
import { spokenDate } from '../../values/dates.ts';
import type { Paper } from '../paper.ts';
import type { DemoAccount } from '../register/credentials.ts';
import { number, pad } from './numbers.ts';

export interface StartView {
  readonly url: string;
  readonly accounts: readonly DemoAccount[];
  readonly folder: string;
  readonly isFirst: boolean;
  readonly seconds: number;
  readonly office: Office;
  readonly day: string | null;
}

interface Figures {
  readonly permits: number;
  readonly employed: number;
  readonly applications: number;
  readonly waiting: number;
}

/** What a newcomer sees once the service runs: what is in it, where it is, who may come in, and what to try. */
export async function printStart(view: StartView, paper: Paper): Promise<void> {
  const { url, accounts, isFirst, seconds, office, day } = view;
  const { permits, employed, applications, waiting } = await figures(office, day ?? office.clock.today());
  paper.line();
  paper.line(paper.style('bold', '  Resolute · a permit register of Mongolia'));
  paper.line();
  paper.prose(
    `It is ${spokenDate(day ?? office.clock.today())} in it: ${number(permits)} permits of ten years, ${number(employed)} workers from the DPRK at work, ${number(applications)} applications on the officer's table, ${number(waiting)} decisions before a second person. All people are invented; the totals are the published ones.`,
    { indent: 2 },
  );
  paper.line();
  paper.line(`  ${pad('Open at', 12)}${paper.style('bold', url)}`);
  paper.line(`  ${pad('Its API', 12)}${url}/docs`);
  paper.line(`  ${pad('Data', 12)}${view.folder}${isFirst ? ', made just now' : ', kept from the last time'} (${seconds.toFixed(1)} s)`);
  paper.line();
  if (accounts.length > 0) {
    paper.line(paper.style('dim', `  ${pad('account', 14)}${pad('password', 21)}may`));
    for (const { login, password, roles } of accounts)
      paper.prose(ROLES[roles[0] as Role] ?? '', { indent: 2, bullet: `${pad(login, 14)}${pad(password, 21)}` });
    paper.line();
  }
  paper.line('  Three things to try in another terminal:');
  for (const [command, what] of await toTry(office)) {
    paper.line(`    ${paper.style('bold', command)}`);
    paper.prose(paper.style('dim', what), { indent: 6 });
  }
  paper.line();
  paper.line(paper.style('dim', '  Ctrl-C stops it; what is written stays.'));
  paper.line();
}

async function toTry({ store }: Office): Promise<readonly (readonly [string, string])[]> {
  const { rows } = await sql<{ number: string }>`select number from application where status = 'received' order by id limit 1`.execute(
    store.db,
  );
  const number = rows[0]?.number;
  return [
    number === undefined
      ? ['npx resolute application list --as officer', 'the applications, without names']
      : [`npx resolute case ${number} --as officer`, 'what the law makes of an application on the table, and which decisions are open'],
    ['npx resolute approve list --as supervisor', 'what waits for a second person; the officer who proposed it may not approve it'],
    ['npx resolute audit verify --as auditor', 'every entry against its hash, the tree and the signatures'],
  ];
}

async function figures({ store }: Office, day: string): Promise<Figures> {
  const { rows } = await sql<Figures>`select
    (select count(*) from permit) as permits,
    (select count(*) from permit p join worker w on w.id = p.worker
      where 'PRK' = any(w.nationalities) and w.status = 'active' and ${day}::date between p."validFrom" and p."lastDay") as employed,
    (select count(*) from application where status in ('received', 'proposed', 'waiting')) as applications,
    (select count(*) from office_proposal where status = 'waiting') as waiting`.execute(store.db);
  return rows[0] ?? { permits: 0, employed: 0, applications: 0, waiting: 0 };
}
