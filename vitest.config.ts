import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    // What a browser or a service is to become may take its time on a busy machine.
    expect: { poll: { timeout: 15_000 } },
    coverage: { include: ['src/**/*.ts'] },
  },
});
