/** Digests in people's own direct messages: theirs alone, whatever somebody tries. */
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { OWN_DIGESTS } from '../../config/member-limits.ts'
import { digestKey } from '../../src/delivery/nonce.ts'
import { spreadOf } from '../../src/delivery/spread.ts'
import type { Caller } from '../../src/model/caller.ts'
import { personalSpace } from '../../src/model/space.ts'
import { deliverDue } from '../../src/services/deliver.ts'
import { composeDue } from '../../src/services/digest.ts'
import { keepOrForget } from '../../src/services/leave.ts'
import { tellNotices } from '../../src/services/notices.ts'
import type { OwnOrder } from '../../src/services/orders.ts'
import { resumeAllowed } from '../../src/services/resume.ts'
import { tablesHolding } from './tables.ts'
import { caller, createWorld, directOf, order, START, type TestWorld } from './world.ts'

const FEED = 'https://harbour.example/feed'
const OTHER_FEED = 'https://inland.example/feed'
const SLOT = Date.parse('2026-01-18T07:30:00+09:00')
const HOUR = 3_600_000

/** Somebody in their own space, as the dispatcher makes them. */
const alone = (part: Partial<Caller> = {}): Caller =>
  caller({ guildId: null, channelId: '9', botLacks: () => null, rings: () => false, ...part })

const mina = alone({ userId: '300000000000000042' })
const rose = alone({ userId: '300000000000000043', locale: 'en', guildLocale: 'en-GB' })
const DIRECT = directOf(mina.userId)

const wanted = (feed: string, part: Partial<OwnOrder> = {}): OwnOrder => ({
  feed,
  time: '7:30',
  zone: null,
  count: null,
  ...part,
})

let world: TestWorld
beforeEach(async () => {
  world = await createWorld()
  for (const [feed, name] of [
    [FEED, 'Ship'],
    [OTHER_FEED, 'Train'],
  ] as const) {
    world.feeds.set(
      feed,
      [1, 2, 3, 4, 5, 6, 7].map((n) => ({
        id: `${name}${n}`,
        title: `${name} ${n}`,
        text: `Cargo ${n}.`,
      })),
    )
  }
})
afterEach(() => world.db.close())

async function subscribed(me: Caller, feed = FEED, part: Partial<OwnOrder> = {}) {
  const done = await world.services.subscribeOwn(wanted(feed, part), me)
  if (!done.ok) throw new Error(JSON.stringify(done.error))
  return done.value.view.subscription
}

/** Sends what is due until nothing is, minute by minute. */
async function minutes(count: number) {
  for (let minute = 0; minute < count; minute += 1) {
    await world.work()
    world.clock.advance(60_000)
  }
  await world.work()
}

/** Passes time to the first slot and over the spread. */
async function toFirstDigest() {
  world.clock.advance(SLOT - START)
  await minutes(4)
}

const refuse = (kind: 'direct-closed' | 'no-access', code: number) =>
  world.answers.push({ kind: 'permanent', reason: kind, code })

