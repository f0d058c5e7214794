/** What a view is filled with: plain values only. */
export type Model = Readonly<Record<string, unknown>>;

/** What a page answers. */
export type Answer =
  | { readonly sort: 'view'; readonly view: string; readonly model: Model; readonly status: number }
  | { readonly sort: 'other'; readonly to: string; readonly cookies: readonly SetCookie[] }
  | { readonly sort: 'file'; readonly name: string; readonly type: string; readonly body: Buffer | string; readonly inline: boolean };

export interface SetCookie {
  readonly name: 'session' | 'language';
  /** `null` takes it away. */
  readonly value: string | null;
}

/** A page of HTML. @param name of a template below `pages/`: `permits/record` */
export const view = (name: string, model: Model, status = 200): Answer => ({ sort: 'view', view: name, model, status });

/**
 * Sends the browser on to another page with GET, as every form that was taken does: reloading then sends nothing twice.
 * @param done a message of the catalogue that the page shows on top: `permits.done.declined`
 */
export function seeOther(to: string, done?: string, cookies: readonly SetCookie[] = []): Answer {
  if (done === undefined) return { sort: 'other', to, cookies };
  const [path = '', hash] = to.split('#');
  return { sort: 'other', to: `${path}${path.includes('?') ? '&' : '?'}done=${done}${hash === undefined ? '' : `#${hash}`}`, cookies };
}

export const file = (name: string, type: string, body: Buffer | string, inline = false): Answer => ({
  sort: 'file',
  name,
  type,
  body,
  inline,
});
