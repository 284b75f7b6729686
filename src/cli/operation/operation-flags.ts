import { Option as Flag } from '@commander-js/extra-typings';
import type { DocumentInput, Operation, OperationOption } from '../../operations/operation.ts';
import { helpText, kebab, offered } from '../../operations/options/parse-options.ts';
import { repeated } from '../options.ts';

/** A flag of the command line and what it stands for. */
export interface OperationFlag {
  readonly kind: 'input' | 'option';
  /** Name of the input or option. */
  readonly name: string;
  readonly flag: Flag;
}

/** Every flag of an operation: its documents first, then its options. */
export const flagsOf = (operation: Operation): readonly OperationFlag[] => [
  ...Object.entries(operation.inputs)
    .filter(([, { not }]) => not?.cli === undefined)
    .map(([name, input]): OperationFlag => ({ kind: 'input', name, flag: inputFlag(input) })),
  ...offered(operation, 'cli').flatMap(([name, option]): readonly OperationFlag[] => [
    { kind: 'option', name, flag: optionFlag(name, option) },
    ...(option.negatable === undefined
      ? []
      : [{ kind: 'option' as const, name, flag: new Flag(`--no-${kebab(name)}`, option.negatable) }]),
  ]),
];

function inputFlag({ flag, short, says, variadic, many, projects, value = 'file' }: DocumentInput): Flag {
  const names = `${short === undefined ? '' : `-${short}, `}--${flag} <${value}${variadic === true ? '...' : ''}>`;
  const input = new Flag(names, says);
  return many === true || projects === true ? input.argParser(repeated) : input;
}

function optionFlag(name: string, option: OperationOption): Flag {
  const { value, choices, many, variadic } = option;
  const long = `--${option.flag ?? kebab(name)}`;
  if (value === undefined) return new Flag(long, helpText(option));
  const flag = new Flag(`${long} <${value}${variadic === true ? '...' : ''}>`, helpText(option));
  if (choices !== undefined) return flag.choices(choices);
  return many === true ? flag.argParser(repeated) : flag;
}
