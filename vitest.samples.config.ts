import { defineConfig } from 'vitest/config';

/** Reads inputs of other people, which are not part of the project, where they lie beside the project; elsewhere it skips. */
export default defineConfig({
  test: {
    include: ['test/samples/**/*.test.ts'],
    testTimeout: 60_000,
    env: { TZ: 'UTC' },
    reporters: ['default'],
  },
});
