/** Articles that are posted as they come, through the real poll, composing and delivery. */
import { describe, expect, it } from 'vitest'
import { composeDue } from '../../src/services/digest.ts'
import { pollDue } from '../../src/services/poll.ts'
import { NOTHING_WAITS } from '../../src/subscription/instant.ts'
import { CHANNEL, caller, createWorld, order, type TestWorld } from './world.ts'

const FEED = 'https://a.example/feed'
const OTHER_FEED = 'https://b.example/feed'
const ELSEWHERE = '200000000000000002'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Sunday 18 January 2026, in Tokyo. */
const on = (text: string) => Date.parse(`2026-01-${text}+09:00`)
const SUBJECTS = ['橋', '港', '空港', '図書館', '病院', '学校', '公園', '市場', '鉄道', '劇場']
const article = (n: number, part = {}) => ({
  id: `n${n}`,
  title: `第${n}号の記事`,
  text: `${SUBJECTS[n % 10]}の第${n}号の記事。潮の高さを伝える。`,
  ...part,
})

const subscribe = async (world: TestWorld, part: object = {}, feed = FEED) => {
  const input = order(feed, { time: '届きしだい', ...part })
  const done = await world.services.subscribe(input, caller())
  if (!done.ok) throw new Error(JSON.stringify(done.error))
  return done.value.view.subscription.id
}

/** A world at eight in the morning with one article that is there already, and a subscription to what comes. */
async function started(part: object = {}) {
  const world = await createWorld()
  world.clock.moveTo(on('18T08:00:10'))
  world.feeds.set(FEED, [article(1)])
  const id = await subscribe(world, part)
  await world.work()
  return { world, id }
}

/** Brings articles, and has the feed asked now. */
async function arrive(world: TestWorld, numbers: readonly number[], feed = FEED) {
  for (const n of numbers) world.feeds.get(feed)?.push(article(n))
  await askFeeds(world)
  await world.work()
}
const askFeeds = (world: TestWorld) =>
  world.db.all('UPDATE feed SET due_at = $1', [world.clock.now()])
async function passMinutes(world: TestWorld, minutes: number) {
  for (let minute = 0; minute < minutes; minute += 1) {
    world.clock.advance(MINUTE)
    await world.work()
  }
}
const contents = (world: TestWorld) => world.posted.map(({ payload }) => payload.content ?? '')
const rowOf = async (world: TestWorld, id = 1) =>
  (await world.db.all('SELECT * FROM subscription WHERE id = $1', [id]))[0]
const places = (world: TestWorld, subscriptionId: number) =>
  world.db.all(
    `SELECT REPLACE(a.identity, 'guid:', '') AS id, da.place, da.reason FROM digest_article da
       JOIN digest d ON d.id = da.digest_id JOIN article a ON a.id = da.article_id
      WHERE d.subscription_id = $1 ORDER BY a.identity`,
    [subscriptionId],
  )

