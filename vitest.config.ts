import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Suites without state outside their own folders: they share one set of modules, which saves importing them for each file. */
const PURE = ['unit', 'golden', 'oracle', 'property', 'contract', 'cli', 'repo'].map(
  (folder) => `test/${folder}/**/*.test.ts`,
);

const shared = {
  // FULL=1 runs every case of the property suites.
  testTimeout: process.env.FULL === '1' ? 1_800_000 : 60_000,
  hookTimeout: 120_000,
  env: { TZ: 'UTC' },
};

export default defineConfig({
  test: {
    // Half of the time a test waits for a server, a database or a clock: fewer workers would leave a small machine idle.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    reporters: process.env.CI === 'true' ? ['default'] : ['dot'],
    projects: [
      { test: { ...shared, name: 'pure', include: PURE, isolate: false } },
      {
        test: {
          ...shared,
          name: 'all',
          include: ['test/**/*.test.ts'],
          exclude: ['test/peers/**', 'test/browser/**', 'test/samples/**', 'node_modules/**', ...PURE],
        },
      },
    ],
  },
});
