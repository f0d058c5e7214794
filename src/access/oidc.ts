import { sql } from 'kysely';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  clockSkew,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
} from 'openid-client';
import type { Db } from '../store/db.ts';
import type { Store } from '../store/open.ts';
import { ProviderUnavailable, SignInFailed } from './errors.ts';
import { machineNow, minutesFrom } from './instant.ts';
import { type Arrival, arrive } from './oidc-account.ts';
import { claimedBy, type ProviderConfig } from './oidc-claims.ts';
import { hashOf, makeSecretText } from './secret-text.ts';
import { type NewSession, startSession } from './sessions.ts';

/** How long a person may take at the provider's pages. */
const MINUTES = 10;

export interface Provider {
  readonly config: ProviderConfig;
  readonly client: Configuration;
}

/**
 * Reads what the provider publishes of itself. Plain http is for a provider on this machine alone.
 * @throws ProviderUnavailable `access.provider-unavailable`
 */
export async function discoverProvider(config: ProviderConfig): Promise<Provider> {
  const issuer = new URL(config.issuer);
  const isLocal = ['127.0.0.1', '[::1]', 'localhost'].includes(issuer.hostname);
  try {
    const metadata = { client_secret: config.clientSecret, [clockSkew]: config.clockSkewSeconds ?? 0 };
    const client = await discovery(issuer, config.clientId, metadata, undefined, {
      timeout: 10,
      ...(isLocal ? { execute: [allowInsecureRequests] } : {}),
    });
    return { config, client };
  } catch (error) {
    throw new ProviderUnavailable(config.issuer, error);
  }
}

export interface SignIn {
  /** Where to send the browser. */
  readonly url: string;
  /** For a cookie of that browser (`HttpOnly`, `SameSite=Lax`): what comes back counts only together with it. */
  readonly browser: string;
  readonly expiresAt: string;
}

/** Begins a sign-in at the provider. @param returnTo a path of ours, shown when the sign-in is done */
export async function beginSignIn(db: Db, { client, config }: Provider, returnTo: string, now: string = machineNow()): Promise<SignIn> {
  const [state, browser] = [makeSecretText(''), makeSecretText('')];
  const [nonce, verifier] = [randomNonce(), randomPKCECodeVerifier()];
  const expiresAt = minutesFrom(now, MINUTES);
  await sql`delete from access_login where expires_at <= ${now}`.execute(db);
  await sql`
    insert into access_login (state, browser, nonce, verifier, return_to, made_at, expires_at)
    values (${state.hash}, ${browser.hash}, ${nonce}, ${verifier}, ${pathOf(returnTo)}, ${now}, ${expiresAt})`.execute(db);
  const url = buildAuthorizationUrl(client, {
    redirect_uri: config.redirectUri,
    scope: `openid ${config.scope ?? 'profile'}`,
    state: state.text,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  return { url: url.href, browser: browser.text, expiresAt };
}

/** A path of this service, and nothing that a browser would take for another host. */
const pathOf = (text: string): string => (/^\/(?![/\\])[^\s\\]*$/.test(text) ? text : '/');

export interface SignedInByProvider extends Arrival, NewSession {
  readonly returnTo: string;
}

interface Attempt {
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
}

/**
 * Ends a sign-in with what the provider sent the browser back with. The attempt is taken out of the database first, so that the same
 * answer shown twice finds none; it is found only by the state and the browser together.
 * @param callback the whole address that the browser came back to
 * @param browser  the cookie that `beginSignIn` asked for
 * @throws SignInFailed `access.sign-in-failed` whatever was wrong; its cause is for the log
 */
export async function finishSignIn(
  { db, transaction }: Pick<Store, 'db' | 'transaction'>,
  { client, config }: Provider,
  { callback, browser, label }: { readonly callback: string; readonly browser: string; readonly label: string },
  now: string = machineNow(),
): Promise<SignedInByProvider> {
  // The query alone is the browser's; the address is the one that was registered, whatever a proxy in between made of it.
  const address = new URL(config.redirectUri);
  address.search = new URL(callback, config.redirectUri).search;
  const state = address.searchParams.get('state') ?? '';
  const attempt = await takeAttempt(db, state, browser, now);
  if (attempt === undefined) throw new SignInFailed('no attempt of this state and browser is open');
  const claims = await claimsFor(client, address, attempt, state);
  const claimed = claimedBy(claims, config);
  return transaction(async (tx) => {
    const arrival = await arrive(tx, { issuer: config.issuer, subject: String(claims.sub) }, claimed, now);
    if (arrival === null) throw new SignInFailed('the account is disabled');
    return { ...arrival, ...(await startSession(tx, arrival.account, label, now)), returnTo: attempt.returnTo };
  });
}

async function takeAttempt(db: Db, state: string, browser: string, now: string): Promise<Attempt | undefined> {
  const { rows } = await sql<Attempt>`
    delete from access_login where state = ${hashOf(state)} and browser = ${hashOf(browser)} and expires_at > ${now}
    returning nonce, verifier, return_to as "returnTo"`.execute(db);
  return rows[0];
}

/** Exchanges the code, and checks signature, issuer, audience, expiry and nonce of the token that comes for it. */
async function claimsFor(client: Configuration, address: URL, attempt: Attempt, state: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    const tokens = await authorizationCodeGrant(client, address, {
      pkceCodeVerifier: attempt.verifier,
      expectedState: state,
      expectedNonce: attempt.nonce,
      idTokenExpected: true,
    });
    return { ...tokens.claims() };
  } catch (error) {
    throw new SignInFailed(error);
  }
}
