import { TOTP } from 'otpauth';
import { describe, expect, test } from 'vitest';
import { accountsIn, from, NOW, SECRETS } from '../../test/support/accounts.ts';
import { aStore, ENGINES } from '../../test/support/register.ts';
import { CodeNeeded, SecondFactorState, WrongCredentials } from './errors.ts';
import { minutesFrom } from './instant.ts';
import { login } from './login.ts';
import { confirmSecondFactor, removeSecondFactor, setUpSecondFactor } from './second-factor.ts';

describe.each(ENGINES)('a second factor on %s', (engine) => {
  const codeAt = (uri: string, instant: string): string => {
    const parameters = new URL(uri).searchParams;
    return new TOTP({ secret: parameters.get('secret') ?? '' }).generate({ timestamp: Temporal.Instant.from(instant).epochMilliseconds });
  };

  test('is asked for once confirmed, takes a step to either side, and each step once', async (context) => {
    const { db, officer } = await accountsIn(await aStore(context, engine));
    const { uri } = await setUpSecondFactor(db, officer, SECRETS);
    expect(uri).toMatch(/^otpauth:\/\/totp\/Resolute:dulma\?/);
    await login(db, from(), SECRETS, NOW); // set up, not confirmed: a person who closed the page is not locked out
    await expect(confirmSecondFactor(db, officer, '000000', SECRETS, NOW)).rejects.toThrow(WrongCredentials);
    expect(await confirmSecondFactor(db, officer, codeAt(uri, NOW), SECRETS, NOW)).toHaveLength(10);
    await expect(setUpSecondFactor(db, officer, SECRETS)).rejects.toThrow(SecondFactorState);

    await expect(login(db, from(), SECRETS, NOW)).rejects.toThrow(CodeNeeded);
    await expect(login(db, from({ code: codeAt(uri, NOW) }), SECRETS, NOW)).rejects.toThrow(WrongCredentials);
    await login(db, from({ code: codeAt(uri, minutesFrom(NOW, 0.5)) }), SECRETS, NOW);
    const later = minutesFrom(NOW, 10);
    await expect(login(db, from({ code: codeAt(uri, minutesFrom(later, -1)) }), SECRETS, later)).rejects.toThrow(WrongCredentials);
    await expect(login(db, from({ code: codeAt(uri, minutesFrom(later, 1)) }), SECRETS, later)).rejects.toThrow(WrongCredentials);
    const again = Array.from({ length: 3 }, () => login(db, from({ code: codeAt(uri, minutesFrom(later, -0.5)) }), SECRETS, later));
    expect((await Promise.allSettled(again)).filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await login(db, from({ code: codeAt(uri, later) }), SECRETS, later);
  });

  test('a recovery code serves once, however it is typed', async (context) => {
    const { db, officer } = await accountsIn(await aStore(context, engine));
    const { uri } = await setUpSecondFactor(db, officer, SECRETS);
    const [first = '', second = ''] = await confirmSecondFactor(db, officer, codeAt(uri, NOW), SECRETS, NOW);
    await login(db, from({ code: first.toLowerCase().replaceAll('-', ' ') }), SECRETS, NOW);
    await expect(login(db, from({ code: first }), SECRETS, NOW)).rejects.toThrow(WrongCredentials);
    await expect(removeSecondFactor(db, officer, first, SECRETS, NOW)).rejects.toThrow(WrongCredentials);
    await removeSecondFactor(db, officer, second, SECRETS, NOW);
    await login(db, from(), SECRETS, NOW);
  });
});
