import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Filters } from '../../src/model/filters.ts'
import { setFilters } from '../../src/subscription/change-table.ts'
import { caller, createWorld, type FeedArticle, order, START, type TestWorld } from './world.ts'

const FEED = 'https://a.example/feed'
const change = { by: '8', at: START, how: 'filters' } as const
const HOUR = 3_600_000
const SLOT = START + 1.5 * HOUR
const PATIENCE = { timeout: 60_000 }
const article = (n: number, title: string, date = START - HOUR): FeedArticle => ({
  id: `n${n}`,
  title: `${title} 第${n}号`,
  text: `市は${n}日、新しい橋${n}号の工事を始めると発表した。費用は${n}億円で、来年の春に終わる見込みだ。`,
  date,
})
const MORNING = [
  article(1, '米の制裁'),
  article(2, 'プロ野球'),
  article(3, 'サーバー公開'),
  article(4, '花の見頃'),
]

async function subscribed(filters: object, articles: readonly FeedArticle[] = MORNING) {
  const world = await createWorld()
  world.feeds.set(FEED, [...articles])
  const done = await world.services.subscribe(order(FEED, { filters }), caller())
  if (!done.ok) throw new Error(done.error.kind)
  return { world, done: done.value, id: done.value.view.subscription.id }
}

const placesOf = async (world: TestWorld) =>
  (
    await world.db.all(
      `SELECT a.identity, da.place, da.reason FROM digest_article da JOIN article a ON a.id = da.article_id
        ORDER BY da.digest_id, da.position`,
    )
  ).map(({ identity, place, reason }) => [String(identity).replace('guid:', ''), place, reason])

describe('a digest with filters', () => {
  it('is previewed and posted with what matches, and keeps why the rest is not in it', async () => {
    const { world, done } = await subscribed({ words: 'サーバ 制裁', without: '野球' })
    expect(done.matches).toEqual({ total: 4, matching: 2, today: true })
    expect(done.preview?.embeds).toHaveLength(2)
    world.clock.moveTo(SLOT)
    await world.work()
    expect(world.posted[0]?.payload.embeds).toHaveLength(2)
    expect((await placesOf(world)).toSorted()).toEqual([
      ['n1', 'shown', null],
      ['n2', 'left-out', 'word-out:野球'],
      ['n3', 'shown', null],
      ['n4', 'left-out', 'word-in'],
    ])
  })

  it('that leaves out all that came posts nothing, keeps why, and goes on', async () => {
    const { world, done, id } = await subscribed({ words: '宇宙' })
    expect(done.matches).toEqual({ total: 4, matching: 0, today: true })
    expect(done.preview).toBeNull()
    world.clock.moveTo(SLOT)
    await world.work()
    expect(world.posted).toEqual([])
    expect(await placesOf(world)).toHaveLength(4)
    const told = await world.services.why({ id, digestId: null, page: 0 }, caller())
    expect(told).toMatchObject({
      ok: true,
      value: { slot: SLOT, counts: { shown: 0, listed: 0, 'left-out': 4 } },
    })
    world.feeds.get(FEED)?.push(article(5, '宇宙の朝', SLOT + HOUR))
    world.clock.moveTo(SLOT + 24 * HOUR)
    await world.work()
    expect(world.posted).toHaveLength(1)
    expect((await placesOf(world)).at(-1)).toEqual(['n5', 'shown', null])
    const [view] = await world.services.subscriptions(caller())
    expect(view?.lastDigestAt).toBe(SLOT + 24 * HOUR)
  })

  it('by hand says that something came and nothing matches, and moves nothing', async () => {
    const { world, id } = await subscribed({ words: '宇宙' })
    const now = await world.services.digestNow({ subscriptionId: id }, caller())
    expect(now).toEqual({ ok: false, error: { kind: 'nothing-matches', came: 4 } })
    expect(await world.services.preview(id, caller())).toEqual(now)
    expect(await placesOf(world)).toEqual([])
  })

  it('is refused with filters that cannot be used, and nothing is stored', async () => {
    const world = await createWorld()
    world.feeds.set(FEED, [...MORNING])
    const filters = { languages: 'クリンゴン語' }
    expect(await world.services.subscribe(order(FEED, { filters }), caller())).toEqual({
      ok: false,
      error: {
        kind: 'bad-filter',
        problem: { kind: 'unknown-language', typed: 'クリンゴン語' },
      },
    })
    expect(await world.db.all('SELECT id FROM feed')).toEqual([])
  })

  it('that is ordered again keeps its filters, and says so', async () => {
    const { world } = await subscribed({ words: '制裁' })
    const again = await world.services.subscribe(
      order(FEED, { filters: { words: '花' } }),
      caller(),
    )
    expect(again).toMatchObject({
      ok: true,
      value: {
        already: true,
        filtersKept: true,
        view: { subscription: { filters: { words: ['制裁'] } } },
      },
    })
    const same = await world.services.subscribe(
      order(FEED, { filters: { words: '制裁' } }),
      caller(),
    )
    expect(same).toMatchObject({ ok: true, value: { already: true, filtersKept: false } })
  })
})

