import type { ScanProgress } from '../../operations/scan/ports.ts';
import type { Host } from '../host.ts';

export interface Progress {
  readonly report: (progress: ScanProgress) => void;
  /** A line that stays, above the bars. */
  readonly say: (line: string) => void;
  readonly stop: () => void;
}

/** A bar for each account and Region on standard error; nothing where it is no terminal. */
export async function scanProgress(host: Host): Promise<Progress> {
  if (!host.stderr.isTerminal) {
    const say = (line: string): void => void host.stderr.write(`${line}\n`);
    return { report: () => undefined, say, stop: () => undefined };
  }
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
    say: (line) => all.log(`${line}\n`),
    stop: () => all.stop(),
  };
}