describe('a digest of one’s own', () => {
  it('comes into the direct messages of who ordered it, which are asked for once', async () => {
    const one = await subscribed(mina)
    expect(one).toMatchObject({ guildId: personalSpace(mina.userId), channelId: DIRECT })
    await subscribed(mina, OTHER_FEED)
    expect(world.opened).toEqual([mina.userId])
    await toFirstDigest()
    expect(world.posted.map(({ channelId }) => channelId)).toEqual([DIRECT, DIRECT])
    expect(world.opened).toHaveLength(1)
  })

  it('speaks the language of its person, and comes by the clock that it lets guess', async () => {
    const japanese = await world.services.subscribeOwn(wanted(FEED), mina)
    expect(japanese).toMatchObject({
      value: {
        zoneGuessed: true,
        view: { subscription: { locale: 'ja', schedule: { zone: 'Asia/Tokyo' } } },
      },
    })
    expect((await subscribed(rose)).locale).toBe('en')
    const paris = await subscribed(rose, OTHER_FEED, { zone: 'Paris', days: 'weekdays' })
    expect(paris.schedule).toMatchObject({ zone: 'Europe/Paris', days: [1, 2, 3, 4, 5] })
  })

  it('goes out within three minutes of its time, the same minute every day, what is sent now at once', async () => {
    const one = await subscribed(mina)
    world.clock.advance(SLOT - START)
    while ((await composeDue(world.deps)) > 0);
    const dueIn = async () => {
      const [row] = await world.db.all('SELECT due_at - created_at AS wait FROM delivery')
      return Number(row?.['wait'])
    }
    expect(await dueIn()).toBe(spreadOf(one.guildId))
    await world.db.all('DELETE FROM delivery')
    world.feeds.get(FEED)?.unshift({ id: 'new', title: 'Ship 8', text: 'Cargo 8.' })
    world.clock.advance(HOUR)
    await world.work()
    const now = await world.services.digestNow({ subscriptionId: one.id }, mina)
    expect(now).toMatchObject({ ok: true, value: { channelId: DIRECT, articles: 1 } })
    expect(await dueIn()).toBe(0)
  })

  it('is one of a few: more are refused, also by taking the end of one back', async () => {
    const first = await subscribed(mina)
    await world.services.unsubscribe(first.id, mina)
    for (let n = 0; n < OWN_DIGESTS.most; n += 1) {
      await subscribed(mina, OTHER_FEED, { time: `${n + 8}:00` })
    }
    const full = { ok: false, error: { kind: 'own-full', most: OWN_DIGESTS.most } }
    expect(await world.services.subscribeOwn(wanted(FEED), mina)).toMatchObject(full)
    expect(await world.services.restore(first.id, mina)).toMatchObject(full)
    expect(await world.services.subscribeOwn(wanted(FEED), rose)).toMatchObject({ ok: true })
  })

  it('is one of a few also where several are ordered, or taken back, at the same instant', async () => {
    const ended = [await subscribed(mina), await subscribed(mina, FEED, { time: '6:30' })]
    for (const { id } of ended) await world.services.unsubscribe(id, mina)
    for (let n = 1; n < OWN_DIGESTS.most; n += 1) {
      await subscribed(mina, OTHER_FEED, { time: `${n + 8}:00` })
    }
    const feeds = () => world.db.all('SELECT url FROM feed')
    const fresh = 'https://fresh.example/feed'
    world.feeds.set(fresh, [{ id: 'new', title: 'New', text: 'Cargo.' }])
    const done = await Promise.all([
      ...['20:00', '21:00'].map((time) =>
        world.services.subscribeOwn(wanted(OTHER_FEED, { time }), mina),
      ),
      ...ended.map(({ id }) => world.services.restore(id, mina)),
      world.services.subscribeOwn(wanted(fresh), mina),
    ])
    const refused = done.filter((one) => !one.ok)
    expect(refused).toHaveLength(4)
    for (const one of refused) expect(one).toMatchObject({ error: { kind: 'own-full' } })
    const live = await world.services.subscriptions(mina)
    expect(live).toHaveLength(OWN_DIGESTS.most)
    if (!done.at(-1)?.ok) expect(await feeds()).not.toContainEqual({ url: fresh })
    // A second press on the one that came back finds it there.
    const back = live.find(({ subscription }) => ended.some(({ id }) => id === subscription.id))
    const again = await world.services.restore(back?.subscription.id ?? 0, mina)
    expect(again.ok).toBe(back !== undefined)
  })

  it('is not set up where no direct messages can be opened, and nothing is stored', async () => {
    world.closed.add(mina.userId)
    const done = await world.services.subscribeOwn(wanted(FEED), mina)
    expect(done).toMatchObject({ ok: false, error: { kind: 'direct-closed' } })
    expect(await tablesHolding(world.db, mina.userId)).toEqual([])
    world.closed.clear()
    expect(await world.services.subscribeOwn(wanted(FEED), mina)).toMatchObject({ ok: true })
  })

  it('takes no feed for adults, whatever channel the command was given in', async () => {
    const rated =
      '<rss xmlns:media="http://search.yahoo.com/mrss/" version="2.0"><channel><title>Late</title>'
    world.pages.set(
      'https://late.example/feed',
      `${rated}<item><title>Show</title><media:rating>adult</media:rating></item></channel></rss>`,
    )
    const done = await world.services.subscribeOwn(wanted('https://late.example/feed'), mina)
    expect(done).toMatchObject({ ok: false, error: { kind: 'adult' } })
  })

  it('stands nowhere else: no other channel, no role, no move, no copy', async () => {
    const { services } = world
    const { id, version } = await subscribed(mina)
    const elsewhere = { id: '200000000000000001', type: 0, botLacks: [], speaks: true }
    const refused = { ok: false, error: { kind: 'not-in-server' } }
    expect(await services.subscribe(order(FEED), mina)).toMatchObject(refused)
    const here = { ...elsewhere, id: DIRECT }
    const ringing = order(FEED, { channel: here, roleId: '7' })
    expect(await services.subscribe(ringing, mina)).toMatchObject(refused)
    expect(await services.subscribe(order(FEED, { channel: here }), rose)).toMatchObject(refused)
    expect(await services.move({ id, version, channel: elsewhere }, mina)).toMatchObject(refused)
    expect(await services.copy({ id, channel: elsewhere }, mina)).toMatchObject(refused)
  })
})

