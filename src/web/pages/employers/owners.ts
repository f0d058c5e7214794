import type { z } from 'zod';
import type { Owners } from '../../../register/employers/ownership.ts';
import { listEmployers } from '../../../register/employers/read.ts';
import type { Site } from '../../../register/employers/register.ts';
import { labels } from '../../../register/reading/labels.ts';
import { type Cell, shortId } from '../../records/cell.ts';
import type { Section, Values } from '../../records/record.ts';
import type { Visit } from '../../visit.ts';
import type { Words } from '../../words/words.ts';

const SHOWN = 50;

/** Who owns it and shares a venture with it, and what it owns itself. Nothing of it for whoever is not shown owners. */
export async function ownersSection({ ask, words }: Visit, record: Values): Promise<readonly Section[]> {
  if (record.owners === undefined) return [];
  const owners = record.owners as Owners | null;
  const [{ labels: known }, owned] = await Promise.all([
    ask(labels, { records: { employer: (owners ?? []).flatMap(({ employer }) => employer ?? []) } }),
    ask(listEmployers, { ownedBy: String(record.id), limit: SHOWN, fields: ['name', 'owners'] }),
  ]);
  const { t } = words;
  const heads = [t('fields.link'), t('employers.share'), t('fields.since')];
  const sections: Section[] = [
    {
      id: 'owners',
      title: t('fields.owners'),
      heads: [t('employers.owner'), ...heads],
      lines: (owners ?? []).map((owner): readonly Cell[] => [ownerCell(owner, known, words), ...linkCells(owner, words)]),
      empty: t(owners === null ? 'employers.owners-unknown' : 'employers.no-owners'),
    },
  ];
  if (owned.items.length > 0)
    sections.push({
      id: 'owned',
      title: t('employers.owned'),
      heads: [t('records.employer'), ...heads],
      lines: owned.items.map(({ id, name, owners: theirs }): readonly Cell[] => {
        const mine = ((theirs ?? []) as Owners).find(({ employer }) => employer === record.id);
        return [{ text: name ?? shortId(id), href: `/employers/${id}` }, ...(mine === undefined ? ['', '', ''] : linkCells(mine, words))];
      }),
    });
  return sections;
}

function ownerCell({ employer, outside }: Owners[number], known: Readonly<Record<string, string>>, { t, country }: Words): Cell {
  if (employer !== null) return { text: known[employer] ?? shortId(employer), href: `/employers/${employer}` };
  if (outside === null) return null;
  const { kind, name, country: code } = outside;
  return [name ?? t(`employers.outside-${kind}`), ...(code === null ? [] : [country(code)])].join(', ');
}

function linkCells({ link, shareBasisPoints, since }: Owners[number], { t, date, number }: Words): readonly Cell[] {
  return [
    t(`values.link-${link}`),
    shareBasisPoints === null ? null : t('employers.percent', { share: number(shareBasisPoints / 100) }),
    since === null ? null : date(since),
  ];
}

/** Where its people work. */
export function sitesSection({ words: { t } }: Visit, { sites }: Values): readonly Section[] {
  if (sites === undefined) return [];
  const known = sites as readonly z.output<typeof Site>[] | null;
  return [
    {
      id: 'sites',
      title: t('fields.sites'),
      heads: [t('fields.name'), t('fields.address'), t('fields.region')],
      lines: (known ?? []).map(({ name, address, region }) => [name, address, region]),
      empty: t(known === null ? 'employers.sites-unknown' : 'employers.no-sites'),
    },
  ];
}
