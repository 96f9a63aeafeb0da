import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// Tests of these change what belongs to the whole process (environment, signals, streams, clocks).
const apart = ['test/cli/**/*.test.ts', 'test/playground/latest.test.ts', 'test/http/refusal-log.test.ts'];

const common = {
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // What a browser or a service is to become may take its time on a busy machine.
  expect: { poll: { timeout: 15_000 } },
};

export default defineConfig({
  test: {
    // Many tests wait for processes of their own, so that two cores are worth two workers.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    coverage: { include: ['src/**/*.ts'] },
    projects: [
      { test: { ...common, name: 'apart', include: apart } },
      // Files that share a process share loaded modules too, which halves the time of most.
      {
        test: { ...common, name: 'together', include: ['test/**/*.test.ts'], exclude: apart, isolate: false },
      },
    ],
  },
});
