/** Weeks of servers with all that happens to them, in seconds; `npm run rehearse` plays years of them. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rehearse } from './run.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chrysanthemum-'))
})
afterAll(() => rm(folder, { recursive: true }))

const play = async (part: { seed: number; days: number; servers: number; trouble?: number }) =>
  rehearse({ ...part, folder: await mkdtemp(join(folder, 'play-')) })

/** Ten seconds of work, of which a busy machine makes minutes. */
const PATIENCE = { timeout: 240_000 }

it(
  'in weeks of edits, kicks, outages, faults, kills and copies that are put back nothing is lost, doubled, late at night or seen by who may not',
  PATIENCE,
  async () => {
    const { violations, digests, lives, happened } = await play({
      seed: 3,
      days: 12,
      servers: 4,
      trouble: 5,
    })
    expect(violations).toEqual([])
    expect(digests).toBeGreaterThan(20)
    expect(lives).toBeGreaterThan(2)
    for (const name of ['outage', 'terms!', 'fault', 'looked up', 'put back']) {
      expect(happened[name]).toBeGreaterThan(0)
    }
  },
)

it(
  'the same seed plays the same days again, to the last message, and another one others',
  PATIENCE,
  async () => {
    const part = { seed: 5, days: 6, servers: 3, trouble: 4 }
    const [first, again] = [await play(part), await play(part)]
    expect(again).toEqual(first)
    expect(first.digests).toBeGreaterThan(5)
    const { hash } = await play({ ...part, seed: 6 })
    expect(hash).not.toBe(first.hash)
  },
)
