/** A server's managers take all of its data along, or have it deleted: then nothing of the server is left. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SendResult } from '../../src/delivery/send-message.ts'
import type { Caller } from '../../src/model/caller.ts'
import { deliverDue } from '../../src/services/deliver.ts'
import { composeDue } from '../../src/services/digest.ts'
import { tellNotices } from '../../src/services/notices.ts'
import { tablesHolding } from './tables.ts'
import { caller, createWorld, GUILD, order, type TestWorld } from './world.ts'

const FEED = 'https://a.example/feed?key=k'
const OTHER = '100000000000000009'
const THERE = '200000000000000005'
const DIRECT = '400000000000000042'
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const mina = caller()

let world: TestWorld
beforeEach(async () => {
  world = await createWorld()
  world.feeds.set(
    FEED,
    [1, 2, 3, 4, 5, 6, 7].map((n) => ({ id: `a${n}`, title: `Ship ${n}`, text: `Cargo ${n}.` })),
  )
})
afterEach(() => world.db.close())

/** The tables in which a server stands, also as a part of a key. */
const holding = (guildId: string) => tablesHolding(world.db, guildId, BigInt(guildId).toString(36))

const count = async (table: string) => (await world.db.all(`SELECT * FROM ${table}`)).length

async function subscribed(me: Caller, part = {}) {
  const done = await world.services.subscribe(order(FEED, part), me)
  if (!done.ok) throw new Error(JSON.stringify(done.error))
  return done.value.view.subscription
}

/** Leaves a trace of everything that can come to a server. */
async function livedIn(guildId: string, time = '7:30') {
  const me = caller({ guildId })
  const { services, db, deps } = world
  const { id, version } = await subscribed(me, { time })
  await services.changeSettings({ zone: 'Asia/Tokyo' }, me)
  world.clock.advance(90 * MINUTE)
  await world.work()
  const channel = { id: THERE, type: 0, botLacks: [], speaks: true }
  expect((await services.move({ id, version, channel }, me)).ok).toBe(true)
  expect((await services.save([1], me)).ok).toBe(true)
  expect((await services.share(1, me)).ok).toBe(true)
  await world.work()
  const ended = await subscribed(me, { time: '11:00' })
  await services.unsubscribe(ended.id, me)
  await db.all(
    `INSERT INTO notice (guild_id, feed_id, cause, told_at, key) VALUES ($1, 1, 'failing', 0, $2)`,
    [guildId, `n${BigInt(guildId).toString(36)}-1-1`],
  )
  await db.all('INSERT INTO notice_owed (guild_id, since) VALUES ($1, 0)', [guildId])
  await db.all('INSERT INTO left_server (guild_id, since) VALUES ($1, 0)', [guildId])
  await db.all(
    `INSERT INTO direct_channel (user_id, channel_id) VALUES ('u', $1) ON CONFLICT DO NOTHING`,
    [DIRECT],
  )
  await db.all(
    `INSERT INTO delivery (key, kind, guild_id, channel_id, position, payload, state, due_at, created_at)
     VALUES ($1, 'notice', $2, $3, 0, '{"content":"inside"}', 'sent', 0, $4)`,
    [`n${BigInt(guildId).toString(36)}-1-1`, guildId, DIRECT, world.clock.now()],
  )
  await deps.discoveries.set(`choice-${guildId}`, { guildId, userId: me.userId })
}

async function question(me: Caller = mina) {
  const about = await world.services.aboutServer(me)
  if (about === null) throw new Error('nothing is kept')
  return { stamp: about.stamp, askedAt: world.clock.now() }
}

