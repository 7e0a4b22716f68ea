/** Weeks of servers with all that happens to them, in seconds; `npm run rehearse` plays years of them. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { rehearse } from './run.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chrysanthemum-'))
})
afterEach(() => rm(folder, { recursive: true }))

const play = (part: { seed: number; days: number; servers: number }, name: string) =>
  mkdtemp(join(folder, name)).then((own) => rehearse({ ...part, folder: own }))

it('the same seed plays the same weeks again, to the last message', async () => {
  const part = { seed: 5, days: 9, servers: 3 }
  const [first, again] = [await play(part, 'first'), await play(part, 'again')]
  expect(again.hash).toBe(first.hash)
  expect(again.digests).toBe(first.digests)
  const other = await play({ ...part, seed: 6 }, 'other')
  expect(other.hash).not.toBe(first.hash)
})
