import { isRole, type Role } from './roles.ts';

/** How an identity provider is told apart and read. */
export interface ProviderConfig {
  /** Its address, as it names itself in its tokens. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the browser comes back to: the address of this service's own route. */
  readonly redirectUri: string;
  /** The claim that lists a person's groups; often `groups` or `roles`. */
  readonly claim: string;
  /** Group → role. A group that is not named gives nothing. */
  readonly roles: Readonly<Record<string, Role>>;
  /** The claim with the id of the employer, for accounts of that role. */
  readonly employerClaim?: string;
  /** What is asked for beside `openid`. */
  readonly scope?: string;
  /** How far this machine's clock stands behind the provider's; tokens are judged by the provider's. */
  readonly clockSkewSeconds?: number;
}

export interface Claimed {
  readonly roles: readonly Role[];
  readonly employer: string | null;
  readonly name: string;
}

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/**
 * What the claims of a person give here. An employer's role without a valid employer gives nothing, and beside it no other role counts:
 * whoever acts for an employer is outside of the ministry, whatever groups the provider also lists.
 */
export function claimedBy(
  claims: Readonly<Record<string, unknown>>,
  config: Pick<ProviderConfig, 'claim' | 'roles' | 'employerClaim'>,
): Claimed {
  const groups = textsOf(claims[config.claim]);
  const roles = [...new Set(groups.flatMap((group) => (Object.hasOwn(config.roles, group) ? (config.roles[group] ?? []) : [])))]
    .filter(isRole)
    .sort();
  const given = config.employerClaim === undefined ? null : claims[config.employerClaim];
  const employer = typeof given === 'string' && UUID.test(given) ? given : null;
  const name = [claims.name, claims.preferred_username, claims.sub].find((each) => typeof each === 'string' && each.trim() !== '');
  if (!roles.includes('employer')) return { roles, employer: null, name: String(name) };
  return { roles: employer === null ? [] : ['employer'], employer, name: String(name) };
}

/** A provider gives one group as text, several as a list. */
const textsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string');
