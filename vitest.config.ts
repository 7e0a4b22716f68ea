import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    isolate: false,
    reporters: ['default', './test/reporter.ts'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
})
