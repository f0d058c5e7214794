import type { ProviderConfig } from '../../access/oidc-claims.ts';
import { ALL_ROLES, isRole, type Role } from '../../access/roles.ts';
import { ConfigurationWrong } from '../../register/configuration.ts';
import { didYouMean } from '../../values/nearest.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const NEEDED = ['RESOLUTE_OIDC_CLIENT_ID', 'RESOLUTE_OIDC_CLIENT_SECRET', 'RESOLUTE_OIDC_REDIRECT', 'RESOLUTE_OIDC_ROLES'] as const;

/**
 * The identity provider that the environment names, or `null` where it names none.
 * RESOLUTE_OIDC_ROLES says which of the provider's groups are which role: `{"permit-desk": "permit-officer"}`.
 * @throws ConfigurationWrong naming the variable
 */
export function providerOf(env: Environment): ProviderConfig | null {
  const given = (name: string): string => env[name] ?? '';
  const issuer = given('RESOLUTE_OIDC_ISSUER');
  if (issuer === '') return null;
  for (const name of NEEDED)
    if (given(name) === '')
      throw new ConfigurationWrong(
        `${name} is not set, and RESOLUTE_OIDC_ISSUER is.`,
        `Set ${NEEDED.join(', ')} beside the issuer, or leave all of them out.`,
      );
  for (const name of ['RESOLUTE_OIDC_ISSUER', 'RESOLUTE_OIDC_REDIRECT'])
    if (!URL.canParse(given(name)))
      throw new ConfigurationWrong(`${name} is \`${given(name)}\`, which is no address.`, 'Write it whole, with https://.');
  const employerClaim = given('RESOLUTE_OIDC_EMPLOYER_CLAIM');
  return {
    issuer,
    clientId: given('RESOLUTE_OIDC_CLIENT_ID'),
    clientSecret: given('RESOLUTE_OIDC_CLIENT_SECRET'),
    redirectUri: given('RESOLUTE_OIDC_REDIRECT'),
    claim: given('RESOLUTE_OIDC_CLAIM') === '' ? 'groups' : given('RESOLUTE_OIDC_CLAIM'),
    roles: rolesIn(given('RESOLUTE_OIDC_ROLES')),
    ...(employerClaim === '' ? {} : { employerClaim }),
  };
}

function rolesIn(text: string): Record<string, Role> {
  const shape = 'Write a JSON object from group to role, for instance {"permit-desk": "permit-officer"}.';
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw new ConfigurationWrong('RESOLUTE_OIDC_ROLES is not JSON.', shape);
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new ConfigurationWrong('RESOLUTE_OIDC_ROLES is no JSON object.', shape);
  return Object.fromEntries(
    Object.entries(given).map(([group, role]) => {
      if (typeof role !== 'string' || !isRole(role))
        throw new ConfigurationWrong(
          `RESOLUTE_OIDC_ROLES gives \`${group}\` the role \`${String(role)}\`, which there is not.${didYouMean(String(role), ALL_ROLES)}`,
          `Roles are ${ALL_ROLES.join(', ')}.`,
        );
      return [group, role];
    }),
  );
}
