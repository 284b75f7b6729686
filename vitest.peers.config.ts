import { defineConfig } from 'vitest/config';

/** Suites against real peers (moto, PostgreSQL, built artefacts). With REQUIRE_PEERS=1 a missing peer fails instead of skipping. */
export default defineConfig({
  test: {
    include: ['test/peers/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // Terraform and the servers beside it wait most of the time; each suite has its own.
    maxWorkers: 3,
    env: { TZ: 'UTC' },
  },
});
