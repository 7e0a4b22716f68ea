import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addDelivery } from '../../src/delivery/delivery-table.ts'
import { digestKey } from '../../src/delivery/nonce.ts'
import { addDigest } from '../../src/digest/digest-table.ts'
import type { Caller } from '../../src/model/caller.ts'
import { caller, createWorld, GUILD, type TestWorld } from './world.ts'

const GUILDS = [GUILD, '100000000000000002'] as const
const CHANNELS = ['201', '202', '203', '204'] as const
/** The last one is age-restricted. */
const ADULT_CHANNEL = CHANNELS[3]
const FEEDS = [1, 2, 3, 4] as const
/** The last one is for adults. */
const ADULT_FEED = FEEDS[3]
const EACH = 2

let world: TestWorld
beforeEach(async () => {
  world = await createWorld()
  for (const feed of FEEDS) {
    const articles = Array.from({ length: EACH }, (_, n) => ({
      id: `f${feed}-${n}`,
      title: `Harbour ${feed} ${n}`,
      text: 'Cargo.',
    }))
    world.feeds.set(`https://f${feed}.example/`, articles)
    await world.db.all('INSERT INTO feed (url, host, due_at) VALUES ($1, $2, 0)', [
      `https://f${feed}.example/`,
      `f${feed}.example`,
    ])
  }
})
afterEach(() => world.db.close())

type Order = { guild: number; channel: number; feed: number; state: 'active' | 'paused' | 'ended' }
type Posted = { guild: number; channel: number; article: number }
/** Behind the button of a digest that has ended since; `sent` where its message stands in the channel. */
type Listed = Posted & { sent: boolean }
type Scene = { orders: Order[]; posted: Posted[]; listed: Listed[]; sees: boolean[]; at: number }

const index = (length: number) => fc.nat({ max: length - 1 })
const scenes: fc.Arbitrary<Scene> = fc.record({
  orders: fc.array(
    fc.record({
      guild: index(2),
      channel: index(4),
      feed: index(4),
      state: fc.constantFrom('active' as const, 'paused' as const, 'ended' as const),
    }),
    { maxLength: 6 },
  ),
  posted: fc.array(
    fc.record({ guild: index(2), channel: index(4), article: index(FEEDS.length * EACH) }),
    { maxLength: 6 },
  ),
  listed: fc.array(
    fc.record({
      guild: index(2),
      channel: index(4),
      article: index(FEEDS.length * EACH),
      sent: fc.boolean(),
    }),
    { maxLength: 4 },
  ),
  sees: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  at: index(4),
})

/** Everything is read in by one order of another server's; then each scene sets up its own. */
async function readIn() {
  const { db } = world
  await set({
    orders: FEEDS.map((_, feed) => ({ guild: 1, channel: 0, feed, state: 'active' })),
    posted: [],
    listed: [],
    sees: [],
    at: 0,
  })
  await world.work()
  await db.all('UPDATE feed SET adult = 1 WHERE id = $1', [ADULT_FEED])
  const rows = await db.all('SELECT id, feed_id, title FROM article ORDER BY id')
  expect(rows).toHaveLength(FEEDS.length * EACH)
  return rows.map((row) => ({
    id: Number(row['id']),
    feedId: Number(row['feed_id']),
    title: String(row['title']),
  }))
}

/** Sets up a digest that listed an article, of a subscription that has moved away and ended. */
async function list({ guild, channel, sent }: Listed, articleId: number) {
  const { db } = world
  const guildId = GUILDS[guild] ?? ''
  const [own] = await db.all(
    `INSERT INTO subscription (guild_id, channel_id, name, minute, days, zone, locale, count, seen_seq, slot_at, due_at, set_by, set_at, state)
     VALUES ($1, '209', 'n', 0, '[1]', 'UTC', 'en', 5, 0, 9e15, 9e15, 'u', 0, 'ended') RETURNING id`,
    [guildId],
  )
  const subscriptionId = Number(own?.['id'])
  const slot = world.clock.now()
  const digest = { subscriptionId, slot, fromSeq: 0, toSeq: 1, now: slot }
  const digestId = await addDigest(db, digest, [{ articleId, place: 'listed', reason: null }])
  const key = digestKey(subscriptionId, slot)
  const place = { guildId, channelId: CHANNELS[channel] ?? '', position: 0 }
  const payload = { allowed_mentions: { parse: [] as [] } }
  await addDelivery(db, { key, kind: 'digest', digestId, ...place, payload, postings: [] }, slot)
  if (sent) await db.all(`UPDATE delivery SET state = 'sent' WHERE key = $1`, [key])
}