describe('where direct messages are closed', () => {
  it('all digests there stop, their person is told once, and they go on without a loss when they say so', async () => {
    const { services } = world
    await subscribed(mina)
    await subscribed(mina, OTHER_FEED)
    world.clock.advance(SLOT - START)
    refuse('direct-closed', 50007)
    refuse('direct-closed', 50007)
    await minutes(4)
    expect(world.posted).toEqual([])
    const stopped = await services.subscriptions(mina)
    expect(stopped.map(({ subscription: { state, pausedFor } }) => [state, pausedFor])).toEqual([
      ['paused', 'direct-closed'],
      ['paused', 'direct-closed'],
    ])
    expect(await resumeAllowed(world.deps, () => [])).toBe(0)
    const inServer = caller({ userId: mina.userId })
    expect(await services.owedStopped(rose)).toEqual([])
    expect(await services.owedStopped(inServer)).toHaveLength(2)
    expect(await services.owedStopped(mina)).toEqual([])
    expect(await services.resumeStopped(inServer)).toBe(0)
    expect(await services.resumeStopped(mina)).toBe(2)
    await minutes(4)
    const titles = JSON.stringify(world.posted.map(({ payload }) => payload.embeds))
    expect(titles).toContain('Ship')
    expect(titles).toContain('Train')
  })

  it('it is no right that comes back by itself, whatever Discord calls it', async () => {
    const { id } = await subscribed(mina)
    world.clock.advance(SLOT - START)
    refuse('no-access', 50001)
    await minutes(4)
    const one = await world.services.subscriptionOf(id, mina)
    expect(one).toMatchObject({ value: { subscription: { pausedFor: 'direct-closed' } } })
    expect(await resumeAllowed(world.deps, () => [])).toBe(0)
  })

  it('a message whose outcome is unknown is looked for there: nothing comes twice', async () => {
    await subscribed(mina)
    const asked: boolean[] = []
    const deliver = {
      ...world.deliver,
      readBack: async (looked: Parameters<typeof world.deliver.readBack>[0]) => {
        asked.push(looked.direct)
        return world.deliver.readBack(looked)
      },
    }
    world.clock.advance(SLOT - START)
    while ((await composeDue(world.deps)) > 0);
    world.answers.push('lost-answer')
    world.clock.advance(OWN_DIGESTS.spreadMs)
    while ((await deliverDue(deliver)) > 0);
    world.clock.advance(HOUR)
    while ((await deliverDue(deliver)) > 0);
    expect(asked).toEqual([true])
    expect(world.posted).toHaveLength(1)
    const rows = await world.db.all('SELECT state FROM delivery')
    expect(rows).toEqual([{ state: 'sent' }])
  })
})

