import { defineConfig } from 'vitest/config';

/** Suites against real peers (moto, PostgreSQL, built artefacts). With REQUIRE_PEERS=1 a missing peer fails instead of skipping. */
export default defineConfig({
  test: {
    include: ['test/peers/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    fileParallelism: false,
    env: { TZ: 'UTC' },
  },
});
