/** From results.json to the tables of README.md and of the terminal. */
import type { Section } from './section.ts';

export type Machine = { processor: string; cores: number; memoryGiB: number; system: string };
export type Results = {
  versions: Record<string, string>;
  sections: (Section & {
    measured: {
      date: string;
      command: string;
      machine: Machine /** Load average when the run began: 0 is a quiet machine. */;
      loadBefore: number;
    };
  })[];
};

export function markdown({ versions, sections }: Results): string {
  return [
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(' · '),
    '',
    '### To hold',
    '',
    '| what | limit | measured | |',
    '|---|---|---|---|',
    ...sections
      .flatMap((section) => section.targets)
      .map((t) => `| ${t.what} | ${t.limit} | ${t.measured} | ${t.holds ? 'holds' : '**does not hold**'} |`),
    '',
    ...sections.flatMap((section) => [...sectionMarkdown(section), measuredOn(section.measured), '']),
  ].join('\n');
}

/** The same for a terminal: without the ornament. */
export function terminal(section: Section): string {
  const width = Math.max(...section.lines.map((line) => line.name.length));
  return [
    '',
    section.title,
    ...section.lines.map(
      (line) =>
        `  ${line.name.padEnd(width)}  ${line.perSecond.toLocaleString('en').padStart(12)}/s  ${milliseconds(line.medianMs).padStart(10)}  ${ratioOf(section, line)}`,
    ),
    ...section.checks.map((check) => `  ${check.what}: ${check.differing.toLocaleString('en')} of ${check.of.toLocaleString('en')} differ`),
    ...section.targets.map(
      (target) => `  ${target.holds ? 'holds' : 'DOES NOT HOLD'}: ${target.what}: ${target.measured}, ${target.limit}`,
    ),
    ...section.notes.map((note) => `  ${note}`),
    '',
  ].join('\n');
}

function measuredOn({ date, command, machine, loadBefore }: Results['sections'][number]['measured']): string {
  return `Measured ${date} with \`${command}\` on ${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.system}, load ${loadBefore} before the run.`;
}

function ratioOf(section: Section, line: Section['lines'][number]): string {
  const base = section.lines.find((candidate) => candidate.name === section.against);
  return base === undefined ? '' : `${(line.medianMs / line.decisions / (base.medianMs / base.decisions)).toFixed(2)}x`;
}

function sectionMarkdown(section: Section): string[] {
  const spread = (times: number[]) => `${milliseconds(Math.min(...times))} to ${milliseconds(Math.max(...times))}`;
  return [
    `### ${section.title}`,
    '',
    section.about,
    '',
    `| | a second | median | from to | time against ${section.against} | |`,
    '|---|--:|--:|--:|--:|---|',
    ...section.lines.map(
      (line) =>
        `| ${line.name} | ${line.perSecond.toLocaleString('en')} | ${milliseconds(line.medianMs)} | ${spread(line.times)} | ${ratioOf(section, line)} | ${line.note ?? ''} |`,
    ),
    '',
    ...section.checks.map((check) => `- ${check.what}: ${check.differing.toLocaleString('en')} of ${check.of.toLocaleString('en')} differ`),
    ...section.notes.map((note) => `- ${note}`),
    '',
  ];
}

function milliseconds(ms: number): string {
  return ms >= 10_000 ? `${(ms / 1000).toFixed(1)} s` : ms >= 100 ? `${ms.toFixed(0)} ms` : `${ms.toFixed(1)} ms`;
}
