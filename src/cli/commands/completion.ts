import { Command, Option } from '@commander-js/extra-typings';
import type { CommandModule } from '../command.ts';
import { EXIT } from '../exit-code.ts';

/** The command that completes the others; `commands` = all of them. */
export const completionOf = (commands: Readonly<Record<string, () => Promise<CommandModule>>>): CommandModule => ({
  name: 'completion',
  summary: 'print a script that completes commands and flags in a shell',
  build(command, context) {
    command
      .addOption(new Option('--shell <shell>', 'the shell').choices(['bash', 'zsh', 'fish']).default('bash' as const))
      .addHelpText('after', '\nbash: source <(tollgate completion)\nfish: tollgate completion --shell fish | source')
      .action(
        context.action(async ({ shell }) => {
          const { completionScript } = await import('../completion-script.ts');
          const program = new Command('tollgate');
          for (const load of Object.values(commands)) {
            const module = await load();
            module.build(program.command(module.name).summary(module.summary), context);
          }
          await context.host.stdout.write(completionScript(program, shell));
          return EXIT.done;
        }),
      );
  },
});
