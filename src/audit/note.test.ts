import { describe, expect, test } from 'vitest';
import { checkpointText, readCheckpoint } from './checkpoint.ts';
import { SigningKeyInvalid } from './errors.ts';
import { leafHash } from './merkle.ts';
import { openNote, signerOf, verifierOf } from './note.ts';
import { newPrivateKey } from './signing-key.ts';

/** The example of the C2SP specification of signed notes. */
const EXAMPLE_KEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const EXAMPLE =
  'This is an example message.\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';
/** The pair of keys and the note with which the format's first implementation is documented. */
const PAIR = {
  private: 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
  public: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
};
const TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const LINE = '\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';

describe('the published vectors', () => {
  test('the example of the specification', () => {
    expect(openNote(EXAMPLE, [verifierOf(EXAMPLE_KEY)])).toBe('This is an example message.\n');
  });
  test('a private key signs to the published bytes and names the published public key', () => {
    const signer = signerOf(PAIR.private);
    expect(signer.verifier.key).toBe(PAIR.public);
    expect(signer.sign(TEXT)).toBe(`${TEXT}\n${LINE}`);
    expect(openNote(`${TEXT}\n${LINE}`, [verifierOf(PAIR.public)])).toBe(TEXT);
  });
});

describe('a note', () => {
  const signer = signerOf(newPrivateKey('ministry.example/register'));
  const note = signer.sign('a\n\nb\n');

  test('of several paragraphs keeps them', () => {
    expect(openNote(note, [signer.verifier])).toBe('a\n\nb\n');
  });
  test('of a key nobody knows is none', () => {
    expect(openNote(note, [verifierOf(EXAMPLE_KEY)])).toBeNull();
    expect(openNote(note, [])).toBeNull();
  });
  test('keeps its signature beside one of a stranger', () => {
    expect(openNote(`${note}${LINE}`, [signer.verifier])).toBe('a\n\nb\n');
  });
  test('with one bit changed anywhere is none', () => {
    const bytes = Buffer.from(note);
    for (let at = 0; at < bytes.length; at++)
      for (let bit = 0; bit < 8; bit++) {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        expect(openNote(changed.toString('utf8'), [signer.verifier]), `byte ${at}, bit ${bit}`).toBeNull();
      }
  });
});

describe('a key', () => {
  test.each([
    ['no key', 'hello'],
    ['an id that is not its own', EXAMPLE_KEY.replace('530d903a', '530d903b')],
    ['a name that is not its own', EXAMPLE_KEY.replace('example', 'sample')],
    ['another kind of key', 'example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'],
  ])('with %s is refused', (_what, text) => {
    expect(() => verifierOf(text)).toThrow(SigningKeyInvalid);
    expect(() => signerOf(text)).toThrow(SigningKeyInvalid);
  });
  test('gets a name without a space or a plus sign', () => {
    expect(() => newPrivateKey('a b')).toThrow(SigningKeyInvalid);
    expect(() => newPrivateKey('a+b')).toThrow(SigningKeyInvalid);
    expect(signerOf(newPrivateKey()).verifier.name).toMatch(/^register\.invalid\/[0-9a-f]{8}$/);
  });
});

describe('a checkpoint', () => {
  test('is read as it was written', () => {
    const root = leafHash('root');
    expect(readCheckpoint(checkpointText('ministry.example/register', 77, root))).toEqual({
      origin: 'ministry.example/register',
      size: 77,
      root,
    });
  });
  test.each(['', 'a\n1\n', 'a\n01\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n', 'a\n1\nAAAA\n'])('%j is none', (text) => {
    expect(readCheckpoint(text)).toBeNull();
  });
});
