import type { Progress } from '../../operations/ports.ts';
import type { Host } from '../host.ts';

/** A bar for each account and Region on standard error, once there is something to show; none where it is no terminal. */
export async function progressOf({ stderr }: Host): Promise<Progress> {
  const say = (line: string): void => void stderr.write(`${line}\n`);
  const nothing = (): void => undefined;
  if (!stderr.isTerminal) return { report: nothing, note: nothing, say, stop: nothing };
  const { default: bars } = await import('cli-progress');
  const all = new bars.MultiBar({
    format: '{scope} {phase} [{bar}] {value}/{total}',
    hideCursor: true,
    clearOnComplete: true,
    stream: process.stderr,
  });
  const byScope = new Map<string, ReturnType<typeof all.create>>();
  return {
    report({ scope, phase, done, all: total }) {
      const bar = byScope.get(scope) ?? all.create(total, done, { scope, phase });
      byScope.set(scope, bar);
      bar.setTotal(total);
      bar.update(done, { scope, phase });
    },
    note: say,
    say: (line) => (byScope.size === 0 ? say(line) : all.log(`${line}\n`)),
    stop: () => all.stop(),
  };
}
