import { Command } from '@commander-js/extra-typings';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../src/cli/commands/index.ts';
import { repeated } from '../../../src/cli/options.ts';
import { refuseRepeats } from '../../../src/cli/refuse-repeats.ts';
import { tollgateInProcess } from '../../support/run-in-process.ts';

/** Every option of every command that takes one value. */
async function singleValued(): Promise<readonly (readonly [string, string])[]> {
  const found: [string, string][] = [];
  for (const [name, load] of Object.entries(COMMANDS)) {
    const command = new Command(name);
    const none = () => {
      throw new Error('nothing runs');
    };
    (await load()).build(command, { host: {} as never, flags: () => ({}), action: () => none });
    const visit = (each: typeof command, path: string): void => {
      for (const { long, required, variadic, parseArg } of each.options) {
        if (required && !variadic && (parseArg as unknown) !== repeated) found.push([path, long ?? '']);
      }
      for (const more of each.commands) visit(more as typeof command, `${path} ${more.name()}`);
    };
    visit(command, name);
  }
  return found;
}

describe('an option that takes one value', () => {
  test('given twice is an error that names it, in every command', async () => {
    const options = await singleValued();
    expect(options.length).toBeGreaterThan(100);
    for (const [path, flag] of options) {
      const { code, err } = await tollgateInProcess([...path.split(' '), `${flag}=1`, `${flag}=1000`]);
      expect([path, flag, code, /TG1012/.test(err) && err.includes(flag)]).toEqual([path, flag, 1, true]);
    }
  }, 120_000);

  test('its default does not count as given', () => {
    const command = new Command('x').option('--tag <tag>', '', 'default');
    refuseRepeats(command as never);
    expect(command.parse(['--tag', 'prod'], { from: 'user' }).opts()).toEqual({ tag: 'prod' });
  });
});
