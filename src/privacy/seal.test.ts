import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PersonalDataDamaged, PersonKeyDamaged } from './errors.ts';
import { ERASED, eventKey, open, openWith, seal, stateLabel } from './seal.ts';
import { unwrapped, wrap } from './wrap.ts';

const key = (): Uint8Array => new Uint8Array(randomBytes(32));
const text = (value: string): Uint8Array => new TextEncoder().encode(value);

describe('sealing', () => {
  test('what was sealed opens again, whatever it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.string({ maxLength: 60 }), (bytes, label) => {
        const person = key();
        const opened = open(person, label, seal(person, label, bytes));
        expect(opened === ERASED ? opened : [...opened]).toEqual([...bytes]);
      }),
    );
  });

  test('one flipped bit anywhere is damage, and says what it is of', () => {
    const person = key();
    const sealed = seal(person, 'e1', text('Kim Chol Su'));
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Uint8Array.from(sealed, (byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      expect(() => open(person, 'e1', changed)).toThrow(new PersonalDataDamaged('e1'));
    }
  });

  test.each([0, 1, 27])('%i bytes are too few to be sealed', (length) => {
    expect(() => open(key(), 'e1', new Uint8Array(length))).toThrow(PersonalDataDamaged);
  });

  test('sealed for one record, it does not open beside another', () => {
    const person = key();
    const sealed = seal(person, stateLabel('worker', 'a', 1), text('x'));
    expect(() => open(person, stateLabel('worker', 'a', 2), sealed)).toThrow(PersonalDataDamaged);
    expect(() => open(key(), stateLabel('worker', 'a', 1), sealed)).toThrow(PersonalDataDamaged);
  });

  test('without a key it is erased, which is no failure', () => {
    expect(open(null, 'e1', seal(key(), 'e1', text('x')))).toBe(ERASED);
  });

  test('the key of one event opens that event and no other', () => {
    const person = key();
    const revealed = eventKey(person, 'e1');
    expect(Buffer.from(openWith(revealed, seal(person, 'e1', text('one'))) ?? []).toString()).toBe('one');
    expect(openWith(revealed, seal(person, 'e2', text('two')))).toBeNull();
  });

  test('the same content sealed twice gives other bytes', () => {
    const person = key();
    expect(seal(person, 'e1', text('x'))).not.toEqual(seal(person, 'e1', text('x')));
  });

  /** Written out as RFC 5869 has it: extract with a salt of zeros, expand with the label and a counter. */
  test('the derivation is HKDF-SHA-256 with an empty salt and the label as info', async () => {
    const { createHmac } = await import('node:crypto');
    const person = Uint8Array.from({ length: 32 }, (_, i) => i);
    const extracted = createHmac('sha256', new Uint8Array(32)).update(person).digest();
    const expanded = createHmac('sha256', extracted).update('e1').update(Uint8Array.of(1)).digest();
    expect(Buffer.from(eventKey(person, 'e1')).toString('hex')).toBe(expanded.toString('hex'));
  });
});

describe('wrapping', () => {
  test('a wrapped key opens for its person under its master key, and else is damage', () => {
    const [master, person] = [key(), key()];
    const wrapped = wrap(master, 'p1', person);
    expect([...unwrapped(master, 'p1', wrapped)]).toEqual([...person]);
    expect(() => unwrapped(master, 'p2', wrapped)).toThrow(new PersonKeyDamaged('p2'));
    expect(() => unwrapped(key(), 'p1', wrapped)).toThrow(PersonKeyDamaged);
  });
});
