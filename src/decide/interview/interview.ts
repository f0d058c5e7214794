import type { Position, Question } from '../../law/regime.ts';
import { ACTS, type FactType, REQUIRED_FACTS } from '../../law/vocabulary.ts';
import type { IsoDate } from '../../values/dates.ts';
import type { FactValue } from '../case.ts';
import { exceptionsOf, type Programme } from '../programme.ts';
import type { Outcome } from '../settle.ts';
import { EN } from '../words/en.ts';
import { DAYS, dayNumber, runsOf } from './boundaries.ts';
import { ASKED } from './en.ts';
import { atomsOf } from './expression.ts';
import { Planner } from './plan.ts';
import { type Goal, isQuestionOfLaw, type Progress, QUESTION_PREFIX, withAnswer } from './progress.ts';

/** An answer to a question, or a class of answers that the law does not tell apart. */
export interface PossibleAnswer {
  readonly label: string;
  /** One answer of the class; `null` is "not known". */
  readonly example: FactValue;
  /** What stands if it is given, or `open` while more has to be asked. */
  readonly leadsTo: Outcome | 'open';
  /** The last lawful day that then stands, where the goal asks for it. */
  readonly returnBy: IsoDate | null;
  /** Questions that are left then in the worst case; `null` where that cannot be said yet. */
  readonly more: number | null;
}

export interface InterviewQuestion {
  /** Dotted name of the fact, or `interpretation.<id>`. */
  readonly name: string;
  /** A question of law is answered by an assumption, never by a fact. */
  readonly about: 'fact' | 'law';
  readonly type: FactType;
  /** The closed list of a text. */
  readonly values: readonly string[] | null;
  readonly text: string;
  readonly answers: readonly PossibleAnswer[];
  /** What is held on a question of law, and by whom. */
  readonly positions: readonly Position[];
  /** The most questions that are left, this one among them; `null` before host, act and day are known. */
  readonly most: number | null;
}

export interface Interview {
  /** The next question, or `null` when no answer changes the outcome any more. */
  readonly next: (progress: Progress) => InterviewQuestion | null;
  /** A question out of its turn, for an answer that somebody wants to change; the progress is the one without that answer. */
  readonly about: (progress: Progress, name: string) => InterviewQuestion;
}

/** An interview that asks the fewest questions which settle the goal. Pure but for its memory of what it has worked out. */
export function interviewOf(programme: Programme, goal: Goal = 'outcome', limit?: number): Interview {
  const planners = new Map<string, Planner>();
  const plannerFor = (progress: Progress): Planner => {
    const key = REQUIRED_FACTS.map((name) => progress.case.values[programme.names.fact(name)]).join();
    const planner = planners.get(key) ?? new Planner(programme, goal, limit);
    planners.set(key, planner);
    return planner;
  };
  return {
    next: (progress) => {
      const missing = REQUIRED_FACTS.find((name) => isMissing(programme, progress, name));
      if (missing !== undefined) return requiredQuestion(programme, progress, missing, plannerFor);
      const planner = plannerFor(progress);
      const { ask, most } = planner.plan(progress);
      return ask === null ? null : lawfulQuestion(programme, planner, progress, ask, most);
    },
    about: (progress, name) => {
      const required = REQUIRED_FACTS.find((one) => one === name);
      if (required !== undefined) return requiredQuestion(programme, progress, required, plannerFor);
      const planner = plannerFor(progress);
      return lawfulQuestion(programme, planner, progress, name, planner.plan(progress).most);
    },
  };
}

function isMissing(programme: Programme, progress: Progress, name: string): boolean {
  return (progress.case.values[programme.names.fact(name)] ?? null) === null;
}

function lawfulQuestion(programme: Programme, planner: Planner, progress: Progress, name: string, most: number): InterviewQuestion {
  const { vocabulary } = programme;
  const atoms = atomsOf(planner.remainders.of(progress).open);
  const possible = (label: string, example: FactValue): PossibleAnswer => {
    const after = withAnswer(progress, vocabulary, { name, value: example });
    const { outcome, returnBy } = planner.remainders.of(after);
    return { label, example, leadsTo: outcome ?? 'open', returnBy, more: outcome === null ? planner.plan(after).most : 0 };
  };
  const answers = [
    ...planner.classes.of(name, progress, atoms).map(({ label, example }) => possible(label, example)),
    possible(ASKED.notKnown, null),
  ];
  const question = isQuestionOfLaw(name) ? questionOf(programme, name) : undefined;
  const fact = vocabulary.facts.find((candidate) => candidate.name === name);
  return {
    name,
    about: question === undefined ? 'fact' : 'law',
    type: fact?.type ?? 'bool',
    values: fact?.values ?? null,
    text: question?.words.en ?? fact?.question.en ?? name,
    answers,
    positions: question?.positions ?? [],
    most,
  };
}

