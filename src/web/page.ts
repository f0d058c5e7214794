import type { Action } from '../access/actions.ts';
import type { Actor } from '../access/actor.ts';
import { InputRefused, KeyUsedOtherwise } from '../office/errors.ts';
import { newId } from '../office/ids.ts';
import { ResoluteError } from '../values/errors.ts';
import { type Answer, type Model, view } from './answer.ts';
import { Given } from './given.ts';
import type { Visit } from './visit.ts';
import type { Words } from './words/words.ts';

/** Who may open a page: everybody, anybody signed in, or whoever may do one of these. */
export type By = 'everybody' | 'signed-in' | Action | readonly Action[];

/** One address with one method. */
export interface Page {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly by: By;
  /** Takes a file: the form is `multipart/form-data`, its file field comes last. */
  readonly takesFile?: true;
  /** What was filled in is kept when the sign-in has ended meanwhile. */
  readonly keepsDraft?: true;
  /** Lets somebody in, and is tried only so often a minute. */
  readonly isSignIn?: true;
  readonly run: (visit: Visit<Actor | null>) => Promise<Answer>;
}

/** A page that somebody signed in reads. */
export function page(path: string, by: Exclude<By, 'everybody'>, run: (visit: Visit) => Promise<Answer>): Page {
  return { method: 'GET', path, by, run: (visit) => run(signedIn(visit)) };
}

/** A page for everybody; whoever is signed in is known there too. */
export function openPage(path: string, run: (visit: Visit<Actor | null>) => Promise<Answer>): Page {
  return { method: 'GET', path, by: 'everybody', run };
}

export interface FormPage<A extends Actor | null> {
  readonly path: string;
  readonly by: By;
  readonly view: string;
  /** What the view needs besides what was filled in. */
  readonly read: (visit: Visit<A>) => Promise<Model>;
  /** Takes the form. A typed error that the person can mend shows the form again, as it was filled in. */
  readonly send: (visit: Visit<A>) => Promise<Answer>;
  readonly takesFile?: true;
  /** Long forms are kept when the sign-in ends; those with secrets never are. */
  readonly keepsDraft?: true;
  readonly isSignIn?: true;
}

/** A form: GET shows it, POST takes it, and the same page comes back with what is wrong named at its field. */
export function formPage(form: FormPage<Actor>): readonly Page[] {
  return bothOf({ ...form, read: (visit) => form.read(signedIn(visit)), send: (visit) => form.send(signedIn(visit)) });
}

export function openFormPage(form: Omit<FormPage<Actor | null>, 'by'>): readonly Page[] {
  return bothOf({ ...form, by: 'everybody' });
}

/** A button without a page of its own: POST alone. */
export function button(path: string, by: Exclude<By, 'everybody'>, run: (visit: Visit) => Promise<Answer>): Page {
  return { method: 'POST', path, by, run: (visit) => run(signedIn(visit)) };
}

function bothOf(form: FormPage<Actor | null>): readonly Page[] {
  const { path, by, takesFile, keepsDraft, isSignIn } = form;
  const more = {
    ...(takesFile === undefined ? {} : { takesFile }),
    ...(keepsDraft === undefined ? {} : { keepsDraft }),
    ...(isSignIn === undefined ? {} : { isSignIn }),
  };
  return [
    {
      method: 'GET',
      path,
      by,
      ...more,
      run: async (visit) => view(form.view, { given: visit.form.values, problems: [], ...(await form.read(visit)) }),
    },
    {
      method: 'POST',
      path,
      by,
      ...more,
      run: async (visit) => {
        try {
          return await form.send(visit);
        } catch (error) {
          const problems = mendable(error, visit.words);
          if (problems === null) throw error;
          // Whoever went back and sent the form otherwise means another act: with the old key it could never be sent.
          const key = error instanceof KeyUsedOtherwise ? { key: newId() } : {};
          return view(form.view, { given: visit.form.values, problems, ...key, ...(await form.read(visit)) }, statusOf(error));
        }
      },
    },
  ];
}

/** What is wrong with what was filled in, as the view shows it: at its field, and at the top of the page. */
export interface Problem {
  /** The form's field; `''` where it concerns the whole. */
  readonly field: string;
  readonly text: string;
  /** The text is English, and the page may not be. */
  readonly code: string;
}

/** @returns null for what is no matter of the form: a right that is missing, a fault, a record that is not there */
function mendable(error: unknown, { maybe }: Words): readonly Problem[] | null {
  if (error instanceof InputRefused)
    return error.problems.map(({ field, reason, remedy }) => ({ field, text: `${reason} ${remedy}`, code: error.code }));
  if (!(error instanceof ResoluteError)) return null;
  if (!['input', 'usage', 'conflict', 'second-person', 'limit', 'unauthenticated'].includes(error.kind)) return null;
  if (error.code === 'access.not-signed-in') return null;
  const text = maybe(`trouble.${error.code}`) ?? `${error.message} ${error.remedy}`;
  return [{ field: error.place.field ?? '', text, code: error.code }];
}

const statusOf = (error: unknown): number => (error instanceof ResoluteError && error.kind === 'conflict' ? 409 : 422);

function signedIn(visit: Visit<Actor | null>): Visit {
  if (visit.actor === null) throw new TypeError('The door lets nobody in here who is not signed in.');
  return { ...visit, actor: visit.actor };
}

/** Nothing was given. */
export const NOTHING = new Given();
