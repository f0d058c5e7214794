import { type ErrorKind, ResoluteError } from '../values/errors.ts';

/** A form came without the token that its page was given, or from a page of somebody else's. */
export class FormNotOurs extends ResoluteError {
  readonly code = 'web.form-not-ours';
  readonly kind: ErrorKind = 'forbidden';
  readonly remedy = 'Open the page again from here, and send the form again. Cookies must be allowed for this address.';
  constructor() {
    super('This form was not sent from a page that this browser was given, or that page is too old.');
  }
}

/** An address that only takes what a button sends was visited. */
export class OnlyByButton extends ResoluteError {
  readonly code = 'web.only-by-button';
  readonly kind: ErrorKind = 'not-found';
  readonly remedy = 'Go back to the page with the button, or begin from the first page.';
  constructor() {
    super('There is nothing to read at this address: it only takes what a button sends.');
  }
}
