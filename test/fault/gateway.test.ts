/** The whole bot, killed with its gateway at any moment while Discord fails; `npm run test:fault -- --gateway` is the long run. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { gatewayRun } from './gateway-run.ts'

const folders: string[] = []
afterAll(() => Promise.all(folders.map((one) => rm(one, { recursive: true }))))

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'chrysanthemum-'))
  folders.push(folder)
  return folder
}

/** Several processes start here: on a busy machine that takes its time. */
const PATIENCE = { timeout: 240_000 }
const SHORT = { seed: 4, channels: 24, killsAMorning: 3, restartsAtOnce: 0 }

describe('a bot that is killed with its gateway', PATIENCE, () => {
  it.concurrent('has posted every digest once, left nobody waiting, and taken no outage for a removal', async () => {
    const deaths = ['identifying', 'sending', 'answering'] as const
    const run = { ...SHORT, folder: await emptyFolder(), kills: 3, deaths, withNonce: true }
    expect(await gatewayRun(run)).toMatchObject({
      kills: 3,
      lost: 0,
      doubled: 0,
      outOfOrder: 0,
      forgotten: 0,
      unsure: 0,
      integrity: 'ok',
      answers: { leftWaiting: 0 },
      sessions: { hasty: 0 },
      takenForLeft: 0,
      violations: [],
    })
  })

  it.concurrent('would double some if its nonces were not the same after a start', async () => {
    const deaths = ['sending'] as const
    const dying = { kills: 2, deaths, pauses: [4_000] as const, withNonce: false }
    const { lost, doubled } = await gatewayRun({ ...SHORT, ...dying, folder: await emptyFolder() })
    expect(lost).toBe(0)
    expect(doubled).toBeGreaterThan(0)
  })
})
