import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { catalogue } from '../../config/catalogue.ts'
import { addDelivery } from '../../src/delivery/delivery-table.ts'
import { digestKey } from '../../src/delivery/nonce.ts'
import { addDigest } from '../../src/digest/digest-table.ts'
import type { Caller } from '../../src/model/caller.ts'
import { personalSpace } from '../../src/model/space.ts'
import type { FoundHit } from '../../src/services/search-services.ts'
import { caller, createWorld, GUILD, type TestWorld } from './world.ts'

const GUILDS = [GUILD, '100000000000000002'] as const
const CHANNELS = ['201', '202', '203', '204'] as const
/** The last one is age-restricted. */
const ADULT_CHANNEL = CHANNELS[3]
const FEEDS = [1, 2, 3, 4, 5, 6] as const
const ADULT_FEEDS: readonly number[] = [4, 6]
/** In the catalogue that everybody sees. */
const CATALOGUE: readonly number[] = [5, 6]
const addressOf = (feed: number) =>
  CATALOGUE.includes(feed) ? (catalogue.feeds[feed]?.url ?? '') : `https://f${feed}.example/`
/** The caller's own space, and somebody else's. */
const ME = '301'
const PEOPLE = [ME, '302'] as const
const EACH = 2
/** As many as a list of the newest has. */
const LATEST = 10

let world: TestWorld
beforeEach(async () => {
  world = await createWorld()
  for (const feed of FEEDS) {
    const articles = Array.from({ length: EACH }, (_, n) => ({
      id: `f${feed}-${n}`,
      title: `Harbour ${feed} ${n}`,
      text: 'Cargo.',
    }))
    world.feeds.set(addressOf(feed), articles)
    await world.db.all('INSERT INTO feed (url, host, due_at) VALUES ($1, $2, 0)', [
      addressOf(feed),
      `f${feed}.example`,
    ])
  }
})
afterEach(() => world.db.close())

type Order = { guild: number; channel: number; feed: number; state: 'active' | 'paused' | 'ended' }
type Posted = { guild: number; channel: number; article: number }
/** Behind the button of a digest that has ended since; `sent` where its message stands in the channel. */
type Listed = Posted & { sent: boolean }
/** A person's own digest of a feed, and an article that stands in their direct messages. */
type Own = { person: number; feed: number; state: Order['state'] }
type OwnPosted = { person: number; article: number }
type Scene = {
  orders: Order[]
  posted: Posted[]
  listed: Listed[]
  own: Own[]
  ownPosted: OwnPosted[]
  sees: boolean[]
  at: number
}