async function set({ orders, posted, listed }: Scene, articles: readonly { id: number }[] = []) {
  const { db } = world
  for (const table of ['posting', 'saved', 'share', 'digest_article', 'delivery', 'digest']) {
    await db.all(`DELETE FROM ${table}`)
  }
  await db.all('DELETE FROM subscription_feed')
  await db.all('DELETE FROM subscription')
  for (const { guild, channel, feed, state } of orders) {
    const [row] = await db.all(
      `INSERT INTO subscription (guild_id, channel_id, name, minute, days, zone, locale, count, seen_seq, slot_at, due_at, set_by, set_at, state)
       VALUES ($1, $2, 'n', 0, '[1]', 'UTC', 'en', 5, 0, 9e15, 9e15, 'u', 0, $3) RETURNING id`,
      [GUILDS[guild] ?? '', CHANNELS[channel] ?? '', state],
    )
    await db.all(
      'INSERT INTO subscription_feed (subscription_id, feed_id, from_seq, position) VALUES ($1, $2, 0, 0)',
      [row?.['id'] ?? 0, FEEDS[feed] ?? 0],
    )
  }
  for (const [message, { guild, channel, article }] of posted.entries()) {
    await db.all(
      `INSERT INTO posting (article_id, guild_id, channel_id, message_id, embed, version, posted_at)
       VALUES ($1, $2, $3, $4, 0, 1, $5)`,
      [
        articles[article]?.id ?? 0,
        GUILDS[guild] ?? '',
        CHANNELS[channel] ?? '',
        String(message + 1),
        world.clock.now(),
      ],
    )
  }
  for (const one of listed) await list(one, articles[one.article]?.id ?? 0)
}

/** The rule in other words than the code's. */
function mayOf(
  { orders, posted, listed, sees, at }: Scene,
  articles: readonly { feedId: number }[],
) {
  const isHere = (one: { guild: number; channel: number }) => one.guild === 0 && sees[one.channel]
  const fits = (feed: number) => feed !== ADULT_FEED || CHANNELS[at] === ADULT_CHANNEL
  const mayRead = (feed: number) =>
    fits(feed) &&
    orders.some((one) => isHere(one) && one.state !== 'ended' && FEEDS[one.feed] === feed)
  const mayOpen = (article: number) => {
    const feed = articles[article]?.feedId ?? 0
    return (
      mayRead(feed) ||
      (fits(feed) &&
        [...posted, ...listed.filter(({ sent }) => sent)].some(
          (one) => isHere(one) && one.article === article,
        ))
    )
  }
  return { mayRead, mayOpen }
}

const callerIn = ({ sees, at }: Scene): Caller =>
  caller({
    userId: '301',
    manages: false,
    channelId: CHANNELS[at] ?? '',
    sees: (id) => sees[CHANNELS.indexOf(id as (typeof CHANNELS)[number])] ?? false,
    ageRestricted: (id) => id === ADULT_CHANNEL,
  })

type Seen = {
  scene: Scene
  me: Caller
  ids: number[]
  /** Of feeds that the member may read. */
  readable: number[]
  /** Those, and what was posted or listed where they can read. */
  open: number[]
}

/** Tries a check in many scenes. */
async function inEveryScene(check: (seen: Seen) => Promise<void>): Promise<void> {
  const articles = await readIn()
  const ids = articles.map(({ id }) => id)
  const one = async (scene: Scene) => {
    await set(scene, articles)
    const { mayRead, mayOpen } = mayOf(scene, articles)
    const readable = articles.filter(({ feedId }) => mayRead(feedId)).map(({ id }) => id)
    const open = ids.filter((_, n) => mayOpen(n))
    await check({ scene, me: callerIn(scene), ids, readable, open })
  }
  await fc.assert(fc.asyncProperty(scenes, one), { numRuns: 60 })
}

const ascending = (ids: readonly number[]) => ids.toSorted((a, b) => a - b)

