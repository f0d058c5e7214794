import { type ErrorKind, type Place, ResoluteError } from '../../values/errors.ts';
import { nearestName } from '../../values/nearest.ts';

/** A field was asked for that the record does not have, or that is not shown to this person: one error for both. */
export class UnknownField extends ResoluteError {
  readonly code = 'register.unknown-field';
  readonly kind: ErrorKind = 'usage';
  readonly remedy: string;
  override readonly place: Place;
  constructor(kind: string, field: string, known: readonly string[]) {
    super(`A ${kind} shows no field \`${field}\`.`);
    const near = nearestName(field, known);
    this.remedy = `${near === undefined ? '' : `Did you mean \`${near}\`? `}The fields are: ${known.join(', ')}.`;
    this.place = { field: 'fields', value: field };
  }
}

/** The cursor is not one that this list gave. */
export class CursorUnreadable extends ResoluteError {
  readonly code = 'register.cursor-unreadable';
  readonly kind: ErrorKind = 'usage';
  readonly remedy = 'Give `next` of the page before, unchanged, with the same filters and the same moment; or leave it out to begin anew.';
  override readonly place: Place = { field: 'cursor' };
  constructor() {
    super('This cursor does not belong to this list.');
  }
}
