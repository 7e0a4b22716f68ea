/** The bot as its operator starts and stops it: a process of its own, its exit code and what it says. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDelivery } from '../../src/delivery/delivery-table.ts'
import { systemClock } from '../../src/lib/clock.ts'
import type { MessagePayload } from '../../src/model/message.ts'
import { refusal } from '../../src/sandbox/fault-effects.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { openStore } from '../../src/wiring/open-store.ts'
import { type Env, startProcess } from './process.ts'

const ROUTE = 'POST /channels/:channel/messages'

let folder: string
let discord: Sandbox
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chrysanthemum-'))
  discord = await startSandbox({ clock: systemClock, identifyWindow: 0 })
})
afterAll(async () => {
  await discord.close()
  await rm(folder, { recursive: true })
})

const start = (env: Env, flags: readonly string[] = []) => startProcess(folder, env, flags)

const good = (file: string): Env => ({
  DISCORD_TOKEN: discord.token,
  DISCORD_API_URL: discord.apiUrl,
  DATABASE_URL: `sqlite:${file}`,
})

/** A message for each channel, due at once. */
async function owe(file: string, channelIds: readonly string[]): Promise<void> {
  const now = Date.now()
  const db = await openStore(join(folder, file), now)
  await db.tx(async (tx) => {
    await tx.all(
      `INSERT INTO subscription (guild_id, channel_id, name, minute, days, zone, locale, count, seen_seq, slot_at, due_at, set_by, set_at, state)
       VALUES ('1', '1', 'news', 0, '[1]', 'UTC', 'en', 5, 0, $1, $1, '1', 1, 'paused')`,
      [now],
    )
    await tx.all(
      'INSERT INTO digest (subscription_id, slot, from_seq, to_seq, created_at) VALUES (1, 1, 0, 1, 1)',
    )
    for (const channelId of channelIds) {
      const payload: MessagePayload = { content: 'the news', allowed_mentions: { parse: [] } }
      const of = { digestId: 1, guildId: '1', channelId, position: 0, payload, postings: [] }
      await addDelivery(tx, { ...of, key: `s1-${channelId}`, kind: 'digest' }, now)
    }
  })
  await db.close()
}

/** Several processes start here: on a busy machine that takes its time. */
const PATIENCE = { timeout: 90_000 }

describe('starting the bot', PATIENCE, () => {
  it.concurrent('names everything that is wrong with its configuration at once, and no secret', async () => {
    const token = 'not-a-token-but-secret'
    const { ended } = start({
      DISCORD_TOKEN: token,
      DATABASE_URL: 'mysql://root:hunter2@db/x',
      LOG_LEVEL: 'loud',
      FETCH_ALLOW_HOSTS: 'http://intranet/',
      ALLOWED_GUILDS: 'my server',
    })
    const { code, out, err } = await ended
    expect(code).toBe(2)
    expect(out).toBe('')
    for (const name of [
      'DISCORD_TOKEN',
      'DATABASE_URL',
      'LOG_LEVEL',
      'FETCH_ALLOW_HOSTS',
      'ALLOWED_GUILDS',
    ]) {
      expect(err).toContain(name)
    }
    expect(err).not.toMatch(/not-a-token|hunter2|\n\s+at /)
  })

  it.concurrent('says in one sentence what an older Node is to do', async () => {
    const older = 'Object.defineProperty(process, "versions", { value: { node: "20.1.0" } })'
    const { ended } = start({}, ['--import', `data:text/javascript,${older}`])
    const { code, out, err } = await ended
    expect([code, out]).toEqual([1, ''])
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(err).toContain('npm ci')
  })

  it.concurrent('ends with an exit code of its own when Discord refuses the token', async () => {
    const wrong = [...discord.token.split('.').slice(0, 2), 'x'.repeat(38)].join('.')
    const { ended } = start({ ...good('dead/token.db'), DISCORD_TOKEN: wrong })
    const { code, err } = await ended
    expect(code).toBe(3)
    expect(err).toContain('Reset Token')
    expect(err).not.toContain(wrong)
  })

  it.concurrent('says which data file it cannot use, and where to look', async () => {
    const { code, err } = await start(good('/proc/digest.db')).ended
    expect(code).toBe(1)
    expect(err).toContain('/proc/digest.db')
    expect(err).toContain('DATABASE_URL')
    expect(err).not.toMatch(/\n\s+at /)
  })
})

