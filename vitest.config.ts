import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    isolate: false,
    setupFiles: ['./test/seed.ts'],
    // Half of the time is waiting for other processes: browsers, bots, servers.
    maxWorkers: availableParallelism(),
    reporters: ['default', './test/reporter.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A browser beside other work answers in seconds: a poll that gives up after one tells of the machine, not of the page.
    expect: { poll: { timeout: 20_000 } },
  },
})
