import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { PasswordTooWeak } from './errors.ts';

const run = promisify(argon2);

/** 19 MiB and two passes: about 30 ms here. @source OWASP Password Storage Cheat Sheet, argon2id */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const SALT_BYTES = 16;
const TAG_BYTES = 32;
const LENGTH_MIN = 12;
const LENGTH_MAX = 200;

type Cost = Pick<Argon2Parameters, 'memory' | 'passes' | 'parallelism'>;

/** The same password from two keyboards may arrive composed in two ways. */
const messageOf = (password: string): Buffer => Buffer.from(password.normalize('NFKC'));

const derive = (password: string, salt: Uint8Array, cost: Cost): Promise<Buffer> =>
  run('argon2id', { message: messageOf(password), nonce: salt, tagLength: TAG_BYTES, ...cost });

const unpadded = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '');

/**
 * Long rather than odd: no rule of digits and signs, only that it is not short and not the login.
 * @throws PasswordTooWeak `access.password-too-weak`
 */
export function requireStrong(password: string, login: string): void {
  const letters = [...password.normalize('NFKC')];
  if (letters.length < LENGTH_MIN) throw new PasswordTooWeak(`It has fewer than ${LENGTH_MIN} characters.`);
  if (letters.length > LENGTH_MAX) throw new PasswordTooWeak(`It has more than ${LENGTH_MAX} characters.`);
  if (new Set(letters).size < 5) throw new PasswordTooWeak('It is made of very few different characters.');
  if (password.toLowerCase().includes(login.toLowerCase())) throw new PasswordTooWeak('It contains the login.');
}

/** @returns a PHC string: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash` */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt, COST);
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${unpadded(salt)}$${unpadded(hash)}`;
}

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

export interface Verified {
  readonly isRight: boolean;
  /** Made with another cost than today's: to be hashed anew while the password is at hand. */
  readonly isDated: boolean;
}

/** What nobody's password can match. It costs what a real one costs, so that the time of an answer does not tell who has an account. */
const NOBODYS = `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** @param phc null where there is no such account, or none with a password */
export async function verifyPassword(password: string, phc: string | null): Promise<Verified> {
  const [, memory = '', passes = '', parallelism = '', salt = '', hash = ''] = PHC.exec(phc ?? NOBODYS) ?? PHC.exec(NOBODYS) ?? [];
  const cost: Cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const stored = Buffer.from(hash, 'base64');
  const given = await derive(password.slice(0, LENGTH_MAX * 4), Buffer.from(salt, 'base64'), cost);
  const isRight = phc !== null && stored.length === given.length && timingSafeEqual(stored, given);
  return { isRight, isDated: isRight && (cost.memory !== COST.memory || cost.passes !== COST.passes) };
}