describe('an article of a digest that posts as they come', () => {
  it('is posted with the poll that brings it, alone, under its minute and its source', async () => {
    const { world } = await started()
    expect(world.posted).toEqual([])
    world.clock.moveTo(on('18T08:10:40'))
    await arrive(world, [2])
    expect(contents(world)).toEqual(['🗞️ 8:10 · a.example\n第2号の記事'])
    expect(world.posted[0]?.payload.embeds).toHaveLength(1)
    expect(world.posted[0]?.payload).toMatchObject({ allowed_mentions: { parse: [] } })
    expect(world.posted[0]?.payload.flags).toBeUndefined()
  })

  it('is posted with others of the same poll in one message; what has no card is behind the button', async () => {
    const { world } = await started({ count: 3 })
    await arrive(world, [2, 3, 4, 5, 6])
    expect(world.posted).toHaveLength(1)
    expect(contents(world)[0]).toMatch(/^🗞️ 8:00 · 3本 · 約\d分\n1\. .*\n2\. .*\n3\. /)
    expect(JSON.stringify(world.posted[0]?.payload.components)).toContain('ほか2本')
  })

  it('rings the role on time, and nobody when it comes late after an outage, but comes', async () => {
    const { world } = await started({ roleId: '400000000000000001' })
    await arrive(world, [2])
    expect(contents(world)[0]).toContain('<@&400000000000000001>')
    world.clock.advance(10 * MINUTE)
    world.feeds.get(FEED)?.push(article(3))
    await askFeeds(world)
    while ((await pollDue(world.deps)) > 0);
    // Nobody composes for four hours.
    world.clock.advance(4 * HOUR)
    await world.work()
    expect(contents(world)[1]).toContain('第3号')
    expect(contents(world)[1]).not.toContain('400000000000000001')
    expect(world.posted[1]?.payload).toMatchObject({ flags: 4096, allowed_mentions: { parse: [] } })
  })

  it('comes a minute after the one before at the earliest', async () => {
    const { world } = await started()
    world.clock.moveTo(on('18T08:10:40'))
    await arrive(world, [2])
    world.clock.advance(25_000)
    await arrive(world, [3])
    world.clock.advance(10_000)
    await arrive(world, [4])
    expect(world.posted).toHaveLength(1)
    world.clock.moveTo(on('18T08:11:39'))
    await world.work()
    expect(world.posted).toHaveLength(1)
    world.clock.moveTo(on('18T08:11:40'))
    await world.work()
    expect(contents(world)[1]).toMatch(/^🗞️ 8:11 · 2本/)
  })

  it('waits for the end of the quiet hours, when it rings with what else came', async () => {
    const { world } = await started({ roleId: '400000000000000001' })
    world.clock.moveTo(on('18T22:30:00'))
    await arrive(world, [2])
    world.clock.moveTo(on('19T03:00:00'))
    await arrive(world, [3])
    world.clock.moveTo(on('19T06:59:59'))
    await world.work()
    expect(world.posted).toEqual([])
    world.clock.moveTo(on('19T07:00:00'))
    await world.work()
    expect(contents(world)[0]).toMatch(/^🗞️ 7:00 · 2本/)
    expect(contents(world)[0]).toContain('<@&400000000000000001>')
  })

  it('waits for the next of its days', async () => {
    const { world } = await started({ days: '平日' })
    await arrive(world, [2])
    expect(world.posted).toEqual([])
    world.clock.moveTo(on('19T06:59:59'))
    await world.work()
    expect(world.posted).toEqual([])
    world.clock.moveTo(on('19T07:00:00'))
    await world.work()
    expect(contents(world)[0]).toBe('🗞️ 7:00 · a.example\n第2号の記事')
  })

  it('that the filters leave out rings nobody, posts nothing, and is accounted for', async () => {
    const { world, id } = await started({ filters: { without: '港' } })
    await arrive(world, [11])
    expect(world.posted).toEqual([])
    expect(await places(world, id)).toEqual([
      { id: 'n11', place: 'left-out', reason: 'word-out:港' },
    ])
    await passMinutes(world, 1)
    await arrive(world, [13])
    expect(contents(world)).toEqual(['🗞️ 8:01 · a.example\n第13号の記事'])
  })

  it('that comes while a digest is composed, comes in the next one', async () => {
    const { world } = await started()
    const text =
      'The harbour of the town will be closed on Monday, and the ferry leaves from the pier.'
    world.feeds.get(FEED)?.push(article(2, { title: 'The harbour is closed', text }))
    await askFeeds(world)
    while ((await pollDue(world.deps)) > 0);
    // Between what it was drafted from and its place in the store, a model is asked for a translation.
    const writeCard = async () => {
      world.feeds.get(FEED)?.push(article(3))
      await askFeeds(world)
      while ((await pollDue(world.deps)) > 0);
      return null
    }
    world.clock.advance(MINUTE)
    await composeDue({ ...world.deps, writeCard })
    expect(await places(world, 1)).toEqual([{ id: 'n2', place: 'shown', reason: null }])
    await passMinutes(world, 2)
    expect(contents(world)[1]).toBe('🗞️ 8:02 · a.example\n第3号の記事')
  })

  it('is not lost with a process that dies after the poll, or while it composes', async () => {
    const { world } = await started()
    world.feeds.get(FEED)?.push(article(2))
    await askFeeds(world)
    while ((await pollDue(world.deps)) > 0);
    expect(await rowOf(world)).toMatchObject({ slot_at: world.clock.now() })
    const lease = world.clock.now() + MINUTE
    await world.db.all('UPDATE subscription SET due_at = $1, attempt = attempt + 1', [lease])
    await arrive(world, [3])
    expect(world.posted).toEqual([])
    world.clock.moveTo(lease)
    await world.work()
    expect(contents(world)[0]).toMatch(/2本/)
  })

  it('is waited for without looking every minute', async () => {
    const { world } = await started()
    await arrive(world, [2])
    const before = await rowOf(world)
    expect(before).toMatchObject({ slot_at: NOTHING_WAITS, due_at: NOTHING_WAITS })
    await passMinutes(world, 5)
    expect(await rowOf(world)).toEqual(before)
    expect(await composeDue(world.deps)).toBe(0)
  })

  it('is not rung for by articles that only changed', async () => {
    const { world } = await started()
    world.feeds.set(FEED, [article(1, { title: '第1号の記事（更新）' })])
    await askFeeds(world)
    await world.work()
    expect(await rowOf(world)).toMatchObject({ slot_at: NOTHING_WAITS })
    expect(world.posted).toEqual([])
  })
})

