import { defineConfig } from 'vitest/config';

/** Views in Debian's Chromium over a running service with the demo network; one worker, since each file starts both. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 300_000,
    globalSetup: ['test/browser/support/build-page.ts'],
    env: { TZ: 'UTC' },
    reporters: ['default'],
  },
});
