import type { CommandUnknownOpts } from '@commander-js/extra-typings';

type Shell = 'bash' | 'zsh' | 'fish';

/** What may follow a path of commands. */
interface Words {
  readonly path: string;
  readonly commands: readonly string[];
  readonly flags: readonly string[];
}

/** A script that completes every command and every flag of the program. Names hold letters and dashes only, so nothing needs quotes. */
export function completionScript(program: CommandUnknownOpts, shell: Shell): string {
  const words = wordsOf(program, '');
  if (shell === 'fish') return fish(words);
  const start = shell === 'zsh' ? 'autoload -U +X bashcompinit && bashcompinit\n' : '';
  return `${start}${bash(words)}`;
}

function wordsOf(command: CommandUnknownOpts, path: string): readonly Words[] {
  const commands = command.commands.map((each) => each.name());
  const flags = command.options.filter(({ hidden }) => !hidden).flatMap(({ long }) => long ?? []);
  const deeper = command.commands.flatMap((each) => wordsOf(each, `${path} ${each.name()}`.trim()));
  return [{ path, commands, flags: [...flags, '--help'] }, ...deeper];
}

const bash = (words: readonly Words[]): string => `_tollgate() {
  local word path="" current="\${COMP_WORDS[COMP_CWORD]}"
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) ;; *) case " ${words.map(({ path }) => path.split(' ').at(-1)).join(' ')} " in *" $word "*) path="\${path:+$path }$word" ;; esac ;; esac
  done
  case "$path" in
${words.map(({ path, commands, flags }) => `    "${path}") COMPREPLY=($(compgen -W "${[...commands, ...flags].join(' ')}" -- "$current")) ;;`).join('\n')}
  esac
  [ "\${#COMPREPLY[@]}" -gt 0 ] || COMPREPLY=($(compgen -f -- "$current"))
}
complete -o filenames -F _tollgate tollgate
`;

const fish = (words: readonly Words[]): string =>
  `${words
    .flatMap(({ path, commands, flags }) => {
      const [first = '', second = ''] = path.split(' ');
      const seen = [first, second].filter((each) => each !== '').map((each) => `__fish_seen_subcommand_from ${each}`);
      const when = seen.length === 0 ? '__fish_use_subcommand' : seen.join('; and ');
      return [
        ...commands.map((name) => `complete -c tollgate -n '${when}' -a ${name}`),
        ...flags.map((flag) => `complete -c tollgate -n '${when}' -l ${flag.slice(2)}`),
      ];
    })
    .join('\n')}\n`;