describe('what is there when articles are ordered as they come', () => {
  it('does not come by itself, but by the button; and then what came is not repeated', async () => {
    const { world, id } = await started()
    const shown = await world.services.preview(id, caller())
    expect(shown.ok && shown.value.content).toContain('第1号')
    const now = await world.services.digestNow({ subscriptionId: id }, caller())
    expect(now).toMatchObject({ ok: true, value: { articles: 1 } })
    await passMinutes(world, 2)
    await arrive(world, [2])
    expect(contents(world)).toEqual([
      '🗞️ 8:00 · a.example\n第1号の記事',
      '🗞️ 8:02 · a.example\n第2号の記事',
    ])
  })

  it('does not come with the first that comes, even after a night of many', async () => {
    const { world, id } = await started()
    world.clock.moveTo(on('18T23:00:00'))
    const many = Array.from({ length: 60 }, (_, n) => n + 100)
    await arrive(world, many)
    world.clock.moveTo(on('19T07:00:00'))
    await world.work()
    expect(world.posted).toHaveLength(1)
    const rows = await places(world, id)
    expect(rows.map((row) => row['id'])).toEqual(many.map((n) => `n${n}`))
    expect(rows.filter(({ place }) => place === 'left-out')).toEqual([])
  })

  it('is the same digest only once, and another one than a daily digest', async () => {
    const { world, id } = await started()
    const again = await world.services.subscribe(order(FEED, { time: 'instant' }), caller())
    expect(again.ok && [again.value.already, again.value.view.subscription.id]).toEqual([true, id])
    const daily = await world.services.subscribe(order(FEED), caller())
    expect(daily.ok && daily.value.already).toBe(false)
  })
})

describe('the daily digest beside it', () => {
  it('of the same channel does not repeat what was posted as it came, and why says so', async () => {
    const { world } = await started()
    world.feeds.set(OTHER_FEED, [])
    const daily = await subscribe(world, { time: '12:00' }, `${FEED} ${OTHER_FEED}`)
    await arrive(world, [2])
    await arrive(world, [3], OTHER_FEED)
    world.clock.moveTo(on('18T12:00:00'))
    await world.work()
    expect(contents(world)[1]).toMatch(/^📘 1月18日\(日\)の昼 · 2本/)
    expect(contents(world)[1]).not.toContain('第2号')
    expect(JSON.stringify(world.posted[1]?.payload.components)).not.toContain('ほか')
    expect(await places(world, daily)).toContainEqual({
      id: 'n2',
      place: 'left-out',
      reason: 'posted-here',
    })
  })

  it('of another channel has it all', async () => {
    const { world } = await started()
    const channel = { id: ELSEWHERE, type: 0, botLacks: [], speaks: true }
    await subscribe(world, { time: '12:00', channel })
    await arrive(world, [2])
    world.clock.moveTo(on('18T12:00:00'))
    await world.work()
    expect(contents(world)[1]).toContain('第2号')
  })

  it('that was first is not repeated as they come', async () => {
    const { world, id } = await started()
    const daily = await subscribe(world, { time: '6:00' })
    // Both have it owed at the end of the quiet hours; the daily one was first.
    world.clock.moveTo(on('19T05:00:00'))
    await arrive(world, [2])
    world.clock.moveTo(on('19T06:00:00'))
    await world.work()
    world.clock.moveTo(on('19T07:00:00'))
    await world.work()
    expect(world.posted).toHaveLength(1)
    expect(await places(world, daily)).toContainEqual({ id: 'n2', place: 'shown', reason: null })
    expect(await places(world, id)).toEqual([
      { id: 'n2', place: 'left-out', reason: 'posted-here' },
    ])
  })

  it('does not repeat what another one posts in the same moment', async () => {
    const { world } = await started()
    await subscribe(world, { time: '12:00' })
    world.feeds.get(FEED)?.push(article(2))
    await askFeeds(world)
    while ((await pollDue(world.deps)) > 0);
    await Promise.all([
      composeDue(world.deps),
      world.services.digestNow({ subscriptionId: 2 }, caller()),
    ])
    await world.work()
    await passMinutes(world, 2)
    expect(contents(world).join('\n').match(/第2号/g)).toHaveLength(1)
  })

  it('leaves out the other tellings of a story that was posted, with its reason', async () => {
    const world = await createWorld()
    world.clock.moveTo(on('18T08:00:10'))
    world.feeds.set(FEED, [])
    world.feeds.set(OTHER_FEED, [])
    await subscribe(world)
    const daily = await subscribe(world, { time: '12:00' }, `${FEED} ${OTHER_FEED}`)
    const story = {
      title: '北海道で震度6弱の地震、津波の心配はなし',
      text: '18日朝、北海道で震度6弱の地震があった。気象庁によると震源の深さは40キロ、マグニチュードは6.1で、津波の心配はない。',
    }
    world.feeds.set(FEED, [{ id: 'quake', ...story }])
    await askFeeds(world)
    await world.work()
    world.feeds.set(OTHER_FEED, [{ id: 'quake-b', ...story }])
    await askFeeds(world)
    await world.work()
    world.clock.moveTo(on('18T12:00:00'))
    await world.work()
    expect(world.posted).toHaveLength(1)
    expect(await places(world, daily)).toEqual([
      { id: 'quake', place: 'left-out', reason: 'posted-here' },
      { id: 'quake-b', place: 'left-out', reason: 'told-before' },
    ])
  })
})

