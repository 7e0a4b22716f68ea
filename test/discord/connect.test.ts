import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DiscordConnection } from '../../src/discord/connect.ts'
import { ConnectError } from '../../src/discord/connect-error.ts'
import { MovedClock } from '../../src/lib/clock.ts'
import { OPEN, type SmallDiscord, startSmallDiscord } from './small-discord.ts'
import { command, connectTo, said, type Told } from './told.ts'

let discord: SmallDiscord
let connection: DiscordConnection
const told: Told = { callers: [], options: [] }
const clock = new MovedClock(0)

beforeAll(async () => {
  discord = await startSmallDiscord()
  connection = await connectTo(discord.api, { told, clock })
})
afterAll(async () => {
  await connection.close()
  await discord.close()
})

describe('connecting', () => {
  it('registers the commands, and says how to invite the bot', () => {
    const put = discord.asked.find(({ method }) => method === 'PUT')
    expect(put?.path).toBe(`/api/v10/applications/${connection.applicationId}/commands`)
    expect(connection.inviteUrl).toContain(connection.applicationId)
    expect(connection.name).toBe('digest')
    expect(connection.servers()).toBe(1)
  })

  it('says that a token is dead', async () => {
    discord.refuse('/gateway/bot', 401, { message: '401: Unauthorized', code: 0 })
    await expect(connectTo(discord.api, { told, clock })).rejects.toMatchObject({
      kind: 'bad-token',
    })
  })

  it('says what is wrong when Discord is not there', async () => {
    discord.refuse('/gateway/bot', 403, { message: 'Nobody comes in', code: 0 })
    const failed = connectTo(discord.api, { told, clock })
    await expect(failed).rejects.toThrow(ConnectError)
    await expect(failed).rejects.toMatchObject({
      kind: 'unreachable',
      cause: { message: 'Nobody comes in' },
    })
  })

  it('sends a message with its nonce', async () => {
    const sent = await connection.send({
      channelId: OPEN,
      payload: { content: 'news', allowed_mentions: { parse: [] } },
      nonce: 'n1',
    })
    expect(sent).toEqual({ kind: 'sent', messageId: '100000000000000900' })
  })

  it('reads back where it may, and not in a channel that it does not know', async () => {
    const wanted = { key: 's1-x', after: Date.now(), direct: false }
    expect(await connection.readBack({ ...wanted, channelId: '1' })).toMatchObject({
      kind: 'unreadable',
    })
    const before = discord.asked.length
    await connection.readBack({ ...wanted, channelId: OPEN }).catch(() => undefined)
    expect(discord.asked.length).toBe(before + 1)
  })
})

describe('what Discord counts for its limit', () => {
  it('waits for the pace, whatever it is; answers to people do not', async () => {
    const other = await startSmallDiscord()
    let paced = 0
    const pace = async () => {
      paced += 1
    }
    const bot = await connectTo(other.api, { told, clock, pace })
    // Where the gateway is, which commands there are, and those that are new.
    expect(paced).toBe(other.asked.length)
    const before = paced
    await other.interact(command('look'), 2)
    expect(paced).toBe(before)
    const wanted = { key: 's1-x', after: 0, channelId: OPEN, direct: false }
    await bot.readBack(wanted).catch(() => undefined)
    await bot.openDirect('1')
    expect(paced).toBe(before + 2)
    // Whoever sends has waited before.
    await bot.send({
      channelId: OPEN,
      payload: { content: 'news', allowed_mentions: { parse: [] } },
      nonce: 'n2',
    })
    expect(paced).toBe(before + 2)
    await bot.close()
    await other.close()
  })
})

describe('a bot for selected servers', () => {
  it('serves no other', async () => {
    const other = await startSmallDiscord()
    const chosen = await connectTo(other.api, { told, clock, allowedGuilds: ['1'] })
    const [, second] = await other.interact(command('look'), 2)
    expect(said(second)).toContain('selected servers')
    await chosen.close()
    await other.close()
  })
})
