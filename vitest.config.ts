import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/peers/**', 'test/samples/**', 'node_modules/**'],
    // Half of the time a test waits for a server, a database or a clock: fewer workers would leave a small machine idle.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    testTimeout: 30_000,
    hookTimeout: 60_000,
    env: { TZ: 'UTC' },
    reporters: process.env.CI === 'true' ? ['default'] : ['dot'],
  },
});
