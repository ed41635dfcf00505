import type { CommandWords } from './command-words.ts';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** A script that completes commands, options and closed values; files where nothing else is meant. */
export function completionScript(shell: Shell, commands: readonly CommandWords[]): string {
  switch (shell) {
    case 'bash':
      return bash(commands);
    case 'zsh':
      return zsh(commands);
    case 'fish':
      return fish(commands);
    default:
      return shell satisfies never;
  }
}

/** Words of the command line that lead to a command; values of options do not. */
const key = (path: readonly string[]): string => path.join(' ');

function pathCases(commands: readonly CommandWords[]): string[] {
  return commands.filter(({ path }) => path.length > 0).map(({ path }) => key(path));
}

function bash(commands: readonly CommandWords[]): string {
  return `# Completion of quarry for bash:  source <(quarry completion bash)
_quarry() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} path='' word words=''
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "\${path:+$path }$word" in
      ${pathCases(commands).map(quoted).join('|')}) path=\${path:+$path }$word ;;
    esac
  done
  case "$path $before" in
${values(commands)
  .map(({ place, texts }) => `    ${quoted(place)}) words=${quoted(texts.join(' '))} ;;`)
  .join('\n')}
    *)
      case $path in
${commands
  .map(({ path, commands: children, options }) => {
    const [names, flags] = [children, options].map((list) => list.map(({ text }) => text).join(' '));
    return `        ${quoted(key(path))}) if [[ $current == -* ]]; then words=${quoted(flags ?? '')}; else words=${quoted(names ?? '')}; fi ;;`;
  })
  .join('\n')}
      esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _quarry quarry
`;
}

function zsh(commands: readonly CommandWords[]): string {
  const described = (list: readonly { text: string; description: string }[]): string =>
    list.map(({ text, description }) => quoted(`${text}:${description}`)).join(' ');
  return `#compdef quarry
# Completion of quarry for zsh:  source <(quarry completion zsh)
_quarry() {
  local current=\${words[CURRENT]} before=\${words[CURRENT-1]} at='' word
  local -a found
  for word in "\${words[@]:1:$((CURRENT-2))}"; do
    case "\${at:+$at }$word" in
      ${pathCases(commands).map(quoted).join('|')}) at=\${at:+$at }$word ;;
    esac
  done
  case "$at $before" in
${values(commands)
  .map(({ place, texts }) => `    ${quoted(place)}) found=(${texts.map(quoted).join(' ')}) ;;`)
  .join('\n')}
    *)
      case $at in
${commands
  .map(
    ({ path, commands: children, options }) =>
      `        ${quoted(key(path))}) if [[ $current == -* ]]; then found=(${described(options)}); else found=(${described(children)}); fi ;;`,
  )
  .join('\n')}
      esac ;;
  esac
  if (( \${#found} )); then _describe quarry found; else _files; fi
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
compdef _quarry quarry
`;
}

function fish(commands: readonly CommandWords[]): string {
  const when = (path: readonly string[]): string => `-n 'test (__quarry_path) = ${JSON.stringify(key(path))}'`;
  const lines = commands.flatMap(({ path, commands: children, options, values: closed }) => [
    ...children.map(
      ({ text, description }) => `complete -c quarry ${when(path)} -f -a ${text} -d ${quoted(description)}`,
    ),
    ...options.map(({ text, description }) => {
      const choices = closed.find(({ option }) => option === text);
      const list = choices === undefined ? '' : ` -x -a ${quoted(choices.texts.join(' '))}`;
      return `complete -c quarry ${when(path)} -l ${text.replace(/^--/, '')}${list} -d ${quoted(description)}`;
    }),
  ]);
  return `# Completion of quarry for fish:  quarry completion fish | source
function __quarry_path
  set -l path
  for word in (commandline -opc)[2..]
    if contains -- "$path $word" ${pathCases(commands)
      .map((path) => quoted(` ${path}`))
      .join(' ')}
      set path "$path $word"
    end
  end
  string trim -- "$path"
end
${lines.join('\n')}
`;
}

function values(commands: readonly CommandWords[]): { place: string; texts: readonly string[] }[] {
  return commands.flatMap(({ path, values: closed }) =>
    closed.map(({ option, texts }) => ({ place: `${key(path)} ${option}`, texts })),
  );
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", '')}'`;
}
