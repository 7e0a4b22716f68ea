/** Killed at any moment and started again, the bot neither loses nor doubles a digest; `npm run test:fault` is the long run. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { killRun } from './kill-run.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chrysanthemum-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** Several processes start here: on a busy machine that takes its time. */
const PATIENCE = { timeout: 180_000 }

describe('a bot that is killed while Discord fails', PATIENCE, () => {
  it('has posted every digest once and in order when it was started often enough', async () => {
    const run = { folder, seed: 7, kills: 6, channels: 30, withNonce: true }
    expect(await killRun(run)).toMatchObject({
      kills: 6,
      lost: 0,
      doubled: 0,
      outOfOrder: 0,
      forgotten: 0,
      unsure: 0,
      integrity: 'ok',
    })
  })

  it('would double some if its nonces were not the same after a start', async () => {
    const run = { folder, seed: 7, kills: 6, channels: 30, withNonce: false }
    const { lost, doubled } = await killRun(run)
    expect(lost).toBe(0)
    expect(doubled).toBeGreaterThan(0)
  })
})