async function searched(me: Caller): Promise<number[]> {
  const first = await world.services.search('harbour', me)
  if (!first.ok) return []
  const { session, pages, hits } = first.value
  const all = [...hits]
  for (let page = 1; page < pages; page += 1) {
    const next = await world.services.searchPage(session, page, me)
    if (next.ok) all.push(...next.value.hits)
  }
  return ascending(all.map(({ article }) => article.id))
}

describe('whatever channels, orders and rights there are, a member', () => {
  it('opens and saves what they may read, and what was posted or listed where they can read', () =>
    inEveryScene(async ({ me, ids, open }) => {
      const { services } = world
      const opened = await Promise.all(ids.map((id) => services.article(id, me)))
      expect(opened.flatMap((one) => (one === null ? [] : [one.id]))).toEqual(open)
      const saved = await services.save(ids, me)
      expect(saved.ok ? saved.value.articles.map(({ id }) => id) : []).toEqual(open)
    }))

  it('finds by search, lists and completion what their channels are subscribed to', () =>
    inEveryScene(async ({ me, readable }) => {
      const { services, db } = world
      expect(await searched(me)).toEqual(readable)
      const latest = await services.latest(null, me)
      expect(ascending(latest.map(({ article }) => article.id))).toEqual(readable)
      const feeds = await services.feedChoices('', me)
      const rows = await db.all('SELECT id, feed_id FROM article')
      const named = rows.filter(({ id }) => readable.includes(Number(id)))
      const feedIds = new Set(named.map((row) => Number(row['feed_id'])))
      expect(feeds.map(({ id }) => id)).toEqual(ascending([...feedIds]))
    }))

  it('jumps to messages that they can read alone', () =>
    inEveryScene(async ({ me }) => {
      const jumps = (await world.services.latest(null, me)).flatMap(({ posting }) => posting ?? [])
      for (const { channelId, guildId } of jumps) {
        expect([guildId, me.sees(channelId)]).toEqual([GUILD, true])
      }
    }))

  it('is shown of what they saved, and in their file, what they may see now', () =>
    inEveryScene(async ({ me, ids, open }) => {
      const { services, db } = world
      for (const id of ids) {
        await db.all('INSERT INTO saved (user_id, article_id, saved_at) VALUES ($1, $2, 0)', [
          me.userId,
          id,
        ])
      }
      const { total, hidden } = await services.saved(0, me)
      expect([total, hidden]).toEqual([open.length, ids.length - open.length])
      const file = JSON.parse((await services.exportMe(me)).text)
      const told = file.saved.filter((one: { title?: string }) => one.title !== undefined)
      expect(ascending(told.map((one: { article: number }) => one.article))).toEqual(open)
    }))

  it('catches up on the channel where they are, and on no other', () =>
    inEveryScene(async ({ me, scene, open }) => {
      const told = await world.services.catchUp({ at: 0, page: 0 }, me)
      const here = scene.posted.filter(({ guild, channel }) => guild === 0 && channel === scene.at)
      const known = await world.db.all('SELECT id, story_id FROM article ORDER BY id')
      const stories = new Map(known.map((row) => [Number(row['id']), Number(row['story_id'])]))
      const ids = here.map(({ article }) => known[article]?.['id'])
      const mine = scene.sees[scene.at] ? ids.filter((id) => open.includes(Number(id))) : []
      expect(told.total).toBe(new Set(mine.map((id) => stories.get(Number(id)))).size)
    }))
})

it('in direct messages nothing of a server is seen', async () => {
  const articles = await readIn()
  const scene: Scene = {
    orders: FEEDS.map((_, feed) => ({ guild: 0, channel: 0, feed, state: 'active' })),
    posted: [{ guild: 0, channel: 0, article: 0 }],
    listed: [],
    sees: [true, true, true, true],
    at: 3,
  }
  await set(scene, articles)
  const inServer = callerIn(scene)
  expect(await world.services.latest(null, inServer)).toHaveLength(articles.length)
  const alone = { ...inServer, guildId: null }
  expect(await world.services.latest(null, alone)).toEqual([])
  expect(await world.services.article(articles[0]?.id ?? 0, alone)).toBeNull()
  expect(await world.services.search('harbour', alone)).toMatchObject({ ok: false })
  expect(await world.services.catchUp({ at: 0, page: 0 }, alone)).toMatchObject({ total: 0 })
})
