/** The whole bot, killed with its gateway at any moment while Discord fails; `npm run test:fault -- --gateway` is the long run. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { gatewayRun } from './gateway-run.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chrysanthemum-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** Several processes start here: on a busy machine that takes its time. */
const PATIENCE = { timeout: 240_000 }
const SHORT = { seed: 4, kills: 3, channels: 25, killsAMorning: 3, restartsAtOnce: 0 }

describe('a bot that is killed with its gateway', PATIENCE, () => {
  it('has posted every digest once, left nobody waiting, and taken no outage for a removal', async () => {
    expect(await gatewayRun({ ...SHORT, folder, withNonce: true })).toMatchObject({
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

  it('would double some if its nonces were not the same after a start', async () => {
    const { lost, doubled } = await gatewayRun({ ...SHORT, folder, withNonce: false })
    expect(lost).toBe(0)
    expect(doubled).toBeGreaterThan(0)
  })
})
