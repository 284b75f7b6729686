import type { Command } from '@commander-js/extra-typings';
import type { ExitCode } from './exit-code.ts';
import type { Flags, Host } from './host.ts';

/** What a command is given. */
export interface CommandContext {
  readonly host: Host;
  /** Flags that hold for every command, once the arguments are parsed. */
  readonly flags: () => Flags;
  /** Makes a commander action of a handler that gives the exit code. */
  readonly action: <A extends unknown[]>(work: (...given: A) => Promise<ExitCode>) => (...given: A) => Promise<void>;
}

/** A command: one file in `commands/` and one line in `commands/index.ts`. What is heavy is imported inside the handler. */
export interface CommandModule {
  readonly name: string;
  readonly summary: string;
  /** Adds options, help and the action to a command that already carries name and summary. */
  build(command: Command, context: CommandContext): void;
}
