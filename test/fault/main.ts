/** `npm run -s test:fault -- [--kills N] [--channels N] [--seed N] [--without-nonce]`: one JSON line of what the run counted. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { killRun } from './kill-run.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '1000' },
    channels: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    'without-nonce': { type: 'boolean', default: false },
  },
})

const folder = await mkdtemp(join(tmpdir(), 'chrysanthemum-fault-'))
const since = performance.now()
try {
  const report = await killRun({
    folder,
    seed: Number(values.seed),
    kills: Number(values.kills),
    channels: Number(values.channels),
    withNonce: !values['without-nonce'],
    onMorning: ({ kills, digests, lost, doubled }) =>
      process.stderr.write(
        `${kills} kills, ${digests} digests: ${lost} lost, ${doubled} doubled\n`,
      ),
  })
  const seconds = Math.round((performance.now() - since) / 1000)
  process.stdout.write(`${JSON.stringify({ ...values, ...report, seconds })}\n`)
  const isBad = report.lost + report.doubled + report.outOfOrder + report.forgotten > 0
  process.exitCode = isBad || report.integrity !== 'ok' ? 1 : 0
} finally {
  await rm(folder, { recursive: true })
}
