import type { z } from 'zod';
import type { Query, UseCase } from '../../office/use-case.ts';
import { type Answer, type Model, seeOther } from '../answer.ts';
import { Given } from '../given.ts';
import { type By, formPage, type Page } from '../page.ts';
import type { Choice } from '../render/choices.ts';
import type { Visit } from '../visit.ts';
import { type Field, fieldsOf } from './field.ts';
import { changedMeanwhile } from './meanwhile.ts';
import { withHandles, withIds } from './references.ts';
import { shownFields } from './shown.ts';
import { changesOnly, inputFrom } from './taken.ts';

type Values = Readonly<Record<string, unknown>>;

/** The record that an act is about. */
export interface Subject {
  /** The name of the part of the address, and of the input: `permit`. */
  readonly input: string;
  readonly query: Query;
  readonly name: (record: Values) => string;
  readonly path: (id: string) => string;
}

export interface Act<I extends z.ZodType, O extends z.ZodType> {
  readonly path: string;
  readonly useCase: UseCase<I, O>;
  /** Where the action depends on the record, who may open the form. */
  readonly by?: Exclude<By, 'everybody'>;
  readonly subject?: Subject;
  /** Input that the page gives by itself; those fields are not asked for. */
  readonly fixed?: (visit: Visit) => Values;
  /** Names of input fields that this form does not ask for. */
  readonly without?: readonly string[];
  /** In which order, where the input's own does not serve. */
  readonly order?: readonly string[];
  /** What is filled in beforehand: the record of a correction, or what an address names. */
  readonly before?: (visit: Visit, record: Values) => Values | Promise<Values>;
  /** Only what is said otherwise than before is sent. */
  readonly isCorrection?: true;
  readonly choices?: (visit: Visit, record: Values) => Promise<Readonly<Record<string, readonly Choice[]>>>;
  /** What stands above the form: rows or sentences that help to decide. */
  readonly above?: (visit: Visit, record: Values) => Promise<readonly Model[]>;
  readonly to: (result: z.output<O>, visit: Visit) => string | Answer;
  readonly keepsDraft?: true;
  readonly isDangerous?: true;
}

/**
 * The form of a use case, derived from the schema of its input: asked in its order, taken under the form's key, each problem at its field.
 * Its words stand in the catalogue as `acts.NOUN-VERB`, with `-what` for what it does and `-do` for its button.
 */
export function actPage<I extends z.ZodType, O extends z.ZodType>(act: Act<I, O>): readonly Page[] {
  const { useCase, subject } = act;
  const by = act.by ?? useCase.action;
  if (by === null) throw new TypeError(`Who may open the form of ${useCase.name} is not said.`);
  const given = [...(subject === undefined ? [] : [subject.input]), ...(act.without ?? [])];
  const message = useCase.name.replaceAll('.', '-');
  const read = async (visit: Visit): Promise<Model> => {
    const record = await recordOf(visit, subject);
    const fixed = act.fixed?.(visit) ?? {};
    const asked = fieldsFor(act, given, fixed);
    const [before, choices, above] = await Promise.all([
      act.before?.(visit, record) ?? fromQuery(visit, asked),
      act.choices?.(visit, record) ?? {},
      act.above?.(visit, record) ?? [],
    ]);
    const id = subject === undefined ? null : (visit.params[subject.input] ?? '');
    const { t, maybe } = visit.words;
    return {
      title: t(`acts.${message}`),
      what: maybe(`acts.${message}-what`) ?? '',
      button: t(`acts.${message}-do`),
      isDangerous: act.isDangerous === true,
      subject: subject === undefined || id === null ? null : { name: subject.name(record), path: subject.path(id) },
      version: typeof record.version === 'number' ? record.version : null,
      above,
      meanwhile: subject === undefined ? null : await changedMeanwhile(visit, subject.query.name.split('.')[0] ?? '', asked, record),
      fields: shownFields(asked, {
        words: visit.words,
        before: await withHandles(visit, asked, before),
        act: useCase.name,
        choices,
        isCorrection: act.isCorrection === true,
      }),
    };
  };
  return formPage({
    path: act.path,
    by,
    view: 'forms/act',
    ...(act.keepsDraft === undefined ? {} : { keepsDraft: act.keepsDraft }),
    read,
    send: async (visit) => {
      const fixed = act.fixed?.(visit) ?? {};
      const asked = fieldsFor(act, given, fixed);
      const said = await withIds(visit, asked, inputFrom(asked, visit.form));
      const record = act.isCorrection === true ? await recordOf(visit, subject) : {};
      const before = act.isCorrection === true ? ((await act.before?.(visit, record)) ?? record) : {};
      const version = Number(visit.form.text('version'));
      const input = {
        ...(act.isCorrection === true ? changesOnly(asked, said, before) : said),
        ...fixed,
        ...(subject === undefined ? {} : { [subject.input]: visit.params[subject.input] }),
        ...(version > 0 && takesVersion(useCase.input) ? { version } : {}),
      };
      const result = await visit.act(useCase, input as z.input<I>);
      const to = act.to(result, visit);
      return typeof to === 'string' ? seeOther(to, `acts.done.${message}`) : to;
    },
  });
}

function fieldsFor<I extends z.ZodType, O extends z.ZodType>(
  { useCase, order }: Act<I, O>,
  given: readonly string[],
  fixed: Values,
): readonly Field[] {
  const fields = fieldsOf(useCase.input, [...given, ...Object.keys(fixed)]);
  if (order === undefined) return fields;
  const place = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  return [...fields].sort((a, b) => place(a.name) - place(b.name));
}

const takesVersion = (schema: z.ZodType): boolean => 'version' in ((schema._zod.def as unknown as { readonly shape?: object }).shape ?? {});

async function recordOf({ params, ask }: Visit, subject: Subject | undefined): Promise<Values> {
  if (subject === undefined) return {};
  return (await ask(subject.query, { [subject.input]: params[subject.input] })) as Values;
}

/** `?worker=…` fills in the field `worker`. */
function fromQuery({ query }: Visit, fields: readonly Field[]): Values {
  return inputFrom(
    fields,
    new Given(Object.fromEntries(fields.flatMap(({ name }) => (query.has(name) ? [[name, query.text(name)]] : [])))),
  );
}
