import { ResoluteError } from '../values/errors.ts';
import { AddressInvalid, EngineStopped, StoreFull, StoreUnavailable } from './errors.ts';

interface Told {
  readonly code: string;
  readonly message: string;
}

/** What PostgreSQL or the socket under it said, as far as it has a code. */
export function databaseError(error: unknown): Told | null {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return null;
  // A name with two addresses gives an error without a message of its own.
  return { code: error.code, message: error.message === '' ? error.code : error.message };
}

/** The classes of SQLSTATE and the codes of sockets that mean: this connection is of no use. */
const NO_CONNECTION =
  /^(E(CONN|PIPE|NOTFOUND|TIMEDOUT|AI_|HOST|NET)|08|57P0|25P03|53300|28|3D000|CERT_|DEPTH_ZERO|SELF_SIGNED|ERR_TLS|ERR_SSL)/;
/** What pg says of a connection without giving a code. */
const GONE = /Connection terminated|Connection ended|timeout exceeded when trying to connect|not queryable|does not support SSL/i;
const FULL = new Set(['53100', 'ENOSPC', 'EDQUOT']);

/** A typed error for what can happen to any statement; anything else is given back as it is. */
export function translated(error: unknown): unknown {
  if (error instanceof ResoluteError) return error; // it says what it is already, often in the words of the driver
  const known = databaseError(error);
  if (known !== null && FULL.has(known.code)) return new StoreFull();
  if (known !== null && NO_CONNECTION.test(known.code)) return new StoreUnavailable(withoutFullStop(known.message));
  if (!(error instanceof Error)) return error;
  // WebAssembly ends like a process does: PostgreSQL gave up, and every later call meets the same.
  if (error.name === 'ExitStatus' || error.name === 'RuntimeError') return new EngineStopped(withoutFullStop(error.message));
  return GONE.test(error.message) ? new StoreUnavailable(withoutFullStop(error.message)) : error;
}

/** Two transactions met in a way that only one survives; the other may simply be run again. */
export function isCollision(error: unknown): boolean {
  const code = databaseError(error)?.code;
  return code === '40001' || code === '40P01';
}

/**
 * Refuses what is no address before a driver sees it, since drivers and `URL` repeat what they cannot read, password and all.
 * @throws AddressInvalid `store.address-invalid`
 */
export function checkAddress(url: string): void {
  if (!/^postgres(ql)?:\/\//.test(url)) throw new AddressInvalid('it does not begin with postgresql://');
  if (!URL.canParse(url)) throw new AddressInvalid('it cannot be read');
  const { pathname, hash } = new URL(url);
  // A sign in the password that was not written by its code ends up here, and from here in messages.
  if (hash !== '' || /[/@:]/.test(pathname.slice(1))) throw new AddressInvalid('a sign in it must be written by its code');
}

function withoutFullStop(message: string): string {
  return message.replace(/\.$/, '');
}
