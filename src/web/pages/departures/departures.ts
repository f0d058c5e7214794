import { may } from '../../../access/actor.ts';
import { cancelDeparture } from '../../../register/departures/cancel.ts';
import { confirmDeparture, recordDeparture } from '../../../register/departures/confirm.ts';
import { planDeparture } from '../../../register/departures/plan.ts';
import { planMany } from '../../../register/departures/plan-many.ts';
import { listDepartures, readDeparture } from '../../../register/departures/read.ts';
import { actPage, type Subject } from '../../forms/act.ts';
import type { Page } from '../../page.ts';
import { shortId } from '../../records/cell.ts';
import { type Kind, recordPages, type Values } from '../../records/record.ts';
import type { Visit } from '../../visit.ts';

const DEPARTURE_NAME = (record: Values): string => shortId(String(record.id));
export const DEPARTURE: Subject = { input: 'departure', query: readDeparture, name: DEPARTURE_NAME, path: (id) => `/departures/${id}` };

const departures: Kind = {
  kind: 'departure',
  path: '/departures',
  input: 'departure',
  read: readDeparture,
  list: listDepartures,
  name: DEPARTURE_NAME,
  columns: ['worker', 'basis', 'by', 'leftOn', 'destination', 'status'],
  rows: ['status', 'worker', 'permit', 'decision', 'basis', 'plannedOn', 'by', 'leftOn', 'destination', 'evidence', 'author'],
  filters: ['status', 'overdue', 'byUntil'],
  begin: ({ actor, words: { t } }) => [
    may(actor, 'departure.read') ? { text: t('departures.overdue'), href: '/departures?overdue=true' } : null,
    may(actor, 'departure.plan') ? { text: t('departures.plan'), href: '/departures/new' } : null,
    may(actor, 'departure.confirm') ? { text: t('departures.record'), href: '/departures/record' } : null,
  ],
  acts: ({ actor, words: { t } }, { id, status }) => [
    status === 'planned' && may(actor, 'departure.confirm')
      ? { text: t('departures.confirm'), href: `/departures/${String(id)}/confirm`, isMain: true }
      : null,
    status === 'planned' && may(actor, 'departure.plan')
      ? { text: t('departures.cancel'), href: `/departures/${String(id)}/cancel` }
      : null,
    status === 'planned' && may(actor, 'notice.draft')
      ? { text: t('departures.draft-notice'), href: `/notices/new?departure=${String(id)}` }
      : null,
  ],
};

const toDeparture = (_: unknown, { params }: Pick<Visit, 'params'>): string => `/departures/${params.departure}`;

export const departurePages: readonly Page[] = [
  ...actPage({ path: '/departures/new', useCase: planDeparture, to: ({ id }) => `/departures/${id}` }),
  ...actPage({ path: '/departures/plan-many', useCase: planMany, to: ({ proposal }) => `/proposals/${proposal}` }),
  ...actPage({ path: '/departures/record', useCase: recordDeparture, to: () => '/departures' }),
  ...recordPages(departures),
  ...actPage({ path: '/departures/:departure/confirm', useCase: confirmDeparture, subject: DEPARTURE, to: toDeparture }),
  ...actPage({ path: '/departures/:departure/cancel', useCase: cancelDeparture, subject: DEPARTURE, to: toDeparture }),
];
