import { describe, expect, it } from 'vitest'
import {
  CHANNEL,
  caller,
  createWorld,
  type FeedArticle,
  order,
  START,
  type TestWorld,
} from './world.ts'

const FEED = 'https://a.example/feed'
const HOUR = 3_600_000
const SLOT = START + 1.5 * HOUR
const article = (n: number, part: Partial<FeedArticle> = {}): FeedArticle => ({
  id: `n${n}`,
  title: `第${n}号の記事`,
  text: `市は${n}日、新しい橋${n}号の工事を始めると発表した。工事の費用は${n}億円で、来年の春に終わる見込みだ。橋の長さは${n}00メートルで、歩道も広くなる。開通の式は${n}月に開かれる予定だ。`,
  ...part,
})
const subscribe = async (world: TestWorld, feed = FEED, part = {}) => {
  const done = await world.services.subscribe(order(feed, part), caller())
  if (!done.ok) throw new Error(JSON.stringify(done.error))
  return done.value
}
const titles = (world: TestWorld) =>
  world.posted.flatMap(({ payload }) => payload.embeds?.map(({ title }) => title) ?? [])

describe('from feed to channel', () => {
  it('posts a digest at its minute, once', async () => {
    const world = await createWorld()
    world.feeds.set(FEED, [article(1), article(2)])
    const { view, preview, zoneGuessed } = await subscribe(world)
    expect(view.subscription).toMatchObject({ slotAt: SLOT, schedule: { zone: 'Asia/Tokyo' } })
    expect([zoneGuessed, preview?.embeds?.length]).toEqual([true, 2])
    world.clock.moveTo(SLOT - 1)
    await world.work()
    expect(world.posted).toEqual([])
    world.clock.moveTo(SLOT)
    await world.work()
    await world.work()
    expect(world.posted).toHaveLength(1)
    expect(world.posted[0]).toMatchObject({
      channelId: CHANNEL,
      nonce: expect.stringMatching(/^[\w-]{25}$/),
    })
    world.clock.advance(24 * HOUR)
    await world.work()
    expect(world.posted).toHaveLength(1)
  })

  it('asks the feeds again minutes before the slot, so that the newest are in', async () => {
    const world = await createWorld()
    world.feeds.set(FEED, [article(1)])
    await subscribe(world)
    world.clock.moveTo(SLOT - 20 * 60_000)
    await world.work()
    world.feeds.set(FEED, [article(1), article(2)])
    world.clock.moveTo(SLOT - 2 * 60_000)
    await world.work()
    world.clock.moveTo(SLOT)
    await world.work()
    expect(titles(world)).toHaveLength(2)
  })

  it('sends again with the same nonce after an answer that was lost, and posts once', async () => {
    const world = await createWorld()
    world.feeds.set(FEED, [article(1)])
    await subscribe(world)
    world.answers.push('lost-answer')
    world.clock.moveTo(SLOT)
    await world.work()
    world.clock.advance(10_000)
    await world.work()
    expect(new Set(world.tries).size).toBe(1)
    expect(world.tries).toHaveLength(2)
    expect(world.posted).toHaveLength(1)
  })

  it('reads the channel back instead, once the nonce may be forgotten', async () => {
    const world = await createWorld()
    world.feeds.set(FEED, [article(1)])
    await subscribe(world)
    world.answers.push('lost-answer')
    world.clock.moveTo(SLOT)
    await world.work()
    world.clock.advance(10 * 60_000)
    await world.work()
    expect(world.tries).toHaveLength(1)
    const [row] = await world.db.all('SELECT state, message_id FROM delivery')
    expect(row).toEqual({ state: 'sent', message_id: '1' })
  })

  it('takes for a first digest of a feed with a long past only its newest', async () => {
    const world = await createWorld()
    const old = Array.from({ length: 70 }, (_, n) =>
      article(n + 1, { date: START - (n + 1) * HOUR }),
    )
    world.feeds.set(FEED, old)
    await subscribe(world)
    world.clock.moveTo(SLOT)
    await world.work()
    expect(titles(world).slice(0, 2)).toEqual(['1 第1号の記事', '2 第2号の記事'])
    const [row] = await world.db.all('SELECT COUNT(*) AS n FROM digest_article')
    expect(row).toEqual({ n: 50 })
    world.feeds.set(FEED, [...old, article(71)])
    world.clock.advance(24 * HOUR)
    await world.work()
    expect(titles(world).at(-1)).toBe('第71号の記事')
  })

  it('takes a source’s archive that comes at once as read, and its health says so', async () => {
    const world = await createWorld()
    world.feeds.set(FEED, [article(1, { date: START - HOUR })])
    await subscribe(world)
    const archive = Array.from({ length: 30 }, (_, n) =>
      article(100 + n, { date: START - (40 + n) * 24 * HOUR }),
    )
    world.feeds.set(FEED, [article(1, { date: START - HOUR }), ...archive])
    world.clock.moveTo(SLOT)
    await world.work()
    expect(titles(world)).toEqual(['第1号の記事'])
    const [health] = await world.services.feedHealth(caller())
    expect(health?.reissued?.count).toBe(30)
  })

  it('shows what comes after an empty first window, whatever its date says', async () => {
    const world = await createWorld()
    world.feeds.set(FEED, [])
    const other = 'https://b.example/feed'
    world.feeds.set(other, [article(9)])
    await subscribe(world, other, { channel: { id: '7', type: 0, botLacks: [], speaks: true } })
    await subscribe(world)
    world.clock.moveTo(SLOT)
    await world.work()
    world.feeds.set(FEED, [article(1, { date: START - 100 * HOUR })])
    world.clock.advance(24 * HOUR)
    await world.work()
    expect(titles(world)).toContain('第1号の記事')
  })

  it('tries later what Discord refuses for now, and gives up what it refuses for good', async () => {
    const world = await createWorld()
    world.feeds.set(FEED, [article(1)])
    await subscribe(world)
    world.answers.push(
      { kind: 'temporary', reason: '429', retryAfterMs: 30_000, refused: true },
      { kind: 'permanent', reason: 'channel-gone', code: 10003 },
    )
    world.clock.moveTo(SLOT)
    await world.work()
    world.clock.advance(29_000)
    await world.work()
    expect(world.tries).toHaveLength(1)
    world.clock.advance(1_000)
    await world.work()
    const [row] = await world.db.all('SELECT state, error FROM delivery')
    expect(row).toEqual({ state: 'failed', error: 'channel-gone:10003' })
  })

  it('takes up what a process that died had claimed', async () => {
    const world = await createWorld()
    world.feeds.set(FEED, [article(1)])
    await subscribe(world)
    world.clock.moveTo(SLOT)
    await world.db.tx((tx) =>
      tx.all('UPDATE subscription SET due_at = $1, attempt = attempt + 1', [SLOT + 60_000]),
    )
    await world.work()
    expect(world.posted).toEqual([])
    world.clock.advance(60_000)
    await world.work()
    expect(world.posted).toHaveLength(1)
  })

  it('posts silently and rings nobody when it is late, and merges when it is too late', async () => {
    const world = await createWorld()
    world.feeds.set(FEED, [article(1)])
    await subscribe(world, FEED, { roleId: '400000000000000001' })
    world.clock.moveTo(SLOT + HOUR)
    await world.work()
    expect(world.posted[0]?.payload).toMatchObject({ flags: 4096, allowed_mentions: { parse: [] } })
    expect(world.posted[0]?.payload.content).not.toContain('400000000000000001')
    world.feeds.set(FEED, [article(1), article(2)])
    world.clock.moveTo(SLOT + 28 * HOUR)
    await world.work()
    expect(world.posted).toHaveLength(1)
    world.clock.moveTo(SLOT + 48 * HOUR)
    await world.work()
    expect(world.posted[1]?.payload.content).toContain('2日分')
    expect(world.posted[1]?.payload.allowed_mentions).toEqual({
      parse: [],
      roles: ['400000000000000001'],
    })
  })

  it('stores a changed article as a new version and does not post it again', async () => {
    const world = await createWorld()
    world.feeds.set(FEED, [article(1)])
    await subscribe(world)
    world.clock.moveTo(SLOT)
    await world.work()
    world.feeds.set(FEED, [article(1, { title: '第1号の記事（更新）' })])
    world.clock.advance(24 * HOUR)
    await world.work()
    expect(world.posted).toHaveLength(1)
    expect(await world.db.all('SELECT version, title FROM article')).toEqual([
      { version: 2, title: '第1号の記事（更新）' },
    ])
  })

  it('goes on polling after a failure, more slowly', async () => {
    const world = await createWorld()
    world.feeds.set(FEED, [article(1)])
    await subscribe(world)
    world.broken.add(FEED)
    world.clock.moveTo(SLOT)
    await world.work()
    const [row] = await world.db.all('SELECT failures, error FROM feed')
    expect(row).toEqual({ failures: 1, error: 'http-error' })
    world.broken.clear()
    world.clock.advance(HOUR)
    await world.work()
    expect(await world.db.all('SELECT failures, error FROM feed')).toEqual([
      { failures: 0, error: null },
    ])
  })
})

