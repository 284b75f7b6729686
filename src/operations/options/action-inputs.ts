import type { Operation } from '../operation.ts';
import { helpText, kebab, offered } from './parse-options.ts';

/** An input of the Action that stands for an input or option of an operation. */
export interface ActionInput {
  readonly kind: 'input' | 'option';
  readonly name: string;
  /** Its name in action.yml. */
  readonly action: string;
  readonly description: string;
  readonly many: boolean;
  /** Several stand on one line: none of them holds a space. */
  readonly spaced: boolean;
  readonly isFlag: boolean;
}

/** Every input of the Action that an operation gives it, documents first. */
export const actionInputs = (operation: Operation): readonly ActionInput[] => [
  ...Object.entries(operation.inputs)
    .filter(([, { not }]) => not?.action === undefined)
    .map(
      ([name, { flag, says, many = false }]): ActionInput => ({
        kind: 'input',
        name,
        action: many ? kebab(name) : flag,
        description: sentence(says, many),
        many,
        spaced: false,
        isFlag: false,
      }),
    ),
  ...offered(operation, 'action').map(
    ([name, option]): ActionInput => ({
      kind: 'option',
      name,
      action: kebab(name),
      description: sentence(helpText(option), option.many === true && option.spaced !== true),
      many: option.many === true,
      spaced: option.spaced === true,
      isFlag: option.value === undefined,
    }),
  ),
];

const sentence = (text: string, byLine: boolean): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${byLine ? ', one a line' : ''}.`;
