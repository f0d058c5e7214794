import { rmSync } from 'node:fs';
import { sql } from 'kysely';
import { parseHTML } from 'linkedom';
import { onTestFinished } from 'vitest';
import { anExampleFolder, copyOfFolder, type RunningExample, runExample } from './example.ts';

type Document = ReturnType<typeof parseHTML>['document'];
type Element = NonNullable<ReturnType<Document['querySelector']>>;

/** A page as somebody reads it whose browser runs no script. */
export interface PageSeen {
  readonly status: number;
  /** Where the browser ended up, redirects followed: path and query. */
  readonly path: string;
  readonly type: string;
  readonly html: string;
  readonly document: Document;
  /** What `<main>` says, blanks drawn together. */
  readonly text: string;
  readonly headers: Headers;
}

export interface SendHow {
  /** A button of the form, by its `name` or by its text; the first of the form unless given. */
  readonly button?: string;
  /** The form's action, where a page has several; the first form in `<main>` unless given. */
  readonly action?: string;
  /** A file for the field of this name. */
  readonly file?: { readonly field: string; readonly name: string; readonly content: string | Uint8Array; readonly type?: string };
}

export type Fields = Readonly<Record<string, string | readonly string[]>>;

let made: Promise<string> | undefined;

/** Made once a worker and never opened again: each test has a copy. */
async function exampleMadeOnce(): Promise<string> {
  made ??= anExampleFolder().then((folder) => {
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    return folder;
  });
  return made;
}

/** The example with its pages, in this process and apart from every other test's. */
export async function aWebExample(): Promise<WebExample> {
  const folder = copyOfFolder(await exampleMadeOnce());
  // Its requests would drown what a test run has to say.
  const level = process.env.RESOLUTE_LOG;
  process.env.RESOLUTE_LOG = level ?? 'silent';
  try {
    return new WebExample(await runExample(folder));
  } finally {
    if (level === undefined) delete process.env.RESOLUTE_LOG;
  }
}