describe('changing filters', () => {
  it('counts what matches now, and the next digest follows', async () => {
    const { world, id } = await subscribed({})
    const set = await world.services.setFilters(
      { id, version: 1, typed: { without: '花', perFeed: '2' } },
      caller(),
    )
    expect(set).toMatchObject({
      ok: true,
      value: {
        matches: { total: 4, matching: 3, today: true },
        view: { subscription: { version: 2, filters: { without: ['花'], perFeed: 2 } } },
      },
    })
    world.clock.moveTo(SLOT)
    await world.work()
    const places = await placesOf(world)
    expect(places.filter(([, place]) => place === 'shown')).toHaveLength(2)
    expect(places.filter(([, , reason]) => reason === 'feed-cap')).toHaveLength(1)
    expect(places).toContainEqual(['n4', 'left-out', 'word-out:花'])
  })

  it('tells a second editor that somebody was faster, and overwrites nothing', async () => {
    const { world, id } = await subscribed({})
    const edit = (words: string) =>
      world.services.setFilters({ id, version: 1, typed: { words } }, caller())
    const both = await Promise.all([edit('花'), edit('制裁')])
    expect(both.map((one) => one.ok)).toEqual([true, false])
    expect(both[1]).toMatchObject({ ok: false, error: { kind: 'faster' } })
    const found = await world.services.subscriptionOf(id, caller())
    expect(found).toMatchObject({ value: { subscription: { filters: { words: ['花'] } } } })
    const slower = both[1]
    const draft = slower?.ok === false && slower.error.kind === 'faster' ? slower.error.draft : ''
    expect(await world.services.filterDraft(draft, caller())).toEqual({ words: '制裁' })
    expect(await world.services.filterDraft(draft, caller({ userId: '8' }))).toBeNull()
    world.clock.advance(15 * 60_000)
    expect(await world.services.filterDraft(draft, caller())).toBeNull()
  })

  it('is refused for a digest that is gone, or in a channel that the caller does not see', async () => {
    const { world, id } = await subscribed({})
    const change = { id, version: 1, typed: { words: '花' } }
    const blind = caller({ sees: () => false })
    const gone = { ok: false, error: { kind: 'gone' } }
    expect(await world.services.setFilters(change, blind)).toEqual(gone)
    expect(await world.services.why({ id, digestId: null, page: 0 }, blind)).toEqual(gone)
    await world.services.unsubscribe(id, caller())
    expect(await world.services.setFilters({ ...change, version: 2 }, caller())).toEqual(gone)
  })
})

