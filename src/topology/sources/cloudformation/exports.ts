import type { StackScope } from './scope.ts';
import { textOf, Unknown, type Value } from './value.ts';

/** What `Fn::ImportValue` finds: outputs that stacks of the same input export, then what the user gives under the export's name. */
export class Exports {
  readonly #stacks: readonly StackScope[];
  readonly #given: Readonly<Record<string, string>>;

  constructor(stacks: readonly StackScope[], given: Readonly<Record<string, string>>) {
    this.#stacks = stacks;
    this.#given = given;
  }

  /** Exports are seen inside one account and Region only. */
  valueOf(name: string, importer: StackScope): Value {
    for (const stack of this.#stacks) {
      const { region, account } = stack.input;
      if (region !== importer.input.region || account !== importer.input.account) continue;
      for (const output of stack.outputNames) {
        if (textOf(stack.exportName(output)) === name) return stack.output(output) ?? new Unknown(name, true);
      }
    }
    const given = this.#given[name];
    if (given !== undefined) return given;
    importer.note(
      'TG1170',
      name,
      `The value imported as ${name} is not given; give it with --parameter ${name}=VALUE.`,
    );
    return new Unknown(name, true);
  }
}
