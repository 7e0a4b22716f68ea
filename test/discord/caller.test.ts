import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DiscordConnection } from '../../src/discord/connect.ts'
import { MovedClock } from '../../src/lib/clock.ts'
import type { Caller } from '../../src/model/caller.ts'
import {
  type Given,
  GUILD,
  MANAGE,
  MEMBER,
  MUTE,
  OPEN,
  PRIVATE_THREAD,
  QUIET_ROLE,
  RINGING_ROLE,
  SECRET,
  type SmallDiscord,
  startSmallDiscord,
  THREAD,
} from './small-discord.ts'
import { command, connectTo, press, type Told } from './told.ts'

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

async function callerFrom(more: Partial<Given> = {}): Promise<Caller> {
  await discord.interact(command('look', [], more), 2)
  const caller = told.callers.at(-1)
  if (!caller) throw new Error('the command did not run')
  return caller
}

describe('the caller', () => {
  it('has their own language, and the server’s', async () => {
    expect(await callerFrom({ locale: 'ja' })).toMatchObject({ locale: 'ja', guildLocale: 'ja' })
    expect(await callerFrom({ locale: 'de' })).toMatchObject({ locale: 'en', guildId: GUILD })
  })

  it('manages with Manage Guild', async () => {
    expect((await callerFrom()).manages).toBe(false)
    expect((await callerFrom({ permissions: MEMBER | MANAGE })).manages).toBe(true)
  })

  it('sees the channels that the overwrites leave to them, and the one where they are', async () => {
    const caller = await callerFrom()
    const seen = [OPEN, SECRET, MUTE, THREAD, PRIVATE_THREAD].filter((id) => caller.sees(id))
    expect(seen).toEqual([OPEN, MUTE, THREAD])
    expect((await callerFrom({ channelId: SECRET })).sees(SECRET)).toBe(true)
  })

  it('sees nothing of a channel that is not known, not even as a manager', async () => {
    expect((await callerFrom()).sees('1')).toBe(false)
    expect((await callerFrom({ permissions: MEMBER | MANAGE })).sees('1')).toBe(false)
  })

  it('looks after the digest of a channel that is gone only with what is for managers', async () => {
    const permissions = MEMBER | MANAGE
    expect((await callerFrom({ permissions })).tends('1')).toBe(false)
    await discord.interact(press('v1:rule:1', { permissions }), 2)
    const manager = told.callers.at(-1)
    const tended = [OPEN, SECRET, PRIVATE_THREAD, '1'].map((id) => manager?.tends(id))
    expect(tended).toEqual([true, false, false, true])
    expect(manager?.sees('1')).toBe(false)
  })

  it('speaks where they may write', async () => {
    const caller = await callerFrom()
    expect([OPEN, SECRET, MUTE, THREAD].filter((id) => caller.speaks(id))).toEqual([OPEN, THREAD])
  })

  it('rings roles that anyone may mention', async () => {
    const caller = await callerFrom()
    const rung = [RINGING_ROLE, QUIET_ROLE, GUILD, '1'].filter((id) => caller.rings(id))
    expect(rung).toEqual([RINGING_ROLE])
  })

  it('is told what the bot lacks, by channel', async () => {
    const caller = await callerFrom()
    expect(caller.botLacks(OPEN)).toEqual([])
    expect(caller.botLacks(SECRET)).toContain('ViewChannel')
    expect(caller.botLacks(MUTE)).toEqual(['SendMessages', 'EmbedLinks'])
    expect(caller.botLacks(THREAD)).toEqual([])
    expect(caller.botLacks('1')).toBeNull()
  })
})