export class WebExample {
  readonly #running: RunningExample;
  constructor(running: RunningExample) {
    this.#running = running;
  }
  get url(): string {
    return this.#running.url;
  }
  get folder(): string {
    return this.#running.folder;
  }
  async stop(): Promise<void> {
    await this.#running.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
  /** Lets half an hour pass for every sign-in, as if nobody had asked for anything. */
  async expireSessions(): Promise<void> {
    await sql`update access_session set seen_at = seen_at - interval '31 minutes'`.execute(this.#running.db);
  }
  /** Somebody at a browser. @param login of the example's accounts; nobody unless given */
  async visitor(login?: string): Promise<Visitor> {
    const visitor = new Visitor(this.url);
    if (login !== undefined) {
      const entry = await visitor.get('/sign-in');
      const entered = await visitor.send(entry, { login }, { action: '/demo/sign-in' });
      if (!visitor.cookies.has('resolute-session')) throw new Error(`${login} could not sign in: ${entered.status} ${entered.text}`);
    }
    return visitor;
  }
}

/** One browser with its cookies. */
export class Visitor {
  readonly #base: string;
  readonly cookies = new Map<string, string>();
  constructor(base: string) {
    this.#base = base;
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<PageSeen> {
    return this.#go(path, { headers });
  }

  /** Fills in a form of a page and sends it: what the page had filled in stays unless another value is given. `''` empties a field. */
  send(page: PageSeen, fields: Fields = {}, { button, action, file }: SendHow = {}): Promise<PageSeen> {
    const form = formOf(page, action, button);
    const pairs = new Map(filledIn(form));
    const pressed = button === undefined ? undefined : buttonOf(form, button);
    const [name, value] = [pressed?.getAttribute('name'), pressed?.getAttribute('value')];
    if (name) pairs.set(name, [value ?? '']);
    for (const [field, given] of Object.entries(fields)) pairs.set(field, typeof given === 'string' ? [given] : [...given]);
    const target = pressed?.getAttribute('formaction') ?? form.getAttribute('action') ?? page.path;
    if ((form.getAttribute('method') ?? 'get').toLowerCase() === 'get') {
      const query = new URLSearchParams([...pairs].flatMap(([field, values]) => values.map((one) => [field, one])));
      return this.#go(`${target.split('?')[0]}?${query}`, {});
    }
    const body = file === undefined ? new URLSearchParams() : new FormData();
    for (const [field, values] of pairs) for (const one of values) body.append(field, one);
    if (file !== undefined && body instanceof FormData) {
      const content = typeof file.content === 'string' ? file.content : Buffer.from(file.content);
      body.append(file.field, new Blob([content], { type: file.type ?? 'text/csv' }), file.name);
    }
    return this.#go(target, { method: 'POST', body });
  }

  async #go(path: string, init: RequestInit, hops = 0): Promise<PageSeen> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { accept: 'text/html', ...(init.headers as Record<string, string> | undefined), ...(cookie === '' ? {} : { cookie }) };
    const response = await fetch(new URL(path, this.#base), { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const to = response.headers.get('location');
    if (to !== null && hops < 5) {
      await response.arrayBuffer();
      return this.#go(to, {}, hops + 1);
    }
    const html = await response.text();
    const { document } = parseHTML(html.startsWith('<') ? html : '<html><body></body></html>');
    const main = document.querySelector('main') ?? document.body;
    return {
      status: response.status,
      path,
      type: response.headers.get('content-type') ?? '',
      html,
      document,
      text: (main?.textContent ?? '').replaceAll(/\s+/g, ' ').trim(),
      headers: response.headers,
    };
  }
}

/** The form that is meant: by its action, by a button that it has, or the first in `<main>`. */
function formOf({ document, path, text }: PageSeen, action: string | undefined, button: string | undefined): Element {
  const forms = [...document.querySelectorAll(action === undefined ? 'main form' : 'form')];
  const sends = (form: Element): boolean =>
    action === undefined ||
    form.getAttribute('action') === action ||
    buttonsOf(form).some((one) => one.getAttribute('formaction') === action);
  const form = forms.find((one) => sends(one) && (button === undefined || buttonOf(one, button) !== undefined));
  if (form !== undefined) return form;
  const has = forms.map((one) => `${one.getAttribute('action')} (${buttonsOf(one).map((each) => each.textContent?.trim())})`);
  throw new Error(`${path} has no form ${action ?? ''} ${button ?? ''}: ${has.join(', ')}. It says: ${text.slice(0, 300)}`);
}

const buttonsOf = (form: Element): Element[] => [...form.querySelectorAll('button')];

const buttonOf = (form: Element, named: string): Element | undefined =>
  buttonsOf(form).find((one) => [one.getAttribute('name'), one.getAttribute('value'), one.textContent?.trim()].includes(named));

/** What a browser would send of a form that nobody touched. */
function filledIn(form: Element): readonly (readonly [string, string[]])[] {
  const pairs = new Map<string, string[]>();
  const add = (name: string, value: string) => pairs.set(name, [...(pairs.get(name) ?? []), value]);
  for (const field of form.querySelectorAll('input, textarea, select')) {
    const name = field.getAttribute('name');
    if (!name || field.hasAttribute('disabled')) continue;
    const type = (field.getAttribute('type') ?? 'text').toLowerCase();
    if (field.tagName === 'TEXTAREA') add(name, field.textContent ?? '');
    else if (field.tagName === 'SELECT')
      add(name, (field.querySelector('option[selected]') ?? field.querySelector('option'))?.getAttribute('value') ?? '');
    else if (type === 'file') continue;
    else if (type === 'radio' || type === 'checkbox') {
      if (field.hasAttribute('checked')) add(name, field.getAttribute('value') ?? 'on');
    } else add(name, field.getAttribute('value') ?? '');
  }
  return [...pairs];
}

/** Stops what a test started when it ends, however it ends. */
export async function aWebExampleOfThisTest(): Promise<WebExample> {
  const example = await aWebExample();
  onTestFinished(() => example.stop());
  return example;
}
