import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Letter } from './letter.ts';

const require = createRequire(import.meta.url);
const fontsOf = (name: string): string => dirname(require.resolve(`${name}/package.json`));
const HERE = import.meta.dirname;

/** Only fonts that we ship: with the machine's own the same letter would be other bytes on another machine. */
const FONTS = ['@expo-google-fonts/noto-sans', '@expo-google-fonts/noto-sans-kr'].flatMap((name) =>
  ['400Regular', '600SemiBold', '700Bold'].map((weight) => join(fontsOf(name), weight)),
);

let compiler: NodeCompiler | undefined;

/**
 * The letter as a tagged PDF (PDF/UA-1) in A4. Its words go in as data and are never a part of the template, so that nothing that somebody
 * wrote can become a command of it.
 * @param madeOn the day that stands in the file; with the same words and day the bytes are the same
 */
export function letterPdf(letter: Letter, madeOn: string): Buffer {
  compiler ??= NodeCompiler.create({ workspace: HERE, fontArgs: [{ fontPaths: FONTS }] });
  const creationTimestamp = Temporal.PlainDate.from(madeOn).toZonedDateTime('UTC').epochMilliseconds / 1000;
  return compiler.pdf(
    { mainFilePath: join(HERE, 'letter.typ'), inputs: { letter: JSON.stringify(letter) } },
    { pdfStandard: 'ua-1', creationTimestamp },
  );
}
