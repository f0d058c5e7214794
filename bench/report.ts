/** From results.json to the tables of README.md and of the terminal. */
import type { Section } from './section.ts';

export type Results = {
  command: string;
  date: string;
  machine: { processor: string; cores: number; memoryGiB: number; system: string };
  versions: Record<string, string>;
  rounds: number;
  sections: Section[];
};

export function markdown(results: Results): string {
  const { machine } = results;
  return [
    `Measured ${results.date} with \`${results.command}\` on ${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.system}.`,
    '',
    Object.entries(results.versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(' · '),
    '',
    ...promised(results.sections),
    ...results.sections.flatMap(sectionMarkdown),
  ].join('\n');
}

function promised(sections: Section[]): string[] {
  const targets = sections.flatMap((section) => section.targets);
  if (targets.length === 0) return [];
  return [
    '### To hold',
    '',
    '| what | limit | measured | |',
    '|---|---|---|---|',
    ...targets.map((t) => `| ${t.what} | ${t.limit} | ${t.measured} | ${t.holds ? 'holds' : '**does not hold**'} |`),
    '',
  ];
}

function sectionMarkdown(section: Section): string[] {
  const base = section.lines.find((line) => line.name === section.against);
  const ratio = (line: Section['lines'][number]) =>
    base === undefined ? '' : `${(line.medianMs / line.decisions / (base.medianMs / base.decisions)).toFixed(2)}x`;
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
        `| ${line.name} | ${line.perSecond.toLocaleString('en')} | ${milliseconds(line.medianMs)} | ${spread(line.times)} | ${ratio(line)} | ${line.note ?? ''} |`,
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
