import type { Finding } from '../../law/reading/findings.ts';
import { displayWidth, type Paper } from '../paper.ts';

const COLOURS: Readonly<Record<Finding['severity'], 'red' | 'yellow' | 'cyan'>> = { error: 'red', warning: 'yellow', note: 'cyan' };
const ELLIPSIS = '…';

/**
 * Findings as a good compiler prints them: `file:line:column: error message`, the line of the source with a caret under the
 * place, the remedy, and a case that shows it where there is one.
 * @param texts the files by their path
 */
export function printFindings(findings: readonly Finding[], texts: ReadonlyMap<string, string>, paper: Paper): void {
  for (const finding of findings) {
    const { file, line, column, severity, message, remedy, example } = finding;
    paper.line(
      `${paper.style('bold', `${file}:${line}:${column}:`)} ${paper.style(['bold', COLOURS[severity]], severity)} ${paper.style('bold', message)}`,
    );
    const source = texts.get(file)?.split('\n')[line - 1]?.replace(/\r$/, '');
    if (source !== undefined && source.trim() !== '') printSource(source, line, column, paper);
    paper.prose(remedy, { indent: 4, bullet: 'remedy: ' });
    if (example !== undefined)
      paper.prose(
        `${JSON.stringify(example)
          .replace(/,(?=")/g, ', ')
          .replace(/":/g, '": ')}`,
        { indent: 4, bullet: 'case:   ' },
      );
    paper.line();
  }
}

/** The line with a caret below its column; a long line is cut around the place, so that the caret stays on the screen. */
function printSource(source: string, line: number, column: number, paper: Paper): void {
  const gutter = `${String(line).padStart(5)} | `;
  const room = Math.max(20, paper.width - gutter.length);
  const at = Math.min(column - 1, source.length);
  const start = source.length <= room ? 0 : Math.max(0, Math.min(at - Math.floor(room / 2), source.length - room + 1));
  const head = start > 0 ? ELLIPSIS : '';
  const shown = `${head}${source.slice(start + head.length, start + room - (start + room < source.length ? 1 : 0))}${start + room < source.length ? ELLIPSIS : ''}`;
  paper.line(paper.style('dim', gutter) + shown);
  paper.line(`${paper.style('dim', '      | ')}${' '.repeat(displayWidth(source.slice(start, at)))}${paper.style(['bold', 'red'], '^')}`);
}

/** "1 error", "2 errors", "no errors". */
export function counted(count: number, noun: string): string {
  return `${count === 0 ? 'no' : count} ${noun}${count === 1 ? '' : 's'}`;
}
