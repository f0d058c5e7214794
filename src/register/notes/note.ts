import { NOBODY } from '../../office/ids.ts';
import type { RecordKind } from '../../office/record.ts';
import type { IsoDate } from '../../values/dates.ts';

/** What somebody wrote beside a record. The text is sealed: under the key of the person whom the record concerns, where it concerns one. */
export interface Note {
  readonly aboutKind: string;
  readonly about: string;
  readonly person: string | null;
  readonly inReplyTo: string | null;
  readonly author: string;
  /** Accounts whom it calls. */
  readonly mentions: readonly string[];
  readonly writtenOn: IsoDate;
}

export const note: RecordKind<Note> = {
  kind: 'note',
  table: 'note',
  columns: {
    aboutKind: 'text',
    about: 'uuid',
    person: 'uuid',
    inReplyTo: 'uuid',
    author: 'uuid',
    mentions: 'uuid[]',
    writtenOn: 'date',
  },
  sealed: true,
  person: (_, { person }) => person ?? NOBODY,
};
