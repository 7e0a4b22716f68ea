/** The data file is put back from a copy, as an operator does it; what was posted after the copy was made stands in Discord only. */
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseCustomId } from '../../src/model/command.ts'
import { rateLimited } from '../../src/sandbox/fault-effects.ts'
import type { Message } from '../../src/sandbox/sandbox.ts'
import { createWorld, DAY, SLOT, START, type World } from './world.ts'

const HISTORY = 1n << 16n

/** Each of them another story. */
const NEWS = [
  'Ferry to Sado resumes after repairs',
  'Bakery in Otaru wins bread contest',
  'Observatory spots a green comet',
  'Library opens a night reading room',
  'Tunnel under the Kurobe gorge is finished',
  'Orchestra tours seven mountain villages',
  'Cat returns home after eleven months',
  'Potters revive a forgotten glaze',
  'Bridge in Hirosaki closes for painting',
  'School builds a wind turbine of scrap',
  'Glacier lake gets a new name',
  'Chess champion is nine years old',
  'Museum buys a map of 1702',
  'Tram drivers learn sign language',
  'Beekeepers count a record harvest',
  'Old cinema becomes a fish market',
]
/** Two a day, from the day before the start on. */
const feedAt = (now: number) => {
  const items = NEWS.flatMap((title, n) => {
    const at = START - DAY + (n * DAY) / 2
    const link = `https://news.example/${n}`
    return at > now
      ? []
      : [
          `<item><guid>${n}</guid><title>${title}</title><link>${link}</link><description>${title}. It was told today by those who saw it.</description><pubDate>${new Date(at).toUTCString()}</pubDate></item>`,
        ]
  })
  return `<rss version="2.0"><channel><title>Small news</title>${items.join('')}</channel></rss>`
}

let folder: string
let world: World
let feed: string
const server = createServer((_request, response) => {
  response.setHeader('content-type', 'text/xml').end(feedAt(world.clock.now()))
})
const at = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chrysanthemum-'))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  feed = `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed`
})
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
  await rm(folder, { recursive: true })
})

type Part = { custom_id?: string }

const isDigest = ({ components }: Message) =>
  components.some((row) =>
    (row['components'] as Part[]).some(
      ({ custom_id = '' }) => parseCustomId(custom_id)?.route === 'read',
    ),
  )
const digestsIn = (channelId: string) => world.sandbox.messages(channelId).filter(isDigest)
const cardsOf = ({ embeds }: Message) => embeds.map(({ url }) => String(url))
const cardsIn = (channelId: string) => digestsIn(channelId).flatMap(cardsOf)

/** A morning with its housekeeping, so that the store shows a sign of life. */
async function morning(day: number): Promise<void> {
  await world.moveTo(SLOT + day * DAY)
  await world.passHours(1)
}

/** A bot with a digest, of which a copy is made after the first morning. */
async function copied(name: string): Promise<{ copy: string; file: string }> {
  const file = at(`${name}.db`)
  const copy = at(`${name}-copy.db`)
  world = await createWorld({ databaseFile: file, limitsByClock: true })
  await world.moderator.slash(world.channel.id, 'digest subscribe', { feed, count: 5 })
  await morning(0)
  await world.bot().db.exec(`VACUUM INTO '${copy}'`)
  return { copy, file }
}

/** The copy is made while the second digest waits for Discord; it is posted afterwards. */
async function copiedWhileWaiting(name: string): Promise<{ copy: string; file: string }> {
  const made = await copied(name)
  const effect = rateLimited('user', 600)
  world.sandbox.faults.add({ route: 'POST /channels/:channel/messages', times: 1, effect })
  await world.moveTo(SLOT + DAY)
  await rm(made.copy)
  await world.bot().db.exec(`VACUUM INTO '${made.copy}'`)
  expect(digestsIn(world.channel.id)).toHaveLength(1)
  await world.passHours(1)
  expect(digestsIn(world.channel.id)).toHaveLength(2)
  return made
}

const lastDelivery = async () => {
  const rows = await world
    .bot()
    .db.all('SELECT state, message_id FROM delivery ORDER BY id DESC LIMIT 1')
  return rows[0]
}

async function restored({ copy, file }: { copy: string; file: string }): Promise<void> {
  await world.restart({
    between: async () => {
      await Promise.all(['-wal', '-shm'].map((end) => rm(`${file}${end}`, { force: true })))
      await copyFile(copy, file)
      // Discord has forgotten the nonces of what was sent before.
      world.clock.advance(10 * 60_000)
    },
    fileChangedAt: world.clock.now(),
  })
}

describe('a bot whose data file was put back from a copy', () => {
  it('posts nothing twice of three digests that the copy does not know, and loses nothing that comes', async () => {
    const copy = await copied('three')
    for (const day of [1, 2, 3]) await morning(day)
    const { id } = world.channel
    const known = digestsIn(id).length
    expect(known).toBe(4)
    await restored(copy)
    // Within the three hours in which a missed digest would still be posted.
    await world.passHours(1)
    expect(digestsIn(id)).toHaveLength(known)
    await morning(4)
    await morning(5)
    const cards = cardsIn(id)
    expect(new Set(cards).size).toBe(cards.length)
    expect(digestsIn(id)).toHaveLength(known + 2)
    // Two were published every day from the day before the first digest on; the first shows what is of its last day.
    const told = cards.map((url) => Number(url.split('/').at(-1))).sort((a, b) => a - b)
    const first = told[0] ?? 0
    expect(told).toEqual(told.map((_, n) => first + n))
    expect(told.at(-1)).toBe(12)
    await world.close()
  }, 180_000)

  it('posts none again that had waited in the copy and was posted since', async () => {
    const copy = await copiedWhileWaiting('waiting')
    const { id } = world.channel
    await restored(copy)
    await world.passHours(2)
    expect(digestsIn(id)).toHaveLength(2)
    expect(await lastDelivery()).toEqual({
      state: 'sent',
      message_id: digestsIn(id).at(-1)?.id,
    })
    await world.close()
  }, 180_000)

  it('sends nothing again where Discord does not show what was posted', async () => {
    const copy = await copiedWhileWaiting('blind')
    const { id } = world.channel
    const everyone = { id: world.guild.id, type: 0 as const, allow: 0n, deny: HISTORY }
    world.sandbox.setOverwrites(id, [everyone])
    await restored(copy)
    await world.passHours(1)
    expect(digestsIn(id)).toHaveLength(2)
    const [direct] = await world.bot().db.all('SELECT channel_id FROM direct_channel')
    const told = world.sandbox
      .messages(String(direct?.['channel_id']))
      .map(({ content }) => content)
    expect(told.join('')).toContain('届いたかどうかを確認できないため、再投稿はしません')
    const unsure = await world.bot().db.all(`SELECT id FROM delivery WHERE state = 'unsure'`)
    expect(unsure).toHaveLength(1)
    await world.close()
  }, 180_000)
})

describe('a bot that was merely stopped', () => {
  it('sends what it owes without looking for it', async () => {
    const file = at('stopped.db')
    world = await createWorld({ databaseFile: file, limitsByClock: true })
    await world.moderator.slash(world.channel.id, 'digest subscribe', { feed })
    await world.passHours(0)
    await world.restart({ fileChangedAt: world.clock.now() })
    await world.moveTo(SLOT)
    expect(digestsIn(world.channel.id)).toHaveLength(1)
    const read = world.sandbox.requests.filter(
      ({ method, route }) => method === 'GET' && route === 'GET /channels/:channel/messages',
    )
    expect(read).toEqual([])
    await world.close()
  }, 120_000)
})
