/** Prints the closing line `N passed, N failed` that continuous integration reads. */
import type { Reporter, TestModule } from 'vitest/node'

export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    let passed = 0
    let failed = 0
    let skipped = 0
    for (const module of modules) {
      if (module.state() === 'failed' && [...module.children.allTests()].length === 0) failed += 1
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') passed += 1
        else if (state === 'failed') failed += 1
        else skipped += 1
      }
    }
    const rest = skipped > 0 ? `, ${skipped} skipped` : ''
    // After the default reporter's summary, which is written in the same turn.
    setImmediate(() => process.stdout.write(`${passed} passed, ${failed} failed${rest}\n`))
  }
}