describe('a server that wants all of it deleted', () => {
  it('is heard through those alone who manage it, not through who manages its digests', async () => {
    await livedIn(GUILD)
    const asked = await question()
    const editor = caller({ manages: false, tends: () => true })
    const done = await world.services.forgetServer(asked, editor)
    expect(done).toEqual({ ok: false, error: { kind: 'not-yours' } })
    expect((await world.services.aboutServer(mina))?.stamp).toBe(asked.stamp)
  })

  it('is in no table and no cache any more, people keep what they saved, and others lose nothing', async () => {
    await livedIn(GUILD)
    await livedIn(OTHER, '9:00')
    const before = await holding(GUILD)
    expect(before).toEqual([
      'delivery',
      'former_channel',
      'guild',
      'kv',
      'left_server',
      'notice',
      'notice_owed',
      'posting',
      'share',
      'subscription',
    ])
    const ofEach = await Promise.all(['digest', 'digest_article', 'subscription_feed'].map(count))
    expect(await world.services.forgetServer(await question(), mina)).toEqual({
      ok: true,
      value: null,
    })
    expect(await holding(GUILD)).toEqual([])
    expect(await holding(OTHER)).toEqual(before)
    const left = await Promise.all(['digest', 'digest_article', 'subscription_feed'].map(count))
    expect(left.map((rows) => rows * 2)).toEqual(ofEach)
    expect(await world.db.all('SELECT article_id FROM saved')).toEqual([{ article_id: 1 }])
    expect(await world.services.aboutServer(mina)).toBeNull()
    expect(await world.services.exportServer(mina)).toBeNull()
  })

  it('loses nothing by a question that is over, or that named other digests', async () => {
    await subscribed(mina)
    const asked = await question()
    world.clock.advance(16 * MINUTE)
    const late = await world.services.forgetServer(asked, mina)
    expect(late).toMatchObject({ ok: false, error: { kind: 'ask-again', about: { digests: 1 } } })
    const early = { ...asked, askedAt: world.clock.now() + 1 }
    expect((await world.services.forgetServer(early, mina)).ok).toBe(false)
    const again = await question()
    await subscribed(mina, { time: '9:00' })
    const other = await world.services.forgetServer(again, mina)
    expect(other).toMatchObject({ ok: false, error: { kind: 'ask-again', about: { digests: 2 } } })
    expect(await count('subscription')).toBe(2)
    const outside = await world.services.forgetServer(again, caller({ guildId: null }))
    expect(outside).toEqual({ ok: false, error: { kind: 'not-in-server' } })
  })

  it('is asked once: a second yes finds nothing', async () => {
    await subscribed(mina)
    const asked = await question()
    expect((await world.services.forgetServer(asked, mina)).ok).toBe(true)
    const second = await world.services.forgetServer(asked, mina)
    expect(second).toEqual({ ok: false, error: { kind: 'nothing' } })
  })

  const outcomes: [string, SendResult | null][] = [
    ['comes', null],
    ['is refused for good', { kind: 'permanent', reason: 'no-access', code: 50001 } as SendResult],
    ['has no known outcome', { kind: 'unknown', reason: 'timeout' }],
  ]
  it.each(outcomes)(
    'is not held up by a message that is being sent and %s',
    async (_how, answer) => {
      await subscribed(mina)
      world.clock.advance(90 * MINUTE)
      await composeDue(world.deps)
      const asked = await question()
      if (answer) world.answers.push(answer)
      const send: typeof world.deliver.send = async (message) => {
        expect((await world.services.forgetServer(asked, mina)).ok).toBe(true)
        return world.deliver.send(message)
      }
      expect(await deliverDue({ ...world.deliver, send })).toBe(1)
      expect(world.tries).toHaveLength(1)
      expect(await holding(GUILD)).toEqual([])
      expect(await deliverDue(world.deliver)).toBe(0)
    },
  )

  it.each([DIRECT, null])(
    'is not noted again by a notice that finds %j meanwhile',
    async (direct) => {
      await subscribed(mina)
      world.broken.add(FEED)
      for (let hour = 0; hour < 40; hour += 1) {
        world.clock.advance(60 * MINUTE)
        await world.work()
      }
      const opened: string[] = []
      const openDirect = async (userId: string) => {
        opened.push(userId)
        await world.services.forgetServer(await question(), mina)
        return direct
      }
      await tellNotices({ ...world.deps, openDirect })
      expect(opened).toEqual([mina.userId])
      expect(await holding(GUILD)).toEqual([])
    },
  )

  it('gets no digest any more that is being composed', async () => {
    await subscribed(mina)
    world.clock.advance(90 * MINUTE)
    const asked = await question()
    const both = [composeDue(world.deps), world.services.forgetServer(asked, mina)] as const
    const [, done] = await Promise.all(both)
    expect(done.ok).toBe(true)
    await world.work()
    expect(world.posted).toEqual([])
    expect(await holding(GUILD)).toEqual([])
    expect(await count('digest')).toBe(0)
  })

  it('gets no message any more that was claimed and not begun', async () => {
    await subscribed(mina)
    world.clock.advance(90 * MINUTE)
    await composeDue(world.deps)
    const asked = await question()
    const pace = async () => {
      await world.services.forgetServer(asked, mina)
    }
    expect(await deliverDue({ ...world.deliver, pace })).toBe(1)
    expect(world.tries).toEqual([])
    expect(await holding(GUILD)).toEqual([])
  })
})

