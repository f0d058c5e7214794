import { UsageError } from '../errors.ts';
import type { RegisterDoor } from './register-door.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const NOW = { asOf: null, knownAt: null };

type Row = Readonly<Record<string, unknown>> & { readonly id: string };
/** Finds a record by what people call it; undefined where nothing is called that. */
type Finder = (door: RegisterDoor, given: string) => Promise<string | undefined>;

const byNumber =
  (list: string): Finder =>
  async (door, number) =>
    (await listed(door, list, { number }))[0]?.id;

/** The last record of a worker. */
const byWorker =
  (list: string): Finder =>
  async (door, given) => {
    const worker = await idOf(door, 'worker', given);
    return (await listed(door, list, { worker })).at(-1)?.id;
  };

/** What each kind of record is called by, beside its id. */
const FINDERS: Readonly<Record<string, Finder>> = {
  worker: byNumber('worker.list'),
  permit: byNumber('permit.list'),
  application: byNumber('application.list'),
  employer: employerOf,
  contract: byWorker('contract.list'),
  departure: byWorker('departure.list'),
  hold: byWorker('hold.list'),
  assessment: byWorker('assessment.list'),
  decision: decisionOf,
  proposal: proposalOf,
  notice: noticeOf,
  'committee-approval': async (door, given) =>
    (await listed(door, 'committee-approval.list', {})).find(({ reference }) => reference === given)?.id,
  quota: quotaOf,
  job: async (door, given) => (given === 'last' ? (await listed(door, 'job.list', {}))[0]?.id : undefined),
  account: async (door, given) => {
    const { items } = (await door.ask('account.list', {}, NOW)) as { readonly items: readonly { account: string; login: string | null }[] };
    return items.find(({ login }) => login === given.toLowerCase())?.account;
  },
};

/** Fields that name a record of a kind that is not the field's own name. */
const KIND_OF: Readonly<Record<string, string>> = {
  committeeApproval: 'committee-approval',
  approval: 'committee-approval',
  workers: 'worker',
  person: 'worker',
  leaveOut: 'permit',
  ownedBy: 'employer',
  samePersonAs: 'worker',
};

/** Which list shows what there is of a kind. */
const LISTS: Readonly<Record<string, string>> = {
  'committee-approval': 'committee list',
  proposal: 'approve list',
  departure: 'depart list',
  account: 'user list',
};

/**
 * The id of a record, from its id or from what people call it.
 * @param field the field of the input that names the record; any other is given back as it is
 * @param beside the fields that were named before it: the kind of a note's record, the regime of a version
 * @throws UsageError where no record that may be read is called that
 */
export async function idOf(
  door: RegisterDoor,
  field: string,
  given: string,
  beside: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  if (UUID.test(given)) return given;
  if (typeof beside.regime === 'string' && ['sha256', 'from', 'to'].includes(field)) return versionOf(door, beside.regime, given);
  const kind = field === 'about' ? String(beside.aboutKind) : field === 'record' ? String(beside.kind) : (KIND_OF[field] ?? field);
  const find = Object.hasOwn(FINDERS, kind) ? FINDERS[kind] : undefined;
  if (find === undefined) return given;
  const found = await find(door, given);
  if (found !== undefined) return found;
  throw new UsageError(
    `No ${kind} that you may read has the id or number \`${given}\`.`,
    `\`resolute ${LISTS[kind] ?? `${kind} list`}\` shows those that you may read.`,
  );
}

/** Employers are known by their name rather than by a number. */
async function employerOf(door: RegisterDoor, given: string): Promise<string | undefined> {
  const numbered = await listed(door, 'employer.list', { number: given });
  if (numbered[0] !== undefined) return numbered[0].id;
  const begins = await listed(door, 'employer.list', { name: given });
  const exact = begins.filter(({ name }) => String(name).toLowerCase() === given.toLowerCase());
  const [one, another] = exact.length > 0 ? exact : begins;
  if (one !== undefined && another !== undefined)
    throw new UsageError(`More than one employer is called \`${given}\`.`, 'Name the one you mean in full, or by its id.');
  return one?.id;
}

/** The last decision on an application, or on a permit, of this number. */
async function decisionOf(door: RegisterDoor, number: string): Promise<string | undefined> {
  for (const kind of ['application', 'permit']) {
    const [subject] = await listed(door, `${kind}.list`, { number });
    if (subject === undefined) continue;
    const decision = (await listed(door, 'decision.list', { [kind]: subject.id })).at(-1);
    if (decision !== undefined) return decision.id;
  }
  return undefined;
}

async function proposalOf(door: RegisterDoor, given: string): Promise<string | undefined> {
  const decision = await decisionOf(door, given);
  if (decision === undefined) return undefined;
  const { proposal } = (await door.ask('decision.read', { decision }, NOW)) as { readonly proposal?: string | null };
  return proposal ?? (await listed(door, 'proposal.list', { subject: decision })).at(-1)?.id;
}

/** `R-17/employer` is the one that goes to the employer. */
async function noticeOf(door: RegisterDoor, given: string): Promise<string | undefined> {
  const [, number = given, addressee] = /^(.*)\/(worker|employer|mission)$/.exec(given) ?? [];
  const decision = await decisionOf(door, number);
  if (decision === undefined) return undefined;
  return (await listed(door, 'notice.list', { decision, ...(addressee === undefined ? {} : { addressee }) })).at(-1)?.id;
}

async function quotaOf(door: RegisterDoor, given: string): Promise<string | undefined> {
  if (!/^\d{4}$/.test(given)) return undefined;
  const [one, another] = await listed(door, 'quota.list', { year: Number(given) });
  if (one !== undefined && another !== undefined)
    throw new UsageError(`The year ${given} has more than one quota.`, `Name one by its id: \`resolute quota list --year ${given}\`.`);
  return one?.id;
}

/** The SHA-256 of a version of a regime, from its first digits or from `in-force`. */
async function versionOf(door: RegisterDoor, regime: string, given: string): Promise<string> {
  if (/^[0-9a-f]{64}$/.test(given)) return given;
  if (given === 'in-force') {
    const { regimes } = (await door.ask('law.in-force', {}, NOW)) as { readonly regimes: readonly { regime: string; sha256: string }[] };
    const found = regimes.find((one) => one.regime === regime);
    if (found !== undefined) return found.sha256;
  } else if (/^[0-9a-f]{6,}$/.test(given)) {
    const found = (await listed(door, 'law.list', { regime })).filter(({ sha256 }) => String(sha256).startsWith(given));
    const [one, another] = [...new Set(found.map(({ sha256 }) => String(sha256)))];
    if (one !== undefined && another === undefined) return one;
  }
  throw new UsageError(
    `No version of ${regime} in the register is called \`${given}\`.`,
    '`resolute law versions` shows them; name one by the first six digits of its SHA-256 or more.',
  );
}

async function listed(door: RegisterDoor, list: string, filter: Readonly<Record<string, string | number>>): Promise<readonly Row[]> {
  const { items } = (await door.ask(list, { ...filter, limit: 200 }, NOW)) as { readonly items: readonly Row[] };
  return items;
}
