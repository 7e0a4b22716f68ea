/**
 * `npm run rehearse -- --seed N --days 365 [--servers N] [--runs N] [--trouble TIMES] [--folder DIR] [--order N]`: one JSON line for each seed, from `--seed` on; ends
 * with 1 where an invariant broke. The same seed, days and servers play the same year again.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { rehearse } from './run.ts'
import type { Stage } from './stage.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    days: { type: 'string', default: '365' },
    servers: { type: 'string', default: '20' },
    trouble: { type: 'string', default: '1' },
    runs: { type: 'string', default: '1' },
    folder: { type: 'string', default: tmpdir() },
    order: { type: 'string' },
  },
})

const SHOWN = 20

const iso = (at: number | null) => (at === null ? '…' : new Date(at).toISOString())

/** What is known of one order, in the order of time: what to read beside a violation. */
function tell(stage: Stage, id: number): void {
  const order = stage.orders.get(id)
  if (order === undefined) return
  const lines = [
    ...order.terms.map((one) => [one.from, `terms ${JSON.stringify(one)}`] as const),
    ...order.excuses.map(({ from, to, why }) => [from, `${why} until ${iso(to)}`] as const),
    ...(stage.observer.byOrder.get(id) ?? []).map(
      ({ at, slot, key, channelId, cards, listed }) =>
        [
          at,
          `post ${key} of ${iso(slot)} in ${channelId}: ${cards.join(' ')} | ${listed?.join(' ')}`,
        ] as const,
    ),
  ]
  process.stderr.write(
    `order ${id} of ${order.house.id}, ${order.state}, since ${iso(order.since)}\n`,
  )
  for (const [at, text] of lines.toSorted(([a], [b]) => a - b)) {
    process.stderr.write(`${iso(at)} ${text}\n`)
  }
}

for (let n = 0; n < Number(values.runs); n += 1) {
  const folder = await mkdtemp(join(values.folder, 'chrysanthemum-rehearse-'))
  const since = performance.now()
  const used = process.cpuUsage()
  try {
    const { violations, happened, ...report } = await rehearse({
      ...{
        seed: Number(values.seed) + n,
        days: Number(values.days),
        servers: Number(values.servers),
        trouble: Number(values.trouble),
      },
      folder,
      onEnd: (stage) => {
        for (const id of values.order?.split(',') ?? []) tell(stage, Number(id))
      },
      onWeek: (day, wrong) => process.stderr.write(`day ${day}, ${wrong} wrong\r`),
    })
    const seconds = Math.round((performance.now() - since) / 1000)
    const cpu = Math.round(process.cpuUsage(used).user / 1e6 + process.cpuUsage(used).system / 1e6)
    for (const { at, kind, what } of violations.slice(0, SHOWN)) {
      process.stderr.write(`${new Date(at).toISOString()} ${kind}: ${what}\n`)
    }
    const line = { ...report, seconds, cpu, wrong: violations.length, happened }
    process.stdout.write(`${JSON.stringify(line)}\n`)
    if (violations.length > 0) process.exitCode = 1
  } finally {
    await rm(folder, { recursive: true })
  }
}