describe('the file of all that is kept of a server', () => {
  it('has its digests with feeds and filters, its settings, and its messages without what is in them', async () => {
    await livedIn(GUILD)
    const file = await world.services.exportServer(mina)
    expect(file).toMatchObject({ name: 'chrysanthemum-server.json', hidden: 0, cut: false })
    const all = JSON.parse(file?.text ?? '')
    expect(all.counts).toMatchObject({ digests: 1, ended: 1, posted: 3, notices: 2, settings: 1 })
    expect(all.settings).toEqual({
      locale: null,
      zone: 'Asia/Tokyo',
      notices: null,
      managers: null,
    })
    expect(all.subscriptions).toMatchObject([
      {
        channel: THERE,
        formerChannels: [mina.channelId],
        state: 'active',
        schedule: { time: '07:30', zone: 'Asia/Tokyo' },
        filters: expect.any(Object),
        changed: { how: 'move' },
        feeds: [{ url: FEED }],
      },
      { state: 'ended', schedule: { time: '11:00' } },
    ])
    expect(all.digests).toEqual([
      { id: 1, subscription: 1, at: expect.any(String), shown: 5, listed: 2, leftOut: 0 },
    ])
    const sent = all.deliveries.map((one: Record<string, unknown>) => [one['kind'], one['channel']])
    expect(sent).toEqual([
      ['notice', 'direct'],
      ['share', mina.channelId],
      ['digest', mina.channelId],
    ])
    expect(all.notices).toMatchObject([{ feed: 1, cause: 'failing' }])
    for (const inside of ['Ship', 'inside', DIRECT]) expect(file?.text).not.toContain(inside)
  })

  it('goes back ninety days, and counts what is older', async () => {
    await livedIn(GUILD)
    const before = JSON.parse((await world.services.exportServer(mina))?.text ?? '')
    world.clock.advance(91 * DAY)
    const after = JSON.parse((await world.services.exportServer(mina))?.text ?? '')
    expect([after.digests, after.deliveries]).toEqual([[], []])
    expect(after.counts).toEqual(before.counts)
  })

  it('says nothing of channels that who asks does not see, but how many digests are there', async () => {
    await livedIn(GUILD)
    const blind = caller({ sees: (id) => id !== THERE })
    const file = await world.services.exportServer(blind)
    const all = JSON.parse(file?.text ?? '')
    expect(file?.hidden).toBe(1)
    expect(all.subscriptions).toMatchObject([{ state: 'ended' }])
    expect(all.digests).toEqual([])
    expect(file?.text).not.toContain(THERE)
    expect(await world.services.exportServer(caller({ guildId: OTHER }))).toBeNull()
  })
})
