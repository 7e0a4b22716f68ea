/**
 * `npm run -s test:fault -- [--gateway] [--kills N] [--channels N] [--seed N] [--without-nonce]`: one JSON line of what the run
 * counted.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type GatewayReport, gatewayRun } from './gateway-run.ts'
import { type KillReport, killRun } from './kill-run.ts'

const { values } = parseArgs({
  options: {
    gateway: { type: 'boolean', default: false },
    kills: { type: 'string', default: '1000' },
    channels: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    'without-nonce': { type: 'boolean', default: false },
  },
})

function isBad(report: KillReport | GatewayReport): boolean {
  const { lost, doubled, outOfOrder, forgotten, integrity } = report
  if (lost + doubled + outOfOrder + forgotten > 0 || integrity !== 'ok') return true
  if (!('sessions' in report)) return false
  const { sessions, answers, takenForLeft, violations } = report
  const unkept = sessions.hasty + answers.leftWaiting + takenForLeft + violations.length
  return unkept > 0 || sessions.worstDay > 1000
}

const folder = await mkdtemp(join(tmpdir(), 'chrysanthemum-fault-'))
const since = performance.now()
const run = {
  folder,
  seed: Number(values.seed),
  kills: Number(values.kills),
  channels: Number(values.channels),
  withNonce: !values['without-nonce'],
  onMorning: ({ kills, digests, lost, doubled, unsure }: KillReport | GatewayReport) =>
    void process.stderr.write(
      `${kills} kills, ${digests} digests: ${lost} lost, ${doubled} doubled, ${unsure} unsure\n`,
    ),
}
try {
  const report = await (values.gateway ? gatewayRun(run) : killRun(run))
  const seconds = Math.round((performance.now() - since) / 1000)
  process.stdout.write(`${JSON.stringify({ ...values, ...report, seconds })}\n`)
  process.exitCode = isBad(report) ? 1 : 0
} finally {
  await rm(folder, { recursive: true })
}
