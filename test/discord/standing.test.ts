/** Where somebody stands: in a server, or in their own space, and who is let in where. */
// Loaded first, as it may be in the bot: discord.js's own undici then sends through this one.
import 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DiscordConnection } from '../../src/discord/connect.ts'
import { MovedClock } from '../../src/lib/clock.ts'
import {
  type Given,
  GUILD,
  MANAGE,
  MEMBER,
  OPEN,
  SECRET,
  type SmallDiscord,
  startSmallDiscord,
  USER,
} from './small-discord.ts'
import { chiefLead, command, connectTo, press, said, type Told, word } from './told.ts'

const FOREIGN = '100000000000000888'
const BY_PERSON = { 1: USER }

let discord: SmallDiscord
let connection: DiscordConnection
let told: Told
const clock = new MovedClock(0)

async function connect(allowedGuilds: string[] = []) {
  told = { callers: [], options: [] }
  discord = await startSmallDiscord()
  connection = await connectTo(discord.api, { told, clock, allowedGuilds })
}

async function close() {
  await connection.close()
  await discord.close()
}

async function standing(given: Given) {
  const [, second] = await discord.interact(given, 2)
  return { caller: told.callers.pop(), said: said(second), body: second?.body }
}

const atHome = { guildId: null, manages: true, guildLocale: 'ja', userId: USER }

describe('somebody stands in their own space', () => {
  beforeAll(() => connect())
  afterAll(close)

  it('in direct messages, with the bot or with others', async () => {
    for (const context of [1, 2] as const) {
      const given = { inDm: true, context, locale: 'ja', owners: BY_PERSON }
      const { caller } = await standing(press('v1:own:7', given))
      expect(caller).toMatchObject(atHome)
    }
  })

  it('in a server that the bot is not in, though they manage it', async () => {
    const given = { guildId: FOREIGN, owners: BY_PERSON, permissions: MEMBER | MANAGE }
    const { caller } = await standing(press('v1:own:7', { ...given, locale: 'ja' }))
    expect(caller).toMatchObject(atHome)
    expect((await standing(command('look', [], given))).said).toContain('servers only')
    expect((await standing(command('chief', chiefLead, given))).said).toContain('servers only')
  })

  it('with a command about their own, in any server: nothing of the server goes with them', async () => {
    const { caller, body } = await standing(command('mine', [], { locale: 'ja' }))
    expect(caller).toMatchObject(atHome)
    expect(caller?.rings(GUILD)).toBe(false)
    expect(JSON.stringify(body)).toContain('"m1:own:7"')
    expect(JSON.stringify(body)).toContain('https://a.example/')
    const direct = await standing(command('mine', [], { inDm: true }))
    expect(JSON.stringify(direct.body)).toContain('"v1:own:7"')
    const typing: Given = { ...command('mine', [word('t', true)]), type: 4 }
    await discord.interact(typing, 1)
    expect(told.callers.pop()).toMatchObject({ guildId: null })
  })

  it('with a control under such an answer, and what it opens stays there', async () => {
    const { caller } = await standing(press('m1:own:7', { locale: 'ja' }))
    expect(caller).toMatchObject(atHome)
    const [form] = await discord.interact(press('m1:own-form:7'), 1)
    expect(form?.body).toMatchObject({ type: 9, data: { custom_id: 'm1:own:set' } })
    expect(told.callers.pop()).toMatchObject({ guildId: null })
  })
})

describe('in a server', () => {
  beforeAll(() => connect())
  afterAll(close)

  it('the same control without the mark is for managers, and about the server', async () => {
    const refused = await standing(press('v1:own:7'))
    expect([refused.caller, refused.said]).toEqual([
      undefined,
      expect.stringContaining('*Manage Server*'),
    ])
    const { caller } = await standing(press('v1:own:7', { permissions: MEMBER | MANAGE }))
    expect(caller).toMatchObject({ guildId: GUILD, manages: true })
    expect(caller?.sees(OPEN)).toBe(true)
    expect(caller?.sees(SECRET)).toBe(false)
  })

  it('a mark lets nobody do what is for managers of a server', async () => {
    for (const permissions of [MEMBER, MEMBER | MANAGE]) {
      const { said: answer } = await standing(press('m1:rule:1', { permissions }))
      expect(answer).toContain('*Manage Server*')
    }
    const direct = await standing(press('v1:rule:1', { inDm: true }))
    expect(direct.said).toContain('*Manage Server*')
  })
})

describe('where chosen servers are served', () => {
  beforeAll(() => connect([FOREIGN]))
  afterAll(close)

  it('another one is not, and a mark does not help', async () => {
    for (const given of [command('mine'), press('m1:own:7'), press('v1:own:7')]) {
      const refused = await standing(given)
      expect([refused.caller, refused.said]).toEqual([
        undefined,
        expect.stringContaining('only works in selected servers'),
      ])
    }
    expect(
      await standing(command('mine', [], { owners: { 1: '100000000000000301' } })),
    ).toMatchObject({
      caller: undefined,
    })
  })

  it('who has installed the bot for themselves stands in their own space there', async () => {
    const given = { owners: { 0: GUILD, 1: USER }, permissions: MEMBER | MANAGE }
    expect((await standing(command('mine', [], given))).caller).toMatchObject({ guildId: null })
    expect((await standing(command('look', [], given))).said).toContain('servers only')
    expect((await standing(press('v1:rule:1', given))).said).toContain('*Manage Server*')
  })

  it('direct messages are', async () => {
    expect((await standing(command('mine', [], { inDm: true }))).caller).toMatchObject({
      guildId: null,
    })
  })
})