describe('what moderators do', () => {
  it('stores nothing on a refusal', async () => {
    const world = await createWorld()
    world.feeds.set(FEED, [article(1)])
    const refusals = [
      await world.services.subscribe(order('news'), caller()),
      await world.services.subscribe(order(`${FEED} https://gone.example/feed`), caller()),
      await world.services.subscribe(order(FEED, { time: '25:00' }), caller()),
      await world.services.subscribe(order(FEED, { zone: 'Mars' }), caller()),
      await world.services.subscribe(order(FEED), caller({ guildId: null })),
      await world.services.subscribe(
        order(FEED, { channel: { id: '1', type: 0, botLacks: ['EmbedLinks'], speaks: true } }),
        caller(),
      ),
      await world.services.subscribe(
        order(FEED, { channel: { id: '1', type: 0, botLacks: [], speaks: false } }),
        caller(),
      ),
      await world.services.subscribe(order(FEED, { roleId: '5' }), caller({ rings: () => false })),
    ]
    expect(refusals.map((one) => !one.ok && one.error.kind)).toEqual([
      'no-address',
      'feed',
      'bad-time',
      'bad-zone',
      'not-in-server',
      'bot-lacks',
      'caller-cannot-speak',
      'caller-cannot-ring',
    ])
    for (const table of ['feed', 'article', 'subscription']) {
      expect(await world.db.all(`SELECT * FROM ${table}`)).toEqual([])
    }
  })

  it('have the same digest in a channel only once', async () => {
    const world = await createWorld()
    world.feeds.set(FEED, [article(1)])
    const first = await subscribe(world)
    const second = await subscribe(world)
    expect([second.already, second.view.subscription.id]).toEqual([
      true,
      first.view.subscription.id,
    ])
  })

  it('post a digest now, which the next one does not repeat', async () => {
    const world = await createWorld()
    world.feeds.set(FEED, [article(1), article(2)])
    await subscribe(world)
    const now = await world.services.digestNow({ channelId: CHANNEL }, caller())
    expect(now).toEqual({ ok: true, value: { channelId: CHANNEL, articles: 2 } })
    const twice = await world.services.digestNow({ channelId: CHANNEL }, caller())
    expect(twice).toMatchObject({ ok: false, error: { kind: 'nothing-new' } })
    world.clock.moveTo(SLOT)
    await world.work()
    expect(world.posted).toHaveLength(1)
  })

  it('preview without moving anything', async () => {
    const world = await createWorld()
    world.feeds.set(FEED, [article(1)])
    const { view } = await subscribe(world)
    const before = await world.db.all('SELECT * FROM subscription')
    const shown = await world.services.preview(view.subscription.id, caller())
    expect(shown.ok && shown.value.embeds).toHaveLength(1)
    expect(await world.db.all('SELECT * FROM subscription')).toEqual(before)
  })

  it('pause, and get after resuming only what came in the last day', async () => {
    const world = await createWorld()
    world.feeds.set(FEED, [article(1)])
    const { view } = await subscribe(world)
    const { id } = view.subscription
    world.clock.moveTo(SLOT)
    await world.work()
    await world.services.setPaused(id, true, caller())
    world.feeds.set(FEED, [article(1), article(2, { date: SLOT + 24 * HOUR })])
    world.clock.moveTo(SLOT + 96 * HOUR)
    await world.work()
    expect(world.posted).toHaveLength(1)
    await world.services.setPaused(id, false, caller())
    world.feeds.set(FEED, [
      article(1),
      article(2, { date: SLOT + 24 * HOUR }),
      article(3, { date: SLOT + 100 * HOUR }),
    ])
    world.clock.moveTo(SLOT + 120 * HOUR)
    await world.work()
    expect(titles(world)).toEqual(['第1号の記事', '第3号の記事'])
    const [left] = await world.db.all(`SELECT reason FROM digest_article WHERE place = 'left-out'`)
    expect(left).toEqual({ reason: 'older-than-a-day' })
  })

  it('unsubscribe, and take it back', async () => {
    const world = await createWorld()
    world.feeds.set(FEED, [article(1)])
    const { view } = await subscribe(world)
    const { id } = view.subscription
    await world.services.unsubscribe(id, caller())
    expect(await world.services.subscriptions(caller())).toEqual([])
    expect(await world.services.preview(id, caller())).toMatchObject({ error: { kind: 'gone' } })
    await world.services.restore(id, caller())
    world.clock.moveTo(SLOT)
    await world.work()
    expect(world.posted).toHaveLength(1)
  })

  it('see and change only what stands in channels of their server that they see', async () => {
    const world = await createWorld()
    world.feeds.set(FEED, [article(1)])
    const { view } = await subscribe(world)
    const strangers = [
      caller({ guildId: '9' }),
      caller({ sees: () => false }),
      caller({ guildId: null }),
    ]
    for (const stranger of strangers) {
      expect(await world.services.subscriptions(stranger)).toEqual([])
      expect((await world.services.unsubscribe(view.subscription.id, stranger)).ok).toBe(false)
      expect(
        (await world.services.digestNow({ subscriptionId: view.subscription.id }, stranger)).ok,
      ).toBe(false)
    }
    expect(await world.services.subscriptions(caller())).toHaveLength(1)
  })
})

