/** A server in an outage, one that removes the bot, and one that invites it again; through real discord.js. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createWorld, DAY, SLOT, type World } from './world.ts'

let world: World
let staff: string

beforeEach(async () => {
  world = await createWorld()
  staff = world.sandbox.addChannel(world.guild.id, { name: '係' }).id
  const settings = JSON.stringify({ notices: staff })
  await world
    .bot()
    .db.all('INSERT INTO guild (id, settings) VALUES ($1, $2)', [world.guild.id, settings])
  await world.moderator.slash(world.channel.id, 'digest subscribe', { feed: world.urls('ja') })
})
afterEach(async () => {
  expect(world.fatal).toEqual([])
  await world.close()
})

const states = () => world.bot().db.all('SELECT state, paused_for FROM subscription ORDER BY id')
const isIn = () => world.bot().discord.isIn(world.guild.id)
const notices = () => world.sandbox.messages(staff).filter(({ content }) => content !== '')
/** Discord tells the bot over its socket: looked at until it has heard. */
const heard = (so: boolean) => expect.poll(isIn, { timeout: 20_000, interval: 10 }).toBe(so)

describe('an outage of a server', () => {
  it('is no removal: nothing is paused, nobody is told, and the digest comes', async () => {
    world.sandbox.outage(world.guild.id)
    await world.passHours(2)
    expect(await states()).toEqual([{ state: 'active', paused_for: null }])
    expect(await world.bot().db.all('SELECT * FROM left_server')).toEqual([])
    world.sandbox.restore(world.guild.id)
    await world.moveTo(SLOT + DAY)
    expect(notices()).toEqual([])
    expect(world.sandbox.messages(world.channel.id).length).toBeGreaterThan(0)
  })
})

describe('a server that removed the bot and invites it again', () => {
  beforeEach(async () => {
    world.sandbox.removeBot(world.guild.id)
    await heard(false)
    await world.passHours(3)
    expect(await states()).toEqual([{ state: 'paused', paused_for: 'removed' }])
    world.sandbox.inviteBot(world.guild.id)
    await heard(true)
    await world.passHours(1)
  })

  it('finds its digests paused, is told once, and one button lets all of them go on', async () => {
    await world.passHours(26)
    expect(notices()).toHaveLength(1)
    const [notice] = notices()
    expect(notice?.content).toContain('ダイジェスト1件は、一時停止のまま残っています')
    expect(world.sandbox.messages(world.channel.id)).toEqual([])
    const key = JSON.stringify(notice?.components).match(/v1:back:[^"]+/)?.[0] ?? ''
    if (notice === undefined) throw new Error('there is no notice')
    const { message } = await world.moderator.press(notice, key)
    expect(message.content).toContain('1')
    expect(await states()).toEqual([{ state: 'active', paused_for: null }])
    await world.moveTo(SLOT + 2 * DAY)
    expect(world.sandbox.messages(world.channel.id).length).toBeGreaterThan(0)
  })

  it('is asked in the list as well, where each goes on by itself', async () => {
    const { message } = await world.english.slash(world.channel.id, 'digest list')
    expect(JSON.stringify(message)).toContain('⏸️ paused')
  })
})
