/** What moderators change of a digest, over real tables: its terms, its channel, a copy of it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TypedTerms } from '../../src/services/changes.ts'
import { composeDue } from '../../src/services/digest.ts'
import { CHANNEL, caller, createWorld, order, START, type TestWorld } from './world.ts'

const FEED = 'https://news.example/feed'
const HOUR = 3_600_000
const SLOT = START + 1.5 * HOUR
const OTHER = '200000000000000002'
const ROSE = caller({ userId: '8' })
const article = (n: number) => ({
  id: `a${n}`,
  title: `第${n}号の記事`,
  text: `港の第${n}号の記事。潮の高さを伝える。`,
  date: START - HOUR,
})

async function subscribed(typed: object = {}): Promise<{ world: TestWorld; id: number }> {
  const world = await createWorld()
  world.feeds.set(FEED, [article(1)])
  const done = await world.services.subscribe(order(FEED, typed), caller())
  if (!done.ok) throw new Error(done.error.kind)
  return { world, id: done.value.view.subscription.id }
}

const channel = (part: object = {}) => ({ id: OTHER, type: 0, botLacks: [], speaks: true, ...part })
const rowOf = async (world: TestWorld, id = 1) =>
  (await world.db.all('SELECT * FROM subscription WHERE id = $1', [id]))[0]

describe('the terms of a digest', () => {
  it('are all read at once: what is wrong in several places is said of each', async () => {
    const { world, id } = await subscribed()
    const typed = { when: 'Blursday 99:00', zone: 'Nowhere' }
    const done = await world.services.setTerms({ id, version: 1, typed }, caller())
    expect(done).toMatchObject({
      error: {
        kind: 'bad-terms',
        problem: { kind: 'bad-when' },
        others: [{ kind: 'bad-zone', typed: 'Nowhere' }],
      },
    })
  })

  it('may be ordered in one text, as they are changed', async () => {
    const { world } = await subscribed()
    const done = await world.services.subscribe(order(FEED, { time: '平日 8:00' }), caller())
    expect(done.ok && done.value.view.subscription.schedule).toMatchObject({
      minute: 480,
      days: [1, 2, 3, 4, 5],
    })
    // The channel has these feeds at another time already, which may not have been meant.
    expect(done.ok && done.value.beside?.subscription.id).toBe(1)
    const noon = await world.services.subscribe(
      order(FEED, { time: 'Mon noon', days: 'Tue' }),
      caller(),
    )
    expect(noon.ok && noon.value.view.subscription.schedule).toMatchObject({
      minute: 720,
      days: [2],
    })
  })

  it('are changed at once, and the next digest comes by them', async () => {
    const { world, id } = await subscribed()
    const typed = {
      when: '平日（祝日を除く）19時',
      zone: '東京',
      count: '3',
      locale: 'en',
    }
    const done = await world.services.setTerms({ id, version: 1, typed }, ROSE)
    const { subscription } = (done.ok && done.value.view) || {}
    expect(subscription).toMatchObject({
      schedule: { minute: 1140, days: [1, 2, 3, 4, 5], zone: 'Asia/Tokyo', holidays: 'JP' },
      count: 3,
      locale: 'en',
      slotAt: Date.parse('2026-01-19T19:00:00+09:00'),
      version: 2,
      setBy: caller().userId,
      changed: { by: '8', at: START, how: 'edit' },
    })
    expect(done.ok && [done.value.countryGuessed, done.value.preview?.content]).toEqual([
      true,
      expect.stringContaining('19'),
    ])
    world.clock.moveTo(SLOT)
    await world.work()
    expect(world.posted).toEqual([])
    world.clock.moveTo(Date.parse('2026-01-19T19:00:00+09:00'))
    await world.work()
    expect(world.posted).toHaveLength(1)
  })

  it('stay as they are where a box is left empty', async () => {
    const { world, id } = await subscribed({ days: '月・水', count: 8 })
    const before = await rowOf(world)
    const typed = { when: ' ', zone: '', count: '7', locale: 'fr' }
    await world.services.setTerms({ id, version: 1, typed }, caller())
    const { version, changed_by, changed_at, changed_how, ...after } = (await rowOf(world)) ?? {}
    expect([version, changed_by, changed_how, changed_at]).toEqual([
      2,
      caller().userId,
      'edit',
      START,
    ])
    expect({ ...before, ...after }).toEqual(before)
  })

  it.each<[TypedTerms, string]>([
    [{ when: '平日 25:00' }, 'bad-time'],
    [{ when: '8:00', zone: 'nowhere' }, 'bad-zone'],
    [{ when: '毎月 8:00' }, 'bad-days'],
    [{ when: 'some day' }, 'bad-when'],
    [{ when: '8:00 weekdays except holidays', zone: 'UTC' }, 'no-country'],
  ])('are not changed by %j; what was typed is kept for its author', async (typed, kind) => {
    const { world, id } = await subscribed()
    const before = await rowOf(world)
    const who = caller({ guildLocale: null })
    const done = await world.services.setTerms({ id, version: 1, typed }, who)
    expect(done).toMatchObject({ ok: false, error: { kind: 'bad-terms', problem: { kind } } })
    expect(await rowOf(world)).toEqual(before)
    const draft = !done.ok && done.error.kind === 'bad-terms' ? done.error.draft : ''
    expect(await world.services.termsDraft(draft, who)).toEqual(typed)
    expect(await world.services.termsDraft(draft, ROSE)).toBeNull()
    world.clock.advance(15 * 60_000 + 1)
    expect(await world.services.termsDraft(draft, who)).toBeNull()
  })

  it('are set by one of two editors; the other is told and overwrites nothing', async () => {
    const { world, id } = await subscribed()
    const set = (time: string, who = caller()) =>
      world.services.setTerms({ id, version: 1, typed: { when: time } }, who)
    const both = await Promise.all([set('8:00'), set('9:00', ROSE)])
    expect(both.map((one) => one.ok).toSorted()).toEqual([false, true])
    expect(both[1]).toMatchObject({ error: { kind: 'faster' } })
    expect(await rowOf(world)).toMatchObject({
      minute: 480,
      version: 2,
      changed_by: caller().userId,
    })
  })

  it('are nobody’s who does not see the channel, and not those of an ended digest', async () => {
    const { world, id } = await subscribed()
    const change = { id, version: 1, typed: { when: '8:00' } }
    const gone = { ok: false, error: { kind: 'gone' } }
    expect(await world.services.setTerms(change, caller({ sees: () => false }))).toEqual(gone)
    expect(await world.services.setTerms(change, caller({ guildId: '9' }))).toEqual(gone)
    await world.services.unsubscribe(id, caller())
    expect(await world.services.setTerms({ ...change, version: 2 }, caller())).toEqual(gone)
  })

  it('that change while a digest is being composed lose and double nothing', async () => {
    const { world, id } = await subscribed()
    world.clock.moveTo(SLOT)
    await Promise.all([
      composeDue(world.deps),
      world.services.setTerms({ id, version: 1, typed: { when: '8:00' } }, caller()),
    ])
    await world.work()
    expect(world.posted).toHaveLength(1)
    world.clock.moveTo(SLOT + HOUR / 2)
    await world.work()
    expect(world.posted).toHaveLength(1)
    expect(await world.db.all('SELECT COUNT(*) AS n FROM digest_article')).toEqual([{ n: 1 }])
  })

  it('without a new time leave alone a digest that is being composed', async () => {
    const { world, id } = await subscribed()
    const before = await rowOf(world)
    await world.services.setTerms({ id, version: 1, typed: { count: '3' } }, caller())
    expect(await rowOf(world)).toMatchObject({ attempt: before?.['attempt'], count: 3 })
  })

  const ROLE = '500000000000000001'
  const onlyOurs = caller({ rings: (id) => id === ROLE })

  it('say whom it notifies: a role, another, none, nobody at all', async () => {
    const { world, id } = await subscribed()
    const set = async (version: number, typed: TypedTerms) => {
      const done = await world.services.setTerms({ id, version, typed }, onlyOurs)
      const { roleId, silent } = (done.ok && done.value.view.subscription) || {}
      return [roleId, silent]
    }
    expect(await set(1, { role: ROLE, silent: false })).toEqual([ROLE, false])
    expect(await set(2, { when: '8:00' })).toEqual([ROLE, false])
    expect(await set(3, { silent: true })).toEqual([ROLE, true])
    expect(await set(4, { role: '', silent: false })).toEqual([null, false])
  })

  it('let nobody have a role rung that they, or the bot, may not ring', async () => {
    const { world, id } = await subscribed({ roleId: ROLE })
    const set = (version: number, typed: TypedTerms, who = caller()) =>
      world.services.setTerms({ id, version, typed }, who)
    const by = (kind: string, roleId: string) => ({
      ok: false,
      error: { kind: 'bad-terms', problem: { kind, roleId } },
    })
    expect(await set(1, { role: '7' }, onlyOurs)).toMatchObject(by('caller-cannot-ring', '7'))
    const mute = caller({ botRings: () => false })
    expect(await set(1, { role: '7' }, mute)).toMatchObject(by('bot-cannot-ring', '7'))
    const nobody = caller({ rings: () => false })
    expect((await set(1, { when: '8:00', role: ROLE }, nobody)).ok).toBe(true)
    expect((await set(2, { silent: true }, nobody)).ok).toBe(true)
    const loud = await set(3, { silent: false }, nobody)
    expect(loud).toMatchObject(by('caller-cannot-ring', ROLE))
    expect(await rowOf(world)).toMatchObject({ role_id: ROLE, silent: 1, version: 3 })
  })

  it('of a paused digest are changed without waking it', async () => {
    const { world, id } = await subscribed()
    await world.services.setPaused(id, true, caller())
    const done = await world.services.setTerms(
      { id, version: 2, typed: { when: '8:00' } },
      caller(),
    )
    expect(done.ok && done.value.view.subscription.state).toBe('paused')
    world.clock.moveTo(SLOT + HOUR / 2)
    await world.work()
    expect(world.posted).toEqual([])
  })
})

describe('a digest that is moved', () => {
  it('comes in the new channel from then on, with nothing lost and nothing twice', async () => {
    const { world, id } = await subscribed()
    world.clock.moveTo(SLOT)
    await world.work()
    world.feeds.set(FEED, [article(1), article(2)])
    const done = await world.services.move({ id, version: 1, channel: channel() }, ROSE)
    expect(done.ok && done.value.subscription).toMatchObject({
      channelId: OTHER,
      version: 2,
      setBy: caller().userId,
      changed: { by: '8', how: 'move' },
    })
    world.clock.moveTo(SLOT + 24 * HOUR)
    await world.work()
    expect(world.posted.map(({ channelId }) => channelId)).toEqual([CHANNEL, OTHER])
    expect(world.posted[1]?.payload.content).toContain('第2号')
    expect(world.posted[1]?.payload.content).not.toContain('第1号')
  })

  it.each([
    [
      { botLacks: ['EmbedLinks'] },
      {},
      { kind: 'bot-lacks', channelId: OTHER, rights: ['EmbedLinks'] },
    ],
    [{ speaks: false }, {}, { kind: 'caller-cannot-speak', channelId: OTHER }],
    [{ id: CHANNEL }, {}, { kind: 'same-channel', channelId: CHANNEL }],
    [{}, { rings: () => false }, { kind: 'move-ring', by: 'caller', roleId: '400' }],
    [{}, { botRings: () => false }, { kind: 'move-ring', by: 'bot', roleId: '400' }],
    [{}, { sees: () => false }, { kind: 'gone' }],
  ])('stays where it is with %j and %j, and so does a copy', async (to, who, error) => {
    const { world, id } = await subscribed({ roleId: '400' })
    const before = await rowOf(world)
    const wanted = { id, version: 1, channel: channel(to) }
    expect(await world.services.move(wanted, caller(who))).toEqual({ ok: false, error })
    expect(await world.services.copy(wanted, caller(who))).toEqual({ ok: false, error })
    expect(await world.db.all('SELECT * FROM subscription')).toEqual([before])
  })

  it('is not moved to where the very same one is, nor copied there twice', async () => {
    const { world, id } = await subscribed()
    expect((await world.services.copy({ id, channel: channel() }, caller())).ok).toBe(true)
    const there = { ok: false, error: { kind: 'there-already', channelId: OTHER } }
    expect(await world.services.copy({ id, channel: channel() }, caller())).toEqual(there)
    expect(await world.services.move({ id, version: 1, channel: channel() }, caller())).toEqual(
      there,
    )
    expect(await world.db.all('SELECT id FROM subscription')).toHaveLength(2)
  })

  it('with a feed for adults goes into age-restricted channels only', async () => {
    const { world, id } = await subscribed()
    await world.db.all('UPDATE feed SET adult = 1')
    const move = (ageRestricted: boolean) =>
      world.services.move(
        { id, version: 1, channel: channel() },
        caller({ ageRestricted: () => ageRestricted }),
      )
    expect(await move(false)).toMatchObject({
      ok: false,
      error: { kind: 'adult', channelId: OTHER },
    })
    expect(await move(true)).toMatchObject({ ok: true })
  })

  it('while it is being composed is posted in one of the two channels, at its minute', async () => {
    const { world, id } = await subscribed()
    world.clock.moveTo(SLOT)
    await Promise.all([
      composeDue(world.deps),
      world.services.move({ id, version: 1, channel: channel() }, caller()),
    ])
    await world.work()
    expect(world.posted).toHaveLength(1)
    expect(await world.db.all('SELECT COUNT(*) AS n FROM digest_article')).toEqual([{ n: 1 }])
  })

  it('is moved by one of two editors', async () => {
    const { world, id } = await subscribed()
    const both = await Promise.all([
      world.services.move({ id, version: 1, channel: channel() }, caller()),
      world.services.setTerms({ id, version: 1, typed: { when: '8:00' } }, ROSE),
    ])
    expect(both.map((one) => one.ok).toSorted()).toEqual([false, true])
  })

  it('goes on where its channel was deleted, with what it missed', async () => {
    const { world, id } = await subscribed()
    world.answers.push({ kind: 'permanent', reason: 'channel-gone', code: 10003 })
    world.clock.moveTo(SLOT)
    await world.work()
    expect(await rowOf(world)).toMatchObject({ state: 'paused', paused_for: 'channel-gone' })
    world.feeds.set(FEED, [article(1), article(2)])
    const moved = await world.services.move({ id, version: 2, channel: channel() }, caller())
    expect(moved.ok && moved.value.subscription).toMatchObject({ state: 'active', pausedFor: null })
    await world.work()
    expect(world.posted.map(({ channelId }) => channelId)).toEqual([OTHER])
    expect(world.posted[0]?.payload.content).toContain('第1号')
    world.clock.moveTo(SLOT + 24 * HOUR)
    await world.work()
    expect(world.posted.map(({ channelId }) => channelId)).toEqual([OTHER, OTHER])
    expect(world.posted[1]?.payload.content).toContain('第2号')
    expect(world.posted[1]?.payload.content).not.toContain('第1号')
  })

  it('does not take along what may stand in the old channel already', async () => {
    const { world, id } = await subscribed()
    world.answers.push('lost-answer', { kind: 'permanent', reason: 'no-access', code: 50001 })
    world.clock.moveTo(SLOT)
    await world.work()
    world.clock.advance(60_000)
    await world.work()
    expect(await rowOf(world)).toMatchObject({ state: 'paused' })
    const version = Number((await rowOf(world))?.['version'])
    expect((await world.services.move({ id, version, channel: channel() }, caller())).ok).toBe(true)
    await world.work()
    expect(world.posted.map(({ channelId }) => channelId)).toEqual([CHANNEL])
  })

  it('leaves what it has posted readable where it stands, for those who see only that channel', async () => {
    const { world, id } = await subscribed({ count: 3 })
    world.feeds.set(FEED, [1, 2, 3, 4, 5].map(article))
    world.clock.moveTo(SLOT)
    await world.work()
    const [key] = JSON.stringify(world.posted[0]?.payload.components).match(/s\d+-[0-9a-z]+/) ?? []
    await world.services.move({ id, version: 1, channel: channel() }, caller())
    const here = caller({ manages: false, sees: (channelId) => channelId === CHANNEL })
    const there = caller({ manages: false, sees: (channelId) => channelId === OTHER })
    const listed = (await world.services.rest(key ?? '', here))?.articles ?? []
    const cards = await world.services.articlesOfDigest(key ?? '', here)
    expect([cards.length, listed.length]).toEqual([3, 2])
    for (const one of [...cards, ...listed]) {
      expect((await world.services.article(one.id, here))?.id).toBe(one.id)
    }
    expect(await world.services.rest(key ?? '', there)).toBeNull()
    expect(await world.services.articlesOfDigest(key ?? '', there)).toEqual([])
    const nowhere = caller({ manages: false, sees: () => false })
    expect(await world.services.article(listed[0]?.id ?? 0, nowhere)).toBeNull()
  })

  it('stays paused where a moderator paused it', async () => {
    const { world, id } = await subscribed()
    await world.services.setPaused(id, true, caller())
    const moved = await world.services.move({ id, version: 2, channel: channel() }, caller())
    expect(moved.ok && moved.value.subscription).toMatchObject({
      state: 'paused',
      channelId: OTHER,
    })
  })
})

describe('a copy of a digest', () => {
  it('is the same in another channel, set up by who copied it, with a first digest of its own', async () => {
    const typed = {
      days: '毎日',
      count: 3,
      filters: { without: '野球' },
      silent: true,
      roleId: '400',
    }
    const { world, id } = await subscribed(typed)
    world.clock.moveTo(SLOT)
    await world.work()
    const done = await world.services.copy({ id, channel: channel() }, ROSE)
    const own = done.ok ? done.value.subscription : null
    expect(own).toMatchObject({
      channelId: OTHER,
      count: 3,
      filters: { without: ['野球'] },
      silent: true,
      roleId: '400',
      setBy: '8',
      changed: null,
      state: 'active',
      seenSeq: 0,
      slotAt: SLOT + 24 * HOUR,
    })
    expect(done.ok && done.value.feeds.map(({ url }) => url)).toEqual([FEED])
    world.clock.moveTo(SLOT + 24 * HOUR)
    await world.work()
    expect(world.posted.map(({ channelId }) => channelId)).toEqual([CHANNEL, OTHER])
  })
})

it('notes who paused, resumed and restored a digest', async () => {
  const { world, id } = await subscribed()
  const how = async () =>
    (await world.services.subscriptions(caller()))[0]?.subscription.changed?.how
  await world.services.setPaused(id, true, ROSE)
  expect(await how()).toBe('pause')
  await world.services.setPaused(id, false, ROSE)
  expect(await how()).toBe('resume')
  await world.services.unsubscribe(id, ROSE)
  await world.services.restore(id, ROSE)
  expect(await how()).toBe('restore')
  await world.services.setFilters({ id, version: 5, typed: { without: '野球' } }, ROSE)
  expect((await world.services.subscriptions(caller()))[0]?.subscription.changed).toEqual({
    by: '8',
    at: START,
    how: 'filters',
  })
})

describe('every article of a digest that is changed and moved at random', () => {
  const CHANNELS = [CHANNEL, OTHER, '200000000000000003']
  const step = fc.oneof(
    fc.record({ kind: fc.constant('arrive' as const), count: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 60 }) }),
    fc.record({
      kind: fc.constant('terms' as const),
      time: fc.constantFrom('0:30', '7:30', '12:00', '23:59'),
      days: fc.constantFrom('毎日', '平日', '平日（日本の祝日を除く）', '月・木', '土日'),
      zone: fc.constantFrom('Asia/Tokyo', 'America/New_York', 'Australia/Lord_Howe', 'UTC'),
    }),
    fc.record({ kind: fc.constant('move' as const), to: fc.constantFrom(...CHANNELS) }),
  )
  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

  async function take(world: TestWorld, one: Step, known: number): Promise<number> {
    const version = Number((await rowOf(world))?.['version'])
    if (one.kind === 'arrive') {
      const more = Array.from({ length: one.count }, (_, n) => ({
        ...article(known + n + 1),
        date: world.clock.now(),
      }))
      world.feeds.get(FEED)?.push(...more)
      return one.count
    }
    if (one.kind === 'terms') {
      await world.services.setTerms({ id: 1, version, typed: one }, caller())
    } else if (one.kind === 'move') {
      await world.services.move({ id: 1, version, channel: channel({ id: one.to }) }, caller())
    } else {
      // Never so late that a digest is merged into the next one.
      for (let hour = 0; hour < one.hours; hour += 2.5) {
        world.clock.advance(2.5 * HOUR)
        await world.work()
      }
    }
    return 0
  }

  it('is in exactly one digest, and each digest in exactly one channel', {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
        const { world } = await subscribed()
        world.clock.moveTo(SLOT)
        await world.work()
        let count = 1
        for (const one of steps) count += await take(world, one, count)
        // A week has every day in it.
        await take(world, { kind: 'wait', hours: 8 * 24 }, count)
        const rows = await world.db.all(
          `SELECT a.identity, COUNT(da.digest_id) AS digests FROM article a
             LEFT JOIN digest_article da ON da.article_id = a.id AND da.place <> 'left-out' GROUP BY a.id`,
        )
        expect(rows.map(({ digests }) => digests)).toEqual(Array.from({ length: count }, () => 1))
        const sent = await world.db.all(`SELECT state, COUNT(*) AS n FROM delivery GROUP BY state`)
        expect(sent).toEqual([{ state: 'sent', n: world.posted.length }])
        await world.db.close()
      }),
      { numRuns: 10, seed: 26 },
    )
  })
})