describe('what is somebody’s own', () => {
  /** Every way to a digest by its id. */
  const ways = (id: number, version: number): ((me: Caller) => Promise<{ ok: boolean }>)[] => {
    const { services } = world
    const channel = { id: '8', type: 0, botLacks: [], speaks: true }
    return [
      (me) => services.subscriptionOf(id, me),
      (me) => services.preview(id, me),
      (me) => services.why({ id, digestId: null, page: 0 }, me),
      (me) => services.setPaused(id, true, me),
      (me) => services.setPaused(id, false, me),
      (me) => services.setFilters({ id, version, typed: { words: 'x' } }, me),
      (me) => services.setTerms({ id, version, typed: { when: '9:00' } }, me),
      (me) => services.move({ id, version, channel }, me),
      (me) => services.copy({ id, channel }, me),
      (me) => services.digestNow({ subscriptionId: id }, me),
      (me) => services.unsubscribe(id, me),
      (me) => services.restore(id, me),
      (me) => services.putBackFeed({ feedId: 1, digestIds: [id] }, me),
    ]
  }

  it('is reached by nobody else, and reaches nothing of a server or another person, by whatever id', async () => {
    const { services, db } = world
    const mine = await subscribed(mina)
    const roses = await subscribed(rose, OTHER_FEED)
    const placed = await services.subscribe(order(FEED), caller())
    if (!placed.ok) throw new Error('not set up')
    const ofServer = placed.value.view.subscription
    await toFirstDigest()
    const strangers: [Caller, number, number][] = [
      [caller(), mine.id, mine.version],
      [caller({ userId: mina.userId }), mine.id, mine.version],
      [rose, mine.id, mine.version],
      [mina, roses.id, roses.version],
      [mina, ofServer.id, ofServer.version],
      [alone(), ofServer.id, ofServer.version],
    ]
    const all = () => db.all('SELECT * FROM subscription ORDER BY id')
    const before = await all()
    const pick = <T>(list: readonly T[]) => fc.constantFrom(...list)
    await fc.assert(
      fc.asyncProperty(pick(strangers), fc.nat({ max: 12 }), async ([me, id, version], n) => {
        expect(await ways(id, version)[n]?.(me)).toMatchObject({ ok: false })
      }),
      { numRuns: 120 },
    )
    expect(await all()).toEqual(before)
    for (const way of ways(mine.id, mine.version).slice(2, 5)) {
      expect(await way(mina)).toMatchObject({ ok: true })
    }
  })

  it('is seen by its person alone: its digest’s list, its articles, its messages', async () => {
    const { services } = world
    const { id } = await subscribed(mina)
    await toFirstDigest()
    const key = digestKey(id, SLOT)
    const [row] = await world.db.all('SELECT MIN(id) AS id FROM article')
    const article = Number(row?.['id'])
    const messageId = world.posted[0]?.id ?? ''
    for (const me of [mina, caller({ userId: mina.userId })]) {
      expect((await services.rest(key, me))?.articles).toHaveLength(2)
      expect(await services.articlesOfDigest(key, me)).toHaveLength(5)
      expect(await services.article(article, me)).not.toBeNull()
      const [entry] = await services.latest(null, me)
      expect(entry?.posting).toMatchObject({ guildId: personalSpace(mina.userId), messageId })
    }
    expect(await services.articlesOfMessage(messageId, mina)).toHaveLength(5)
    for (const me of [rose, caller(), caller({ userId: rose.userId })]) {
      expect(await services.rest(key, me)).toBeNull()
      expect(await services.articlesOfDigest(key, me)).toEqual([])
      expect(await services.article(article, me)).toBeNull()
      expect(await services.latest(null, me)).toEqual([])
      expect(await services.articlesOfMessage(messageId, me)).toEqual([])
      expect(await services.subscribeChoices('harbour', me)).not.toContainEqual(
        expect.objectContaining({ value: '#1' }),
      )
    }
  })

  it('may be shared into a server by its person’s own will: then the others there see that article', async () => {
    const { services } = world
    await subscribed(mina)
    await toFirstDigest()
    const [one, two] = (await world.db.all('SELECT id FROM article ORDER BY id')).map(({ id }) =>
      Number(id),
    )
    expect(await services.share(one ?? 0, mina)).toMatchObject({ error: { kind: 'not-in-server' } })
    const there = caller({ userId: mina.userId })
    expect(await services.share(one ?? 0, there)).toMatchObject({ ok: true })
    await world.work()
    expect(await services.article(one ?? 0, caller())).not.toBeNull()
    expect(await services.article(two ?? 0, caller())).toBeNull()
  })

  it('stays when servers are left, and in no server’s file', async () => {
    const { services, clock, deps } = world
    await subscribed(mina)
    await services.subscribe(order(FEED), caller())
    await toFirstDigest()
    await keepOrForget(deps, () => false)
    clock.advance(40 * 24 * HOUR)
    expect(await keepOrForget(deps, () => false)).toBe(1)
    expect(await services.subscriptions(caller())).toEqual([])
    expect(await services.subscriptions(mina)).toHaveLength(1)
    await services.subscribe(order(FEED), caller())
    const file = await services.exportServer(caller())
    expect(file?.text).not.toContain(mina.userId)
    expect(file?.text).not.toContain(DIRECT)
    expect(await services.exportServer(mina)).toBeNull()
    expect(await services.forgetServer({ stamp: '1-0-1', askedAt: clock.now() }, mina)).toEqual({
      ok: false,
      error: { kind: 'not-in-server' },
    })
  })
})

