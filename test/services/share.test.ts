import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SHARE } from '../../config/member-limits.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { deliverDue } from '../../src/services/deliver.ts'
import { caller, createWorld, order, type TestWorld } from './world.ts'

const FEED = 'https://harbour.example/feed'
const TALK = '200000000000000005'
const READER = '300000000000000009'
const reader = caller({ userId: READER, manages: false, channelId: TALK })

let world: TestWorld
let ids: number[]
beforeEach(async () => {
  world = await createWorld()
  world.feeds.set(
    FEED,
    [1, 2, 3, 4, 5, 6].map((n) => ({
      id: `a${n}`,
      title: n === 6 ? '@everyone <@1> **Fog**' : `Ship ${n}`,
      text: `Cargo ${n} of @here.`,
    })),
  )
  await world.services.subscribe(order(FEED), caller())
  await world.work()
  ids = (await world.db.all('SELECT id FROM article ORDER BY title DESC')).map(({ id }) =>
    Number(id),
  )
})
afterEach(() => world.db.close())

const stored = async () => {
  const [row] = await world.db.all(
    'SELECT (SELECT COUNT(*) FROM share) AS shares, (SELECT COUNT(*) FROM delivery) AS deliveries',
  )
  return row
}

describe('a shared article', () => {
  it('is logged as what it is: no digest', async () => {
    const lines: string[] = []
    const log = createLogger('info', { write: (line) => void lines.push(line) })
    await world.services.share(ids[0] ?? 0, reader)
    await deliverDue({ ...world.deliver, log })
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['share posted'])
  })

  it('comes into the channel once, with the name of who shared it, and rings nobody', async () => {
    const done = await world.services.share(ids[5] ?? 0, reader)
    expect(done).toEqual({ ok: true, value: { channelId: TALK } })
    await world.work()
    const [posted, ...more] = world.posted
    expect(more).toEqual([])
    expect(posted?.channelId).toBe(TALK)
    expect(posted?.payload.content).toBe(`<@${READER}> さんが記事を共有しました`)
    expect(posted?.payload.allowed_mentions).toEqual({ parse: [] })
    expect(posted?.payload.embeds?.[0]?.title).toContain('**Fog**')
    expect(posted?.payload.embeds?.[0]?.description).not.toMatch(/@(here|everyone)/)
  })

  it('is one that everybody in that channel may open and save from then on', async () => {
    const id = ids[0] ?? 0
    const neighbour = caller({ userId: '3', channelId: TALK, sees: (one) => one === TALK })
    expect(await world.services.article(id, neighbour)).toBeNull()
    await world.services.share(id, reader)
    await world.work()
    expect((await world.services.article(id, neighbour))?.id).toBe(id)
    expect(await world.services.save([id], neighbour)).toMatchObject({ ok: true })
    const message = world.posted[0]?.id ?? ''
    expect(await world.services.articlesOfMessage(message, neighbour)).toHaveLength(1)
    const stranger = caller({ userId: '4', sees: () => false })
    expect(await world.services.article(id, stranger)).toBeNull()
  })

  it('speaks the language of the server, whoever shares it', async () => {
    await world.services.changeSettings({ locale: 'en' }, caller())
    await world.services.share(ids[0] ?? 0, reader)
    await world.work()
    expect(world.posted[0]?.payload.content).toBe(`<@${READER}> shared an article`)
  })

  it('is not posted days later by rights that come back', async () => {
    await world.services.share(ids[0] ?? 0, reader)
    world.answers.push({ kind: 'permanent', reason: 'no-permission', code: 50013 })
    await world.work()
    const { reviveDeliveries } = await import('../../src/delivery/delivery-table.ts')
    await world.db.tx((tx) => reviveDeliveries(tx, { channelId: TALK, now: world.clock.now() }))
    await world.work()
    expect(world.posted).toEqual([])
  })
})

describe('sharing is refused, and nothing is stored,', () => {
  const refused = async (kind: string, part: Parameters<typeof caller>[0], id = ids[0] ?? 0) => {
    const before = await stored()
    const done = await world.services.share(id, { ...reader, ...part })
    expect(done).toMatchObject({ ok: false, error: { kind } })
    expect(await stored()).toEqual(before)
    return done
  }

  it('where the reader may not speak themselves', async () => {
    await refused('caller-cannot-speak', { speaks: () => false })
  })

  it('where the bot may not, with the rights that it lacks', async () => {
    const done = await refused('bot-lacks', { botLacks: () => ['SendMessages'] })
    expect(done).toMatchObject({ error: { rights: ['SendMessages'], channelId: TALK } })
    await refused('bot-lacks', { botLacks: () => null })
  })

  it('for what the reader may not see, and outside of servers', async () => {
    await refused('gone', { sees: () => false })
    await refused('gone', {}, 999)
    await refused('not-in-server', { guildId: null })
  })

  it('for a feed for adults in any other channel', async () => {
    await world.db.all('UPDATE feed SET adult = 1')
    await refused('gone', {})
    const adults = { ...reader, ageRestricted: () => true }
    expect(await world.services.share(ids[0] ?? 0, adults)).toMatchObject({ ok: true })
  })

  it('for a second press on the same article, but not in another channel', async () => {
    await world.services.share(ids[0] ?? 0, reader)
    await refused('just-shared', {})
    expect(await world.services.share(ids[0] ?? 0, { ...reader, channelId: '7' })).toMatchObject({
      ok: true,
    })
  })

  it('for more than a talk can bear, until the first of them is ten minutes ago', async () => {
    const started = world.clock.now()
    for (const id of ids.slice(0, SHARE.most)) {
      await world.services.share(id, reader)
      world.clock.advance(60_000)
    }
    const next = ids[SHARE.most] ?? 0
    const done = await refused('too-fast', {}, next)
    expect(done).toMatchObject({ error: { againAt: started + SHARE.withinMs } })
    const other = { ...reader, userId: '8' }
    expect(await world.services.share(next, other)).toMatchObject({ ok: true })
    world.clock.advance(started + SHARE.withinMs - world.clock.now())
    expect(await world.services.share(next, reader)).toMatchObject({ ok: true })
  })
})
