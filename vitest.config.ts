import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    // Many tests wait for processes of their own, so that two cores are worth two workers.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // What a browser or a service is to become may take its time on a busy machine.
    expect: { poll: { timeout: 15_000 } },
    coverage: { include: ['src/**/*.ts'] },
  },
});
