import { expect, test } from 'vitest';
import { providerOf } from './provider.ts';

const WHOLE = {
  RESOLUTE_OIDC_ISSUER: 'https://sign-in.example/',
  RESOLUTE_OIDC_CLIENT_ID: 'resolute',
  RESOLUTE_OIDC_CLIENT_SECRET: 'a secret',
  RESOLUTE_OIDC_REDIRECT: 'https://permits.example/v1/session/provider/callback',
  RESOLUTE_OIDC_ROLES: '{"permit-desk": "permit-officer"}',
};

test('no provider unless one is named', () => {
  expect(providerOf({})).toBeNull();
});

test('a provider as the environment names it', () => {
  expect(providerOf(WHOLE)).toMatchObject({
    issuer: WHOLE.RESOLUTE_OIDC_ISSUER,
    claim: 'groups',
    roles: { 'permit-desk': 'permit-officer' },
  });
});

test.each([
  ['RESOLUTE_OIDC_CLIENT_SECRET', ''],
  ['RESOLUTE_OIDC_REDIRECT', 'permits.example'],
  ['RESOLUTE_OIDC_ROLES', 'permit-desk=permit-officer'],
  ['RESOLUTE_OIDC_ROLES', '{"permit-desk": "permit-oficer"}'],
])('%s as `%s` is refused by its name', (name, value) => {
  expect(() => providerOf({ ...WHOLE, [name]: value })).toThrow(name);
});