describe('why', () => {
  it('tells of the next digest while there was none, page by page', async () => {
    const many = Array.from({ length: 20 }, (_, n) => article(n + 1, n % 2 ? '野球' : '花'))
    const { world, id } = await subscribed({ without: '野球' }, many)
    const page = async (at: number) => {
      const told = await world.services.why({ id, digestId: null, page: at }, caller())
      if (!told.ok) throw new Error(told.error.kind)
      return told.value
    }
    const first = await page(0)
    expect(first).toMatchObject({
      digestId: null,
      slot: SLOT,
      page: 0,
      pages: 3,
      counts: { shown: 5, listed: 3, 'left-out': 12 },
    })
    const all = [...first.entries, ...(await page(1)).entries, ...(await page(2)).entries]
    expect(new Set(all.map((one) => one.article.id)).size).toBe(20)
    expect((await page(9)).page).toBe(2)
  })

  it('turns the pages of the digest that was asked for, though another came', async () => {
    const { world, id } = await subscribed({})
    world.clock.moveTo(SLOT)
    await world.work()
    const first = await world.services.why({ id, digestId: null, page: 0 }, caller())
    if (!first.ok) throw new Error(first.error.kind)
    world.feeds.get(FEED)?.push(article(5, '宇宙', SLOT + HOUR))
    world.clock.moveTo(SLOT + 24 * HOUR)
    await world.work()
    const { digestId } = first.value
    const same = await world.services.why({ id, digestId, page: 0 }, caller())
    expect(same).toEqual(first)
    const next = await world.services.why({ id, digestId: null, page: 0 }, caller())
    expect(next).toMatchObject({ value: { slot: SLOT + 24 * HOUR } })
    const strange = await world.services.why({ id: id + 1, digestId, page: 0 }, caller())
    expect(strange).toEqual({ ok: false, error: { kind: 'gone' } })
  })
})

describe('every article of every window', () => {
  const TITLES = ['米の制裁', 'プロ野球', 'サーバー公開', 'The central bank', '花の見頃']
  const words = fc.subarray(['制裁', '野球', 'サーバ', 'bank', '花'])
  const filters: fc.Arbitrary<Filters> = fc.record({
    words,
    without: words,
    categories: fc.constant([]),
    withoutCategories: fc.constant([]),
    languages: fc.subarray(['ja', 'en']),
    paid: fc.constantFrom('show' as const, 'last' as const, 'hide' as const),
    perFeed: fc.option(fc.integer({ min: 1, max: 3 })),
  })
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('arrive' as const),
      feed: fc.nat(1),
      titles: fc.array(fc.constantFrom(...TITLES), { minLength: 1, maxLength: 8 }),
    }),
    fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ kind: fc.constant('now' as const) }),
    fc.record({ kind: fc.constant('edit' as const), filters }),
  )
  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never
  const urls = ['https://f0.example/feed', 'https://f1.example/feed']

  async function take(world: TestWorld, one: Step, count: number): Promise<number> {
    if (one.kind === 'wait') {
      world.clock.advance(one.hours * HOUR)
      await world.work()
    } else if (one.kind === 'now') {
      await world.services.digestNow({ subscriptionId: 1 }, caller())
    } else if (one.kind === 'edit') {
      const found = await world.services.subscriptionOf(1, caller())
      const version = found.ok ? found.value.subscription.version : 0
      await world.db.tx((tx) => setFilters(tx, { id: 1, version, filters: one.filters, change }))
    } else {
      const now = world.clock.now()
      const more = one.titles.map((title, n) => article(count + n + 1, title, now))
      world.feeds.get(urls[one.feed] ?? '')?.push(...more)
      return more.length
    }
    return 0
  }

  it(
    'is in one place of one digest, with a reason exactly where it is left out',
    PATIENCE,
    async () => {
      await fc.assert(
        fc.asyncProperty(filters, fc.array(step, { maxLength: 12 }), async (first, steps) => {
          const world = await createWorld()
          for (const url of urls) world.feeds.set(url, [])
          await world.services.subscribe(order(urls.join(' ')), caller())
          await world.db.tx((tx) => setFilters(tx, { id: 1, version: 1, filters: first, change }))
          world.clock.moveTo(SLOT)
          await world.work()
          let count = 0
          for (const one of steps) count += await take(world, one, count)
          for (let hour = 0; hour < 50; hour += 1) await take(world, { kind: 'wait', hours: 1 }, 0)
          const rows = await world.db.all(
            `SELECT a.identity, COUNT(da.digest_id) AS digests, MIN(da.place) AS place, MIN(da.reason) AS reason
             FROM article a LEFT JOIN digest_article da ON da.article_id = a.id GROUP BY a.id`,
          )
          expect(rows).toHaveLength(count)
          for (const { digests, place, reason } of rows) {
            expect(digests).toBe(1)
            expect(reason !== null).toBe(place === 'left-out')
          }
          const shown = await world.db.all(
            `SELECT DISTINCT digest_id FROM digest_article WHERE place = 'shown'`,
          )
          expect(world.posted).toHaveLength(shown.length)
          await world.db.close()
        }),
        { numRuns: 30, seed: 2026 },
      )
    },
  )
})