describe('a feed of one’s own that gives nothing', () => {
  it('is told to its person alone, with ways out that work in direct messages', async () => {
    const { services, clock, deps, deliver } = world
    await subscribed(mina)
    await world.work()
    world.broken.add(FEED)
    for (let hour = 0; hour < 30; hour += 1) {
      clock.advance(HOUR)
      await world.work()
      await tellNotices(deps)
      while ((await deliverDue(deliver)) > 0);
    }
    const notices = world.posted.filter(({ payload }) =>
      payload.content?.includes('読み込めないフィード'),
    )
    expect(notices.map(({ channelId }) => channelId)).toEqual([DIRECT])
    const [notice] = notices
    expect(notice?.payload.content).not.toContain('サーバーのダイジェスト')
    expect(JSON.stringify(notice?.payload.components)).not.toContain('v1:health')
    const key = /v1:mend:look:([a-z0-9-]+)/.exec(JSON.stringify(notice?.payload.components))?.[1]
    expect(await services.troubledFeeds(key ?? '', mina)).toMatchObject([{ id: 1 }])
    expect(await services.troubledFeeds(key ?? '', rose)).toEqual([])
    expect(await services.troubledFeeds(key ?? '', caller())).toEqual([])
    const removed = await services.removeFeed(1, mina)
    expect(removed).toMatchObject({ value: { ended: 1 } })
    const digestIds = removed.ok ? removed.value.digestIds : []
    const back = { feedId: 1, digestIds }
    expect(await services.putBackFeed(back, mina)).toMatchObject({ ok: true })
    const strange = await services.putBackFeed({ feedId: 2, digestIds }, mina)
    expect(strange).toMatchObject({ ok: false })
  })
})
