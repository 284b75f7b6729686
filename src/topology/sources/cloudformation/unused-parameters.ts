import type { Note } from './note.ts';
import type { StackScope } from './scope.ts';

/** Says which given parameters no stack declares and no import asks for: most likely a slip of the pen. */
export function noteUnusedParameters(
  stacks: readonly StackScope[],
  given: Readonly<Record<string, string>>,
  note: Note,
): void {
  for (const key of Object.keys(given)) {
    if (key === 'AWS::AccountId') continue;
    const used = stacks.some(({ input, imported }) => {
      const own = key.startsWith(`${input.name}:`) ? key.slice(`${input.name}:`.length) : key;
      return Object.hasOwn(input.template.Parameters ?? {}, own) || imported.has(key);
    });
    if (used) continue;
    const name = key.slice(0, 80);
    note('TG1176', name, `The parameter ${name} is given, but no template declares it.`);
  }
}