describe('what members find', () => {
  it('is what stands in channels that they see, with a jump to where it was posted', async () => {
    const world = await createWorld()
    world.feeds.set(FEED, [article(1), article(2)])
    await subscribe(world)
    world.clock.moveTo(SLOT)
    await world.work()
    const found = await world.services.search({ query: '新しい橋' }, caller())
    expect(
      found.ok && found.value.hits.map(({ posting, feedTitle }) => [posting?.messageId, feedTitle]),
    ).toEqual([
      ['1', 'a.example'],
      ['1', 'a.example'],
    ])
    for (const stranger of [caller({ guildId: '9' }), caller({ sees: () => false })]) {
      expect(await world.services.search({ query: '新しい橋' }, stranger)).toMatchObject({
        error: { kind: 'no-feeds' },
      })
      expect(await world.services.latest(null, stranger)).toEqual([])
      expect(await world.services.article(1, stranger)).toBeNull()
      expect(await world.services.feedChoices('', stranger)).toEqual([])
    }
    expect(await world.services.latest(null, caller())).toHaveLength(2)
  })

  it('stays in pages of one search for a quarter of an hour, for who asked', async () => {
    const world = await createWorld()
    world.feeds.set(
      FEED,
      Array.from({ length: 7 }, (_, n) => article(n + 1)),
    )
    await subscribe(world)
    const first = await world.services.search({ query: '工事' }, caller())
    if (!first.ok) throw new Error('nothing found')
    expect([first.value.total, first.value.pages, first.value.hits.length]).toEqual([7, 2, 5])
    const second = await world.services.searchPage(first.value.session, 1, caller())
    expect(second.ok && second.value.hits).toHaveLength(2)
    const other = await world.services.searchPage(first.value.session, 1, caller({ userId: '8' }))
    expect(other).toMatchObject({ error: { kind: 'expired' } })
    world.clock.advance(16 * 60_000)
    expect(await world.services.searchPage(first.value.session, 1, caller())).toMatchObject({
      error: { kind: 'expired' },
    })
  })

  it('is listed behind the button of a digest that had no room for it', async () => {
    const world = await createWorld()
    world.feeds.set(
      FEED,
      Array.from({ length: 7 }, (_, n) => article(n + 1)),
    )
    await subscribe(world)
    world.clock.moveTo(SLOT)
    await world.work()
    const [row] = await world.db.all('SELECT key FROM delivery')
    const rest = await world.services.rest(String(row?.['key']), caller())
    expect(rest?.articles).toHaveLength(2)
    expect(
      await world.services.rest(String(row?.['key']), caller({ sees: () => false })),
    ).toBeNull()
    expect(await world.services.rest('nonsense', caller())).toBeNull()
  })
})
