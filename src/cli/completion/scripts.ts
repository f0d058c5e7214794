import type { CompletedCommand, CompletedFlag, Follows } from './facts.ts';

/** The shells that a script can be written for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

export const SCRIPTS: Readonly<Record<Shell, (commands: readonly CompletedCommand[]) => string>> = { bash, zsh, fish };

/** The first words of all commands, and for a noun the verbs below it. */
function wordsOf(commands: readonly CompletedCommand[]): {
  readonly first: readonly { readonly word: string; readonly summary: string }[];
  readonly nouns: ReadonlyMap<string, readonly { readonly word: string; readonly summary: string }[]>;
} {
  const first = new Map<string, string>();
  const nouns = new Map<string, { word: string; summary: string }[]>();
  for (const { name, summary } of commands) {
    const [word = '', verb] = name.split(' ');
    if (verb === undefined) first.set(word, summary);
    else {
      first.set(word, first.get(word) ?? `everything about the ${word}`);
      nouns.set(word, [...(nouns.get(word) ?? []), { word: verb, summary }]);
    }
  }
  return { first: [...first].map(([word, summary]) => ({ word, summary })), nouns };
}

/** In single quotes nothing is special to a shell but the quote itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function bash(commands: readonly CompletedCommand[]): string {
  const { first, nouns } = wordsOf(commands);
  const list = (words: readonly string[]): string => `COMPREPLY=($(compgen -W ${quoted(words.join('\n'))} -- "$cur"))`;
  const follow = (follows: Follows): string => (follows === 'nothing' ? ':' : follows === 'file' ? '__resolute_files' : list(follows));
  const two = commands.filter(({ name }) => name.includes(' ')).map(({ name }) => quoted(name));
  return `# Completion of resolute in bash: eval "$(resolute completion bash)"
__resolute_files() {
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen -f -- "$cur"))
}
_resolute() {
  local IFS=$'\\n' cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" name="\${COMP_WORDS[1]}"
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then ${list([...first.map(({ word }) => word), '--help', '--version'])}; return; fi
  if [ "$COMP_CWORD" -eq 2 ] && [ "\${cur#-}" = "$cur" ]; then case "$name" in
${[...nouns].map(([noun, verbs]) => `    ${quoted(noun)}) ${list(verbs.map(({ word }) => word))}; return ;;`).join('\n')}
  esac; fi
  case "$name \${COMP_WORDS[2]}" in ${two.join('|')}) name="$name \${COMP_WORDS[2]}" ;; esac
  case "$name $prev" in
${commands.flatMap((command) => command.flags.flatMap(({ name, value }) => (value === null ? [] : [`    ${quoted(`${command.name} ${name}`)}) ${follow(value)}; return ;;`]))).join('\n')}
  esac
  case "$cur" in -*) case "$name" in
${commands.map(({ name, flags }) => `    ${quoted(name)}) ${list(flags.map((flag) => flag.name))} ;;`).join('\n')}
  esac; return ;; esac
  case "$name" in
${commands.map(({ name, args }) => `    ${quoted(name)}) ${follow(args)} ;;`).join('\n')}
  esac
}
complete -F _resolute resolute
`;
}

function zsh(commands: readonly CompletedCommand[]): string {
  const { first, nouns } = wordsOf(commands);
  const described = (words: readonly { readonly word: string; readonly summary: string }[]): string =>
    words.map(({ word, summary }) => quoted(`${word}:${summary}`)).join(' ');
  const follow = (follows: Follows): string => (follows === 'file' ? '_files' : follows === 'nothing' ? ' ' : `(${follows.join(' ')})`);
  const spec = ({ name, summary, value }: CompletedFlag): string =>
    quoted(`*${name}[${summary.replace(/[[\]:\\]/g, '\\$&')}]${value === null ? '' : `:value:${follow(value)}`}`);
  const isNoun = (name: string): boolean => name.includes(' ');
  return `#compdef resolute
# Completion of resolute in zsh: resolute completion zsh > a folder of $fpath, as _resolute
_resolute() {
  local -a found
  local name=$words[2]
  if (( CURRENT == 2 )); then found=(${described(first)}); _describe 'command' found; return; fi
  case $name in
${[...nouns].map(([noun, verbs]) => `    ${noun}) if (( CURRENT == 3 )) && [[ $words[3] != -* ]]; then found=(${described(verbs)}); _describe 'command' found; return; fi ;;`).join('\n')}
  esac
  case "$name $words[3]" in
    ${commands
      .filter(({ name }) => isNoun(name))
      .map(({ name }) => quoted(name))
      .join('|')}) name="$name $words[3]"; shift 2 words; (( CURRENT -= 2 )) ;;
    *) shift words; (( CURRENT -= 1 )) ;;
  esac
  case $name in
${commands.map(({ name, flags, args }) => `    ${quoted(name)}) _arguments ${flags.map(spec).join(' ')}${args === 'nothing' ? '' : ` ${quoted(`*:argument:${follow(args)}`)}`} ;;`).join('\n')}
  esac
}
compdef _resolute resolute
`;
}

function fish(commands: readonly CompletedCommand[]): string {
  const { first, nouns } = wordsOf(commands);
  const at = (name: string): string => quoted(`__resolute_at ${name}`);
  const flagLine = (command: string, { name, summary, value }: CompletedFlag): string => {
    const takes = value === null ? '' : value === 'file' ? ' -r -F' : value === 'nothing' ? ' -x' : ` -x -a ${quoted(value.join(' '))}`;
    return `complete -c resolute -n ${at(command)} -l ${name.slice(2)} -d ${quoted(summary)}${takes}`;
  };
  return `# Completion of resolute in fish: resolute completion fish | source
function __resolute_at
  set -l words (commandline -opc)
  test (count $words) -gt (count $argv); and test "$words[2..(math (count $argv) + 1)]" = "$argv"
end
function __resolute_next
  set -l words (commandline -opc)
  test (count $words) -eq (math (count $argv) + 1); and test "$words[2..]" = "$argv"
end
complete -c resolute -f
${first.map(({ word, summary }) => `complete -c resolute -n 'test (count (commandline -opc)) -eq 1' -a ${word} -d ${quoted(summary)}`).join('\n')}
${[...nouns].flatMap(([noun, verbs]) => verbs.map(({ word, summary }) => `complete -c resolute -n '__resolute_next ${noun}' -a ${word} -d ${quoted(summary)}`)).join('\n')}
${commands.flatMap(({ name, flags, args }) => [...flags.map((flag) => flagLine(name, flag)), ...(args === 'nothing' ? [] : [`complete -c resolute -n ${at(name)} ${args === 'file' ? '-F' : `-a ${quoted(args.join(' '))}`}`])]).join('\n')}
`;
}
