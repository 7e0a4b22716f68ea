/** Prints the closing line `N passed, N failed` that continuous integration reads. */
import type { Reporter, TestModule } from 'vitest/node'

const COUNTED = {
  passed: 'passed',
  failed: 'failed',
  skipped: 'skipped',
  pending: 'skipped',
} as const

export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0 }
    for (const module of modules) {
      const tests = [...module.children.allTests()]
      // A file that did not even load has no tests, and has failed.
      if (tests.length === 0 && module.state() === 'failed') counts.failed += 1
      for (const test of tests) counts[COUNTED[test.result().state]] += 1
    }
    const rest = counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''
    // After the default reporter's summary, which is written in the same turn.
    setImmediate(() =>
      process.stdout.write(`${counts.passed} passed, ${counts.failed} failed${rest}\n`),
    )
  }
}
