import { CommanderError, type CommandUnknownOpts, type Option } from '@commander-js/extra-typings';
import { repeated } from './options.ts';

/**
 * Makes a second value of an option an error that names it, for every option of every command: the last one would silently win, and
 * open a gate. Options that collect their values take several. Commands share options, so each command counts for itself.
 */
export function refuseRepeats(command: CommandUnknownOpts): void {
  for (const option of command.options) if (takesOne(option)) takeOnce(command, option);
  for (const each of command.commands) refuseRepeats(each);
}

const takesOne = ({ required, optional, variadic, parseArg }: Option): boolean =>
  (required || optional) && !variadic && (parseArg as unknown) !== repeated;

function takeOnce(command: CommandUnknownOpts, option: Option): void {
  let isGiven = false;
  command.on(`option:${option.name()}`, (value: string | null) => {
    if (isGiven) {
      const message = `error: option '${option.flags}' argument '${value}' is invalid. It is given twice; give it once.`;
      throw new CommanderError(1, 'tollgate.givenTwice', message);
    }
    isGiven = true;
  });
}