const index = (length: number) => fc.nat({ max: length - 1 })
const states = fc.constantFrom('active' as const, 'paused' as const, 'ended' as const)
const scenes: fc.Arbitrary<Scene> = fc.record({
  own: fc.array(fc.record({ person: index(2), feed: index(FEEDS.length), state: states }), {
    maxLength: 3,
  }),
  ownPosted: fc.array(fc.record({ person: index(2), article: index(FEEDS.length * EACH) }), {
    maxLength: 3,
  }),
  orders: fc.array(
    fc.record({
      guild: index(2),
      channel: index(4),
      feed: index(FEEDS.length),
      state: states,
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
    own: [],
    ownPosted: [],
    sees: [],
    at: 0,
  })
  await world.work()
  for (const id of ADULT_FEEDS) await db.all('UPDATE feed SET adult = 1 WHERE id = $1', [id])
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
     VALUES ($1, '209', 'n', 0, '[1]', 'UTC', 'en', 5, 0, 8e15, 8e15, 'u', 0, 'ended') RETURNING id`,
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

const directOf = (person: number) => `50${person}`
const spaceOf = (person: number) => personalSpace(PEOPLE[person] ?? '')

async function set(
  { orders, posted, listed, own, ownPosted }: Scene,
  articles: readonly { id: number }[] = [],
) {
  const { db } = world
  for (const table of ['posting', 'saved', 'share', 'digest_article', 'delivery', 'digest']) {
    await db.all(`DELETE FROM ${table}`)
  }
  await db.all('DELETE FROM subscription_feed')
  await db.all('DELETE FROM subscription')
  const all = [
    ...orders.map((one) => ({
      ...one,
      guildId: GUILDS[one.guild] ?? '',
      channelId: CHANNELS[one.channel] ?? '',
    })),
    ...own.map((one) => ({
      ...one,
      guildId: spaceOf(one.person),
      channelId: directOf(one.person),
    })),
  ]
  for (const { guildId, channelId, feed, state } of all) {
    const [row] = await db.all(
      `INSERT INTO subscription (guild_id, channel_id, name, minute, days, zone, locale, count, seen_seq, slot_at, due_at, set_by, set_at, state)
       VALUES ($1, $2, 'n', 0, '[1]', 'UTC', 'en', 5, 0, 8e15, 8e15, 'u', 0, $3) RETURNING id`,
      [guildId, channelId, state],
    )
    await db.all(
      'INSERT INTO subscription_feed (subscription_id, feed_id, from_seq, position) VALUES ($1, $2, 0, 0)',
      [row?.['id'] ?? 0, FEEDS[feed] ?? 0],
    )
  }
  const messages = [
    ...posted.map(({ guild, channel, article }) => ({
      article,
      guildId: GUILDS[guild] ?? '',
      channelId: CHANNELS[channel] ?? '',
    })),
    ...ownPosted.map(({ person, article }) => ({
      article,
      guildId: spaceOf(person),
      channelId: directOf(person),
    })),
  ]
  for (const [message, { guildId, channelId, article }] of messages.entries()) {
    await db.all(
      `INSERT INTO posting (article_id, guild_id, channel_id, message_id, embed, version, posted_at)
       VALUES ($1, $2, $3, $4, 0, 1, $5)`,
      [articles[article]?.id ?? 0, guildId, channelId, String(message + 1), world.clock.now()],
    )
  }
  for (const one of listed) await list(one, articles[one.article]?.id ?? 0)
}

/** The rule in other words than the code's. */
function mayOf(
  { orders, posted, listed, own, ownPosted, sees, at }: Scene,
  articles: readonly { feedId: number }[],
  isAlone: boolean,
) {
  const isHere = (one: { guild: number; channel: number }) =>
    !isAlone && one.guild === 0 && sees[one.channel]
  const fits = (feed: number) =>
    !ADULT_FEEDS.includes(feed) || (!isAlone && CHANNELS[at] === ADULT_CHANNEL)
  const isMine = ({ person }: { person: number }) => PEOPLE[person] === ME
  const reads = (one: { feed: number; state: string }, feed: number) =>
    one.state !== 'ended' && FEEDS[one.feed] === feed
  const isPlaced = (feed: number) =>
    fits(feed) &&
    (orders.some((one) => isHere(one) && reads(one, feed)) ||
      own.some((one) => isMine(one) && reads(one, feed)))
  const mayRead = (feed: number) =>
    isPlaced(feed) || (CATALOGUE.includes(feed) && !ADULT_FEEDS.includes(feed))
  const mayOpen = (article: number) => {
    const feed = articles[article]?.feedId ?? 0
    return (
      mayRead(feed) ||
      (fits(feed) &&
        ([...posted, ...listed.filter(({ sent }) => sent)].some(
          (one) => isHere(one) && one.article === article,
        ) ||
          ownPosted.some((one) => isMine(one) && one.article === article)))
    )
  }
  return { isPlaced, mayRead, mayOpen }
}

const callerIn = ({ sees, at }: Scene): Caller =>
  caller({
    userId: ME,
    manages: false,
    channelId: CHANNELS[at] ?? '',
    sees: (id) => sees[CHANNELS.indexOf(id as (typeof CHANNELS)[number])] ?? false,
    ageRestricted: (id) => id === ADULT_CHANNEL,
  })

type Seen = {
  scene: Scene
  me: Caller
  ids: number[]
  /** Of feeds that digests read which the member sees. */
  placed: number[]
  /** Of feeds that they may read. */
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
    const inServer = callerIn(scene)
    // As the dispatcher makes somebody who stands in their own space.
    const alone = {
      ...inServer,
      guildId: null,
      manages: true,
      sees: () => true,
      ageRestricted: () => false,
    }
    for (const me of [inServer, alone]) {
      const { isPlaced, mayRead, mayOpen } = mayOf(scene, articles, me === alone)
      const idsOf = (may: (feed: number) => boolean) =>
        articles.filter(({ feedId }) => may(feedId)).map(({ id }) => id)
      const open = ids.filter((_, n) => mayOpen(n))
      await check({ scene, me, ids, placed: idsOf(isPlaced), readable: idsOf(mayRead), open })
      for (const table of ['saved', 'share']) await world.db.all(`DELETE FROM ${table}`)
    }
  }
  await fc.assert(fc.asyncProperty(scenes, one), { numRuns: 40 })
}

const ascending = (ids: readonly number[]) => ids.toSorted((a, b) => a - b)

/** The story of each article, or the article itself where it has none. */
async function storiesOf(ids: readonly number[]): Promise<Map<number, string>> {
  const rows = await world.db.all('SELECT id, story_id FROM article')
  const known = new Map(rows.map((row) => [Number(row['id']), row['story_id']]))
  return new Map(ids.map((id) => [id, known.get(id) == null ? `a${id}` : `s${known.get(id)}`]))
}

async function searched(me: Caller): Promise<FoundHit[]> {
  const first = await world.services.search({ query: 'harbour' }, me)
  if (!first.ok) return []
  const { session, pages, hits } = first.value
  const all = [...hits]
  for (let page = 1; page < pages; page += 1) {
    const next = await world.services.searchPage(session, page, me)
    if (next.ok) all.push(...next.value.hits)
  }
  return all
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

  it('finds by search, lists and completion what their channels, they and the catalogue read', () =>
    inEveryScene(async ({ me, placed, readable }) => {
      const { services, db } = world
      // One of each story, which stands for the others that they may see and for no more.
      const hits = await searched(me)
      const stories = await storiesOf(readable)
      const told = hits.map(({ article }) => article.id)
      expect(readable).toEqual(expect.arrayContaining(told))
      expect(new Set(told.map((id) => stories.get(id)))).toEqual(new Set(stories.values()))
      expect(hits.reduce((sum, { others }) => sum + 1 + others, 0)).toBe(readable.length)
      const latest = await services.latest(null, me)
      const usual = placed.length > 0 ? placed : readable
      const shown = latest.map(({ article }) => article.id)
      expect(usual).toEqual(expect.arrayContaining(shown))
      expect(shown).toHaveLength(Math.min(LATEST, usual.length))
      const feeds = await services.feedChoices('', me)
      const rows = await db.all('SELECT id, feed_id FROM article')
      const named = rows.filter(({ id }) => readable.includes(Number(id)))
      const feedIds = new Set(named.map((row) => Number(row['feed_id'])))
      expect(ascending(feeds.map(({ id }) => id))).toEqual(ascending([...feedIds]))
    }))

  it('jumps to messages that they can read alone', () =>
    inEveryScene(async ({ me }) => {
      const jumps = (await world.services.latest(null, me)).flatMap(({ posting }) => posting ?? [])
      for (const { channelId, guildId } of jumps) {
        const isMine = guildId === personalSpace(ME) && channelId === directOf(0)
        expect(isMine || (guildId === me.guildId && me.sees(channelId))).toBe(true)
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
      const isThere = me.guildId !== null && scene.sees[scene.at]
      const mine = isThere ? ids.filter((id) => open.includes(Number(id))) : []
      expect(told.total).toBe(new Set(mine.map((id) => stories.get(Number(id)))).size)
    }))
})

it('in direct messages nothing of a server or of somebody else is seen, but the catalogue', async () => {
  const articles = await readIn()
  const scene: Scene = {
    orders: [0, 1, 2, 3].map((feed) => ({ guild: 0, channel: 0, feed, state: 'active' })),
    posted: [{ guild: 0, channel: 0, article: 0 }],
    listed: [],
    own: [{ person: 1, feed: 1, state: 'active' }],
    ownPosted: [{ person: 1, article: 1 }],
    sees: [true, true, true, true],
    at: 3,
  }
  await set(scene, articles)
  const inServer = callerIn(scene)
  expect(await world.services.latest(null, inServer)).toHaveLength(4 * EACH)
  const alone = { ...inServer, guildId: null }
  const [inCatalogue, ...others] = [4, 0, 1, 2, 3, 5].map((feed) => articles[feed * EACH]?.id ?? 0)
  expect(await world.services.article(inCatalogue ?? 0, alone)).not.toBeNull()
  for (const id of others) expect(await world.services.article(id, alone)).toBeNull()
  expect(await world.services.latest(null, alone)).toHaveLength(EACH)
  expect(await world.services.search({ query: 'harbour' }, alone)).toMatchObject({
    value: { total: EACH },
  })
  expect(await world.services.catchUp({ at: 0, page: 0 }, alone)).toMatchObject({ total: 0 })
})
