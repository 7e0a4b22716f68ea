/**
 * `npm run rehearse -- --seed N --days 365 [--servers N] [--runs N] [--folder DIR]`: one JSON line for each seed, from `--seed` on; ends
 * with 1 where an invariant broke. The same seed, days and servers play the same year again.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { rehearse } from './run.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    days: { type: 'string', default: '365' },
    servers: { type: 'string', default: '20' },
    runs: { type: 'string', default: '1' },
    folder: { type: 'string', default: tmpdir() },
  },
})

const SHOWN = 20

for (let n = 0; n < Number(values.runs); n += 1) {
  const folder = await mkdtemp(join(values.folder, 'chrysanthemum-rehearse-'))
  const since = performance.now()
  try {
    const { violations, happened, ...report } = await rehearse({
      ...{
        seed: Number(values.seed) + n,
        days: Number(values.days),
        servers: Number(values.servers),
      },
      folder,
      onWeek: (day, wrong) => process.stderr.write(`day ${day}, ${wrong} wrong\r`),
    })
    const seconds = Math.round((performance.now() - since) / 1000)
    for (const { at, kind, what } of violations.slice(0, SHOWN)) {
      process.stderr.write(`${new Date(at).toISOString()} ${kind}: ${what}\n`)
    }
    const line = { ...report, seconds, wrong: violations.length, happened }
    process.stdout.write(`${JSON.stringify(line)}\n`)
    if (violations.length > 0) process.exitCode = 1
  } finally {
    await rm(folder, { recursive: true })
  }
}