describe('what moderators do with it', () => {
  const setTime = async (world: TestWorld, id: number, time: string) => {
    const version = Number((await rowOf(world, id))?.['version'])
    const done = await world.services.setTerms({ id, version, typed: { when: time } }, caller())
    if (!done.ok) throw new Error(JSON.stringify(done.error))
    return done.value
  }

  it('from daily to as they come, posts what is owed at once, and no more', async () => {
    const world = await createWorld()
    world.feeds.set(FEED, [article(1)])
    const id = await subscribe(world, { time: '7:30' })
    world.clock.moveTo(on('18T07:30:00'))
    await world.work()
    world.clock.moveTo(on('18T10:00:00'))
    await arrive(world, [2, 3])
    expect(world.posted).toHaveLength(1)
    const done = await setTime(world, id, '届きしだい')
    expect(done).toMatchObject({ quietGuessed: true })
    expect(done.view.subscription.schedule).toMatchObject({
      minute: 450,
      instant: { quiet: { from: 1320, to: 420 } },
    })
    await world.work()
    expect(contents(world)[1]).toMatch(/^🗞️ 10:00 · 2本/)
    await passMinutes(world, 5)
    expect(world.posted).toHaveLength(2)
  })

  it('before its first digest, posts what came since it was set up, and not what was there', async () => {
    const world = await createWorld()
    world.feeds.set(FEED, [article(1)])
    const id = await subscribe(world, { time: '23:00' })
    world.clock.moveTo(on('18T10:00:00'))
    await arrive(world, [2])
    await setTime(world, id, '届きしだい')
    await world.work()
    expect(contents(world)).toEqual(['🗞️ 10:00 · a.example\n第2号の記事'])
  })

  it('from as they come to daily, has the rest in the next digest, in the night not before', async () => {
    const { world, id } = await started()
    await arrive(world, [2])
    world.clock.moveTo(on('18T23:30:00'))
    await arrive(world, [3])
    await setTime(world, id, '7:30')
    await world.work()
    expect(world.posted).toHaveLength(1)
    world.clock.moveTo(on('19T07:30:00'))
    await world.work()
    expect(contents(world)[1]).toMatch(/^📘 1月19日\(月\)の朝 · 1本[\s\S]*第3号/)
  })

  it('with shorter quiet hours, posts what waits', async () => {
    const { world, id } = await started()
    world.clock.moveTo(on('18T22:30:00'))
    await arrive(world, [2])
    await setTime(world, id, '届きしだい（いつでも）')
    await world.work()
    expect(contents(world)).toEqual(['🗞️ 22:30 · a.example\n第2号の記事'])
  })

  it('pauses and resumes: what came meanwhile follows in one message, of long pauses the last day', async () => {
    const { world, id } = await started()
    await arrive(world, [2])
    await world.services.setPaused(id, true, caller())
    world.clock.advance(HOUR)
    await arrive(world, [3, 4])
    expect(world.posted).toHaveLength(1)
    await world.services.setPaused(id, false, caller())
    await world.work()
    expect(contents(world)[1]).toMatch(/^🗞️ 9:00 · 2本/)
    await world.services.setPaused(id, true, caller())
    world.clock.advance(HOUR)
    world.feeds.get(FEED)?.push(article(5, { date: world.clock.now() }))
    await askFeeds(world)
    await world.work()
    world.clock.advance(3 * DAY)
    world.feeds.get(FEED)?.push(article(6, { date: world.clock.now() }))
    await askFeeds(world)
    await world.work()
    await world.services.setPaused(id, false, caller())
    await world.work()
    expect(contents(world)[2]).toBe('🗞️ 10:00 · a.example\n第6号の記事')
    expect(await places(world, id)).toContainEqual({
      id: 'n5',
      place: 'left-out',
      reason: 'older-than-a-day',
    })
  })

  it('ends it and takes that back, and nothing is lost', async () => {
    const { world, id } = await started()
    await world.services.unsubscribe(id, caller())
    await arrive(world, [2])
    await world.services.restore(id, caller())
    await world.work()
    expect(contents(world)).toEqual(['🗞️ 8:00 · a.example\n第2号の記事'])
  })

  it('moves it, and copies it: the copy begins with what comes', async () => {
    const { world, id } = await started()
    const to = (channelId: string) => ({ id: channelId, type: 0, botLacks: [], speaks: true })
    const moved = await world.services.move({ id, version: 1, channel: to(ELSEWHERE) }, caller())
    expect(moved.ok && moved.value.subscription.slotAt).toBe(NOTHING_WAITS)
    const copied = await world.services.copy({ id, channel: to(CHANNEL) }, caller())
    expect(copied.ok && copied.value.subscription.schedule.instant).toEqual({
      quiet: { from: 1320, to: 420 },
    })
    await world.work()
    expect(world.posted).toEqual([])
    await arrive(world, [2])
    expect(world.posted.map(({ channelId }) => channelId).toSorted()).toEqual([CHANNEL, ELSEWHERE])
  })

  it('goes on after Discord’s refusal in another channel, with what was refused and what came', async () => {
    const { world, id } = await started()
    world.answers.push({ kind: 'permanent', reason: 'channel-gone', code: 10003 })
    await arrive(world, [2])
    expect(await rowOf(world, id)).toMatchObject({ state: 'paused', slot_at: world.clock.now() })
    world.clock.advance(HOUR)
    await arrive(world, [3])
    const channel = { id: ELSEWHERE, type: 0, botLacks: [], speaks: true }
    const version = Number((await rowOf(world, id))?.['version'])
    expect((await world.services.move({ id, version, channel }, caller())).ok).toBe(true)
    await world.work()
    expect(
      contents(world)
        .join('\n')
        .match(/第\d号/g)
        ?.toSorted(),
    ).toEqual(['第2号', '第3号'])
    expect(new Set(world.posted.map(({ channelId }) => channelId))).toEqual(new Set([ELSEWHERE]))
  })

  it('posts by hand what waits in the quiet hours, once', async () => {
    const { world, id } = await started()
    await arrive(world, [3])
    world.clock.moveTo(on('18T23:00:00'))
    await arrive(world, [2])
    expect(await world.services.digestNow({ subscriptionId: id }, caller())).toMatchObject({
      ok: true,
    })
    await world.work()
    world.clock.moveTo(on('19T07:00:00'))
    await world.work()
    expect(contents(world).slice(1)).toEqual(['🗞️ 23:00 · a.example\n第2号の記事'])
  })

  it('asks why of an article that was left out, and before anything came', async () => {
    const { world, id } = await started({ filters: { without: '港' } })
    const before = await world.services.why({ id, digestId: null, page: 0 }, caller())
    expect(before.ok && before.value).toMatchObject({ digestId: null, slot: on('18T08:00:00') })
    await arrive(world, [11])
    const after = await world.services.why({ id, digestId: null, page: 0 }, caller())
    expect(after.ok && after.value.entries[0]).toMatchObject({ reason: 'word-out:港' })
  })

  it('has it in the server’s data', async () => {
    const { world } = await started()
    const file = await world.services.exportServer(caller())
    expect(JSON.parse(file?.text ?? '{}').subscriptions[0].schedule).toEqual({
      time: null,
      asTheyCome: { quiet: { from: '22:00', to: '07:00' } },
      days: [1, 2, 3, 4, 5, 6, 7],
      withoutHolidaysOf: null,
      zone: 'Asia/Tokyo',
      next: null,
    })
  })

  it('is told nothing was stored of a time that says nothing', async () => {
    const { world, id } = await started()
    const before = await rowOf(world, id)
    const typed = { when: 'instant 9-17' }
    const done = await world.services.setTerms({ id, version: 1, typed }, caller())
    expect(done).toMatchObject({ error: { problem: { kind: 'bad-days', typed: '9-17' } } })
    expect(await rowOf(world, id)).toEqual(before)
  })
})
