import { Command, CommanderError, Option } from '@commander-js/extra-typings';
import { VERSION } from '../core/version.ts';
import type { CommandContext } from './command.ts';
import { ALIASES, COMMANDS } from './commands/index.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { refuseForeignCommand } from './foreign/commands.ts';
import { acceptForeignFlags } from './foreign/flags.ts';
import type { Flags, Host, TextStream } from './host.ts';
import { argumentError, errorFormatOf, printError } from './print-error.ts';
import { refuseRepeats } from './refuse-repeats.ts';

/** Runs one command line: arguments in, exit code out. Standard output carries the result only. Never exits the process. */
export async function run(argv: readonly string[], host: Host): Promise<ExitCode> {
  const help: HelpText = { asked: '', unasked: '' };
  let exit: ExitCode = EXIT.done;
  try {
    const program = newProgram(help);
    const context: CommandContext = {
      host: argv.includes('--no-color') ? withoutColour(host) : host,
      flags: () => program.opts() satisfies Flags,
      action:
        (work) =>
        async (...given) => {
          exit = await work(...given);
        },
    };
    const words = withoutAliases(argv);
    refuseForeignCommand(words.find((each) => !each.startsWith('-')));
    await addCommands(program, words, context);
    acceptForeignFlags(program, host.stderr);
    refuseRepeats(program);
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') {
      await host.stderr.write('Interrupted.\n');
      return EXIT.interrupted;
    }
    if (!(error instanceof CommanderError)) {
      await printError(error, host.stderr, errorFormatOf(argv));
      return EXIT.error;
    }
    if (error.exitCode !== 0) {
      if (help.unasked !== '') await host.stderr.write(help.unasked);
      else await printError(argumentError(error), host.stderr, errorFormatOf(argv));
      return EXIT.error;
    }
  }
  if (help.asked !== '') await host.stdout.write(help.asked);
  return exit;
}

/** The first word of a command may be an older name of it, and a policy file has the flag that Infracost gives it too. */
function withoutAliases(argv: readonly string[]): readonly string[] {
  const at = argv.findIndex((each) => !each.startsWith('-'));
  const words = argv.map((each, index) => (index === at ? (ALIASES[each] ?? each) : each));
  return words[at] === 'diff' ? words.map((each) => each.replace(/^--config-file(?==|$)/, '--config')) : words;
}

const withoutColour = (host: Host): Host => ({
  ...host,
  get signal() {
    return host.signal;
  },
  stdout: plain(host.stdout),
  stderr: plain(host.stderr),
});

const plain = (stream: TextStream): TextStream => Object.create(stream, { colour: { value: false } });

/** Help that was asked for is the result; help that stands in for a missing command is not. */
interface HelpText {
  asked: string;
  unasked: string;
}

function newProgram(help: HelpText) {
  return new Command('tollgate')
    .description('Cost and capacity planner for AWS VPC interface endpoints (AWS PrivateLink).')
    .version(VERSION, '-V, --version', 'print the version')
    .option('--offline', 'never ask AWS for prices: use the snapshot and the cache')
    .option('--no-color', 'no colours, as NO_COLOR does')
    .option('--pricing-cache <directory>', 'keep prices here instead of the user cache directory')
    .addOption(
      new Option('--error-format <format>', 'how errors are written to standard error')
        .choices(['text', 'json'])
        .default('text'),
    )
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => {
        help.asked += text;
      },
      writeErr: (text) => {
        help.unasked += text;
      },
      outputError: () => undefined,
    })
    .showSuggestionAfterError()
    .exitOverride();
}

/** Adds the command that is called; all of them where none is, so that help and suggestions know every name. */
async function addCommands(
  program: ReturnType<typeof newProgram>,
  argv: readonly string[],
  context: CommandContext,
): Promise<void> {
  const names = Object.keys(COMMANDS);
  const named = names.filter((name) => argv.includes(name));
  const first = argv.find((each) => !each.startsWith('-')) ?? '';
  const wanted = named.includes(first) ? named : argv.includes('--version') || argv.includes('-V') ? [] : names;
  for (const name of wanted) {
    const module = await COMMANDS[name]?.();
    if (!module) continue;
    const command = program.command(module.name).summary(module.summary).description(module.summary);
    module.build(command, context);
  }
}
