/** A server that is out of order when the bot comes: its digests wait until it is there again. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { drop } from '../../src/sandbox/fault-effects.ts'
import { createWorld, SLOT, type World } from './world.ts'

const MESSAGES = 'POST /channels/:channel/messages'

let folder: string
let world: World
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chrysanthemum-'))
  world = await createWorld({ databaseFile: join(folder, 'outage.db') })
})
afterEach(async () => {
  await world.close()
  await rm(folder, { recursive: true })
})

it.each([
  ['reached Discord', true, 1],
  ['was lost on its way', false, 1],
])(
  'a digest that %s before the bot was stopped is there once after the outage',
  async (_what, stored, times) => {
    const { sandbox, clock, guild, channel, moderator } = world
    await moderator.slash(channel.id, 'digest subscribe', {
      feed: world.urls('ja').split(' ')[0] ?? '',
    })
    sandbox.faults.add({
      route: MESSAGES,
      times: Number.POSITIVE_INFINITY,
      effect: drop({ stored }),
    })
    await world.moveTo(SLOT)
    sandbox.outage(guild.id)
    await world.restart()
    sandbox.faults.clear()
    // The nonce is forgotten by then: only reading the channel tells, and it is not known yet.
    clock.advance(10 * 60_000)
    await world.bot().idle()
    const states = () => world.bot().db.all(`SELECT state FROM delivery WHERE kind = 'digest'`)
    expect(await states()).toEqual([{ state: 'pending' }])
    await world.passHours(1)
    sandbox.restore(guild.id)
    // Its event goes the same way as the interaction that follows it.
    await moderator.slash(channel.id, 'help')
    await world.passHours(1)
    expect(await states()).toEqual([{ state: 'sent' }])
    expect(sandbox.messages(channel.id)).toHaveLength(times)
    expect(await world.bot().db.all('SELECT * FROM left_server')).toEqual([])
  },
)