export function questionOf(programme: Programme, name: string): Question | undefined {
  return programme.questions.find((question) => `${QUESTION_PREFIX}${question.id}` === name);
}

/** Host, act and day: no law can be read without them, so they come first and cannot be left open. */
function requiredQuestion(
  programme: Programme,
  progress: Progress,
  name: (typeof REQUIRED_FACTS)[number],
  plannerFor: (progress: Progress) => Planner,
): InterviewQuestion {
  const fact = programme.vocabulary.facts.find((candidate) => candidate.name === name);
  const possible = (label: string, example: FactValue): PossibleAnswer => {
    const after = withAnswer(progress, programme.vocabulary, { name, value: example });
    if (REQUIRED_FACTS.some((other) => isMissing(programme, after, other)))
      return { label, example, leadsTo: 'open', returnBy: null, more: null };
    const plan = plannerFor(after).plan(after);
    const { outcome, returnBy } = plannerFor(after).remainders.of(after);
    return { label, example, leadsTo: outcome ?? 'open', returnBy, more: plan.most };
  };
  return {
    name,
    about: 'fact',
    type: fact?.type ?? 'text',
    values: name === 'act' ? ACTS : null,
    text: fact?.question.en ?? name,
    answers: requiredAnswers(programme, progress, name).map(({ label, example }) => possible(label, example)),
    positions: [],
    most: null,
  };
}

function requiredAnswers(
  programme: Programme,
  progress: Progress,
  name: (typeof REQUIRED_FACTS)[number],
): readonly { readonly label: string; readonly example: FactValue }[] {
  if (name === 'act') return ACTS.map((act) => ({ label: EN.acts[act], example: act }));
  if (name === 'asOf') return daysOfChange(programme, progress);
  const hosts = programme.law.regimes.flatMap(({ regime }) =>
    regime.layers.flatMap((layer) => {
      const codes = layer.hosts?.map((host) => host.code) ?? [];
      return codes[0] === undefined ? [] : [{ label: `${layer.title.en} (${codes.join(', ')})`, example: codes[0], codes }];
    }),
  );
  const named = new Set(hosts.flatMap((host) => host.codes));
  const other = ['ATA', 'BVT'].find((code) => !named.has(code)) ?? 'ATA';
  return [...hosts.map(({ label, example }) => ({ label, example })), { label: ASKED.otherHost, example: other }];
}

/** The days of the act between which the law of this host on this act stays the same. */
function daysOfChange(programme: Programme, progress: Progress): readonly { readonly label: string; readonly example: FactValue }[] {
  const { vocabulary, at } = programme;
  const host = progress.case.values[at.host] as string;
  const act = progress.case.values[at.act] as (typeof ACTS)[number];
  const days = new Set<number>();
  const add = (day: IsoDate | null | undefined): void => {
    if (day === null || day === undefined) return;
    for (const step of [-1, 0, 1]) days.add(dayNumber(day) + step);
  };
  for (const { rule, hostUntil } of programme.forHost(host).byAct[act]) {
    for (const day of [rule.inForce.from, rule.inForce.until, hostUntil, rule.duty?.by]) add(day);
    for (const { source } of [rule.when, ...exceptionsOf(rule.unless).map((exception) => exception.when)])
      for (const [day] of source.matchAll(/\d{4}-\d\d-\d\d/g)) add(day);
  }
  for (const question of programme.questions) for (const position of question.positions) if (position.host === host) add(position.on);
  const { remainders } = new Planner(programme, 'departure');
  const keyAt = (number: number): string =>
    remainders.of(withAnswer(progress, vocabulary, { name: 'asOf', value: DAYS.valueOf(number) })).key;
  const sorted = [...(days.size === 0 ? [dayNumber('2017-01-01')] : days)].sort((a, b) => a - b);
  return runsOf(sorted, keyAt).map((run) => ({ label: DAYS.labelOf(run), example: DAYS.valueOf(run.sample) }));
}
