import { type CommandUnknownOpts, InvalidArgumentError, type Option } from '@commander-js/extra-typings';
import { repeated } from './options.ts';

/**
 * Makes a second value of an option an error that names it, for every option of every command: the last one would silently win, and
 * open a gate. Options that collect their values take several.
 */
export function refuseRepeats(command: CommandUnknownOpts): void {
  for (const option of command.options) if (takesOne(option)) takeOnce(option);
  for (const each of command.commands) refuseRepeats(each);
}

const takesOne = ({ required, optional, variadic, parseArg }: Option): boolean =>
  (required || optional) && !variadic && (parseArg as unknown) !== repeated;

function takeOnce(option: Option): void {
  const parse = option.parseArg as ((value: string, before: unknown) => unknown) | undefined;
  let isGiven = false;
  option.argParser((value: string, before: unknown) => {
    if (isGiven) throw new InvalidArgumentError('It is given twice; give it once.');
    isGiven = true;
    return parse ? parse(value, before) : value;
  });
}
