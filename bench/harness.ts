/** One budgeted figure: a ratio of two things measured in the same run, so that slow machines do not matter. */
export interface Benchmark {
  readonly name: string;
  /** Whether a smaller or a larger figure is better; budgets.json bounds it on the other side. */
  readonly better: 'lower' | 'higher';
  measure(): number | Promise<number>;
}

export interface Rounds {
  /** Pairs that are run and thrown away first. */
  readonly warmUp: number;
  readonly rounds: number;
  /** What time is read from: the wall unless given. */
  readonly clock?: () => number;
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Processor time of this process in milliseconds, all threads, so garbage collection counts; child processes do not. */
export function processorClock(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Milliseconds that a run takes by a clock. */
export function timed(run: () => unknown, clock: () => number = () => performance.now()): number {
  const start = clock();
  run();
  return clock() - start;
}

/**
 * How many times as long `work` takes as `base`. Both run in turn and each pair gives a ratio, so that whatever slows the machine
 * slows both; the median of the ratios is the figure.
 */
export function pairedRatio(work: () => unknown, base: () => unknown, { warmUp, rounds, clock }: Rounds): number {
  const ratios: number[] = [];
  for (let round = -warmUp; round < rounds; round++) {
    const [under, over] = [timed(base, clock), timed(work, clock)];
    if (round >= 0) ratios.push(over / under);
  }
  return median(ratios);
}

/** The same for work that is waited for: databases and workers. */
export async function pairedRatioAsync(
  work: () => Promise<unknown>,
  base: () => Promise<unknown>,
  { warmUp, rounds, clock = () => performance.now() }: Rounds,
): Promise<number> {
  const waited = async (run: () => Promise<unknown>): Promise<number> => {
    const start = clock();
    await run();
    return clock() - start;
  };
  const ratios: number[] = [];
  for (let round = -warmUp; round < rounds; round++) {
    const [under, over] = [await waited(base), await waited(work)];
    if (round >= 0) ratios.push(over / under);
  }
  return median(ratios);
}
