import { type Benchmark, pairedRatio, processorClock, type Rounds, timed } from './harness.ts';
import { sampleNetwork } from './sample-network.ts';
import { estimateText } from './support/estimate-text.ts';

/** The estimate against reading its input and writing its output alone. `repeats` lifts small documents above the clock's grain. */
function againstJson(endpoints: number, repeats: number, rounds: Rounds): number {
  const input = sampleNetwork(endpoints);
  const output: unknown = JSON.parse(estimateText(input));
  const repeat = (run: () => unknown) => () => {
    for (let time = 0; time < repeats; time++) run();
  };
  const json = () => [JSON.parse(input), JSON.stringify(output)];
  return pairedRatio(
    repeat(() => estimateText(input)),
    repeat(json),
    { clock: processorClock, ...rounds },
  );
}

/** Time per endpoint of a network ten times as large, over that of the smaller one: the best of several runs of each. */
function growth(): number {
  const [small, large] = [sampleNetwork(10_000), sampleNetwork(100_000)];
  const tenSmall = () => {
    for (let time = 0; time < 10; time++) estimateText(small);
  };
  const best = { small: Number.POSITIVE_INFINITY, large: Number.POSITIVE_INFINITY };
  for (let round = 0; round < 6; round++) {
    best.small = Math.min(best.small, timed(tenSmall, processorClock));
    best.large = Math.min(
      best.large,
      timed(() => estimateText(large), processorClock),
    );
  }
  return best.large / best.small;
}

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'estimate of 10,000 endpoints / JSON of the same documents',
    better: 'lower',
    measure: () => againstJson(10_000, 1, { warmUp: 3, rounds: 21 }),
  },
  {
    name: 'estimate of 50 endpoints / JSON of the same documents',
    better: 'lower',
    measure: () => againstJson(50, 20, { warmUp: 30, rounds: 101 }),
  },
  { name: 'time per endpoint, 100,000 / 10,000 endpoints', better: 'lower', measure: growth },
];
