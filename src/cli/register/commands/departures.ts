import type { Derived } from '../derived.ts';

const NAMED = 'A departure is named by its id, or by the number of its worker: then it is the last one.';

export const DEPARTURES: readonly Derived[] = [
  {
    name: 'depart plan',
    summary: 'plan a departure, by the last lawful day or the day that the person chose',
    does: 'departure.plan',
    takes: ['worker'],
    done: 'The departure of {worker} is planned by {by}',
    next: 'resolute depart confirm {worker} --left-on DAY --destination CODE --as LOGIN',
    examples: ['resolute depart plan INV-W-00530 --own-accord 2018-01-15 --as officer --dry-run'],
  },
  {
    name: 'depart confirm',
    summary: 'confirm a planned departure with its evidence',
    does: 'departure.confirm',
    takes: ['departure'],
    about: NAMED,
    done: 'The departure of {departure} is confirmed; the permit ends with it',
    examples: [
      'resolute depart confirm INV-W-02892 --left-on 2017-12-07 --destination PRK --kind "exit stamp" --reference "Zamyn-Uud 4411" --as officer --dry-run',
    ],
  },
  {
    name: 'depart record',
    summary: 'record that somebody left of their own accord',
    does: 'departure.record',
    takes: ['worker'],
    done: 'That {worker} left is recorded; the permit ends with it',
    examples: [
      'resolute depart record INV-W-00530 --left-on 2017-12-05 --destination PRK --kind "exit stamp" --reference "Zamyn-Uud 4398" --as officer --dry-run',
    ],
  },
  {
    name: 'depart cancel',
    summary: 'cancel a planned departure',
    does: 'departure.cancel',
    takes: ['departure'],
    about: NAMED,
    done: 'The departure of {departure} is cancelled',
    examples: ['resolute depart cancel INV-W-02892 --reason "The flight was called off" --as officer --dry-run'],
  },
  {
    name: 'depart many',
    summary: "propose the departures of an employer's workers; a second person approves exactly that list",
    does: 'departure.plan-many',
    takes: ['employer'],
    about: 'Only of those whom the law obliges to leave by a day. On the day of the example, 7 December 2017, it obliges nobody yet.',
    done: 'The departures of {departures} workers of {employer} were proposed',
    examples: ['resolute depart many "Nogoon Minj Barilga" --as officer --dry-run'],
  },
  {
    name: 'depart import',
    summary: 'take in a list of departures: what happened is recorded, what is to be ordered waits for a second person',
    does: 'departure.import',
    done: 'Of {read} rows {recorded} were recorded as departures, and {proposed} are proposed as orders',
    examples: [
      `resolute depart import --rows '{"number": "INV-W-00530", "leftOn": "2017-12-05", "destination": "PRK", "evidence": {"kind": "exit stamp", "reference": "4398"}}' --as officer --dry-run`,
    ],
  },
  {
    name: 'depart show',
    summary: 'show a departure',
    does: 'departure.read',
    takes: ['departure'],
    about: NAMED,
    examples: ['resolute depart show INV-W-02892 --as officer'],
  },
  {
    name: 'depart list',
    summary: 'list departures; overdue ones are planned and past their last lawful day',
    does: 'departure.list',
    columns: ['worker', 'status', 'basis', 'by', 'leftOn', 'destination'],
    examples: ['resolute depart list --status planned --as officer'],
  },
  {
    name: 'depart count',
    summary: 'count who left between two days; fewer than five are not counted out',
    does: 'departure.count',
    takes: ['from', 'until'],
    print: 'count',
    examples: ['resolute depart count 2017-01-01 2017-12-07 --as desk'],
  },
];