describe('stopping the bot', PATIENCE, () => {
  it('ends within ten seconds while a message hangs, and the next start posts it once', async () => {
    const guild = discord.addGuild({ name: 'Garden' })
    const channel = discord.addChannel(guild.id, { name: 'news' })
    await owe('new/stop.db', [channel.id])
    const hanging = Promise.withResolvers<void>()
    const stop = discord.onMessage(() => hanging.resolve())
    discord.faults.add({ route: ROUTE, times: 1, effect: { kind: 'hang', stored: true } })
    const first = start(good('new/stop.db'))
    await first.said('Add the bot to a server')
    await hanging.promise
    stop()
    const since = performance.now()
    first.child.kill('SIGTERM')
    const { code, out, err } = await first.ended
    expect(performance.now() - since).toBeLessThan(10_000)
    expect([code, err.includes('"level":50')]).toEqual([0, false])
    expect(out).toContain('permissions=309237730304')
    const second = start(good('new/stop.db'))
    await second.said('digest posted')
    second.child.kill('SIGTERM')
    expect((await second.ended).code).toBe(0)
    expect(discord.messages(channel.id)).toHaveLength(1)
  })
})

describe('a token that dies while the bot works', PATIENCE, () => {
  it('ends it with its own exit code and a word on what to do, and what was due stays', async () => {
    const guild = discord.addGuild({ name: 'Locked' })
    const channel = discord.addChannel(guild.id, { name: 'news' })
    await owe('late/token.db', [channel.id])
    const effect = refusal(0, { status: 401, message: '401: Unauthorized' })
    discord.faults.add({ route: ROUTE, times: Number.POSITIVE_INFINITY, effect })
    const { code, err } = await start({ ...good('late/token.db'), ROLE: 'worker' }).ended
    discord.faults.clear()
    expect(code).toBe(3)
    expect(err).toContain('Reset Token')
    const db = await openStore(join(folder, 'late/token.db'), Date.now())
    expect(await db.all('SELECT state FROM delivery')).toEqual([{ state: 'pending' }])
    await db.close()
  })
})

describe('a gateway and two workers on one store', PATIENCE, () => {
  it('let one worker send at a time, and the other go on when that one is killed', async () => {
    const guild = discord.addGuild({ name: 'Many' })
    const channels = Array.from({ length: 60 }, (_, n) =>
      discord.addChannel(guild.id, { name: `news-${n}` }),
    )
    const as = (ROLE: string) => start({ ...good('many/store.db'), ROLE })
    const gateway = as('gateway')
    await gateway.said('Add the bot to a server')
    const workers = [as('worker'), as('worker')]
    await Promise.all(workers.map((one) => one.said('Ready as a worker')))
    await owe(
      'many/store.db',
      channels.map(({ id }) => id),
    )
    const sender = await Promise.race(
      workers.map(async (one) => {
        await one.said('digest posted')
        return one
      }),
    )
    const others = workers.filter((one) => one !== sender)
    sender.child.kill('SIGKILL')
    const posted = () => channels.map(({ id }) => discord.messages(id).length)
    const all = Promise.withResolvers<void>()
    const look = () => {
      if (posted().every((count) => count > 0)) all.resolve()
    }
    const stop = discord.onMessage(look)
    look()
    await all.promise
    stop()
    for (const one of [...others, gateway]) one.child.kill('SIGTERM')
    const ends = await Promise.all([...others, gateway].map((one) => one.ended))
    expect(ends.map(({ code }) => code)).toEqual([0, 0])
    expect(ends.map(({ err }) => err.includes('digest posted'))).toEqual([true, false])
    expect(posted()).toEqual(channels.map(() => 1))
  })
})
