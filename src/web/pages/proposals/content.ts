import { may } from '../../../access/actor.ts';
import { readDecision } from '../../../register/decisions/read.ts';
import { labels } from '../../../register/reading/labels.ts';
import type { Model } from '../../answer.ts';
import { verdictModel } from '../../law/verdict.ts';
import { type Cell, cellOf, namedIn } from '../../records/cell.ts';
import { rowOf, type Values } from '../../records/record.ts';
import type { Visit } from '../../visit.ts';
import { workingOf } from '../decisions/decisions.ts';

interface Proposed {
  readonly act: string;
  readonly subjectKind: string;
  readonly subject: string;
  readonly content: unknown;
}

/** So many lines of a list stand on the page; the figures above speak of all. */
const LINES_SHOWN = 100;
/** What only a machine reads: it stands in the hash that is approved. */
const UNSHOWN = /hash|salt|sha256|version/i;

/** What would be done, as the second person reads it: the decision with its proof, the list with its figures, or field by field. */
export async function contentModel(visit: Visit, proposed: Proposed): Promise<Model> {
  const { subjectKind, subject, content } = proposed;
  const fields = typeof content === 'object' && content !== null ? (content as Values) : {};
  if (subjectKind === 'decision') return { ...(await decisionContent(visit, subject)), rows: [], list: null };
  const list = Object.entries(fields).find(
    (pair): pair is [string, readonly Values[]] => Array.isArray(pair[1]) && typeof pair[1][0] === 'object',
  );
  return {
    verdict: null,
    reason: null,
    href: null,
    rows: await rowsOf(visit, proposed, fields),
    list: list === undefined ? null : await listModel(visit, list[1]),
  };
}

/** Only what the second person decides on: the act, the answer of the law with its paragraph, the reason, and the way to the proof. */
async function decisionContent(visit: Visit, id: string): Promise<Model> {
  const { ask, words, actor } = visit;
  if (!may(actor, 'decision.read')) return { verdict: null, reason: null, href: null };
  const [record, { answer, law, reason }] = await Promise.all([
    ask(readDecision, { decision: id }) as Promise<Values>,
    workingOf(visit, id),
  ]);
  const lead = words.t('proposals.would-be', { taken: words.t(`values.taken-${String(record.taken)}`) });
  return {
    verdict: verdictModel(answer, law, words, { lead, why: `/decisions/${id}/why` }),
    reason,
    href: `/decisions/${id}`,
    deviates: record.deviates === true,
  };
}

async function rowsOf({ ask, words }: Visit, { subjectKind }: Proposed, fields: Values): Promise<readonly Model[]> {
  const shown = Object.entries(fields).filter(
    ([name, value]) => !UNSHOWN.test(name) && !(Array.isArray(value) && typeof value[0] === 'object'),
  );
  const { labels: known } = await ask(labels, { records: namedIn([Object.fromEntries(shown)]) });
  return shown.flatMap(([name, value]) => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return [];
    return [
      rowOf(
        words.maybe(`fields.${subjectKind}-${name}`) ?? words.maybe(`fields.${name}`) ?? name,
        cellOf(name, value, { words, of: subjectKind, labels: known }),
      ),
    ];
  });
}

async function listModel({ ask, words }: Visit, items: readonly Values[]): Promise<Model> {
  const first = items.slice(0, LINES_SHOWN);
  const names = Object.keys(first[0] ?? {}).filter((name) => !UNSHOWN.test(name) && first.some((item) => item[name] !== null));
  const { labels: known } = await ask(labels, { records: namedIn(first) });
  const about = { words, of: 'decision', labels: known };
  return {
    count: words.number(items.length),
    isPart: items.length > LINES_SHOWN,
    shown: words.number(first.length),
    heads: names.map((name) => words.maybe(`fields.${name}`) ?? name),
    lines: first.map((item): readonly Cell[] => names.map((name) => cellOf(name, item[name], about))),
  };
}
