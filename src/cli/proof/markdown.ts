import type { ProofLine } from '../../decide/why/lines.ts';
import type { LayerPage, ProofPage, ProvisionPage } from '../../decide/why/page.ts';
import { SIGNS } from './tree.ts';

/** The proof as Markdown, for a file or an issue: headings, nested lists and a table of the provisions. */
export function proofMarkdown({ decision, layers }: ProofPage): string {
  const [verdict = '', ...reasons] = decision.words;
  const lines = [
    `# ${escaped(verdict)}`,
    '',
    ...reasons.map((reason) => `- ${escaped(reason)}`),
    ...(reasons.length > 0 ? [''] : []),
    '| Provision | Paragraph | Value | Why |',
    '|---|---|---|---|',
    ...layers.flatMap(({ opened, named }) => [...opened, ...named].map(row)),
    '',
    ...layers.flatMap(layerLines),
    `Law: ${decision.law.map(({ regime, sha256 }) => `${regime} \`${sha256}\``).join(', ')}. Engine: ${decision.engine}.`,
    '',
  ];
  return lines.join('\n');
}

function row({ id, cite, value, why }: ProvisionPage): string {
  return `| \`${id}\` | ${cell(cite)} | ${SIGNS[value]} | ${cell(why)} |`;
}

function layerLines({ title, outcome, opened }: LayerPage): readonly string[] {
  return [`## ${escaped(title)}: ${outcome}`, '', ...opened.flatMap(provisionLines)];
}

function provisionLines({ id, cite, value, words, why, lines }: ProvisionPage): readonly string[] {
  return [
    `### \`${id}\`: ${SIGNS[value]}`,
    '',
    `${escaped(words)} (${escaped(cite)})`,
    '',
    escaped(why),
    '',
    ...lines.flatMap((line) => listLines(line, 0)),
    '',
  ];
}

function listLines({ value, text, notes, children }: ProofLine, depth: number): readonly string[] {
  const sign = value === null ? '' : `**${SIGNS[value]}**: `;
  const rest = notes.length === 0 ? '' : ` (${notes.map(escaped).join('; ')})`;
  return [`${'  '.repeat(depth)}- ${sign}${escaped(text)}${rest}`, ...children.flatMap((child) => listLines(child, depth + 1))];
}

/** Text from the law and from a case is text, never mark-up. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>#]/g, (sign) => `\\${sign}`).replace(/\s*\n\s*/g, ' ');
}

function cell(text: string): string {
  return escaped(text).replaceAll('|', '\\|');
}
