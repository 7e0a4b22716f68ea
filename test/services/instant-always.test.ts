/** Whatever happens between: every article of a digest that posts as they come, once, at no wrong time, in no channel twice. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Schedule } from '../../src/model/subscription.ts'
import { composeDue } from '../../src/services/digest.ts'
import { pollDue } from '../../src/services/poll.ts'
import { caller, createWorld, order, type TestWorld } from './world.ts'

const FEEDS = ['https://a.example/feed', 'https://b.example/feed']
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const ZONE = 'Europe/London'
/** Its clocks are put back on 25 October 2026 at 2:00. */
const BEGIN = Date.parse('2026-10-23T08:00:10+01:00')
const PATIENCE = { timeout: 120_000 }

/** Nothing in common, so that each is a story of its own. */
const article = (n: number, date: number) => ({
  id: `n${n}`,
  title: `第${n}号の記事${n % 7 === 0 ? '、野球' : ''}`,
  text: `第${n}号の記事。`,
  date,
})

const TIMES = [
  '届きしだい',
  '届きしだい（いつでも）',
  '届きしだい（1:30〜6:00は休み）',
  '届きしだい（9:00〜17:00は休み）',
  '届きしだい（22:00〜1:30は休み）',
  '12:00',
  '1:30',
] as const

const which = fc.constantFrom(1, 2, 3)
const arrive = fc.record({
  kind: fc.constant('arrive' as const),
  count: fc.integer({ min: 1, max: 7 }),
  feed: fc.nat(1),
})
const pass = fc.record({
  kind: fc.constant('pass' as const),
  minutes: fc.constantFrom(0, 1, 2, 7, 45, 200, 700),
  seconds: fc.integer({ min: 1, max: 59 }),
})
const terms = fc.record({
  kind: fc.constant('terms' as const),
  id: which,
  time: fc.constantFrom(...TIMES),
  days: fc.constantFrom('毎日', '平日', '月・水・土'),
})
const rare = fc.oneof(
  fc.record({ kind: fc.constant('down' as const), minutes: fc.constantFrom(3, 30, 150) }),
  fc.record({ kind: fc.constant('now' as const), id: which }),
  fc.record({ kind: fc.constant('pause-and-resume' as const), id: which }),
  fc.record({ kind: fc.constant('end-and-take-back' as const), id: which }),
  fc.record({ kind: fc.constant('all-at-once' as const), id: which }),
  fc.record({ kind: fc.constant('crash' as const) }),
  fc.record({ kind: fc.constant('refuse' as const) }),
)
const step = fc.oneof(
  { weight: 6, arbitrary: arrive },
  { weight: 4, arbitrary: pass },
  { weight: 2, arbitrary: terms },
  { weight: 4, arbitrary: rare },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

type Terms = Extract<Step, { kind: 'terms' }>

/** A world and what is remembered of its past. */
type Life = {
  world: TestWorld
  articles: number
  byHand: Set<number>
  /** The schedules of subscriptions, each from some moment on. */
  past: { id: number; from: number; schedule: Schedule }[]
}

async function begin(): Promise<Life> {
  const world = await createWorld()
  world.clock.moveTo(BEGIN)
  for (const url of FEEDS) world.feeds.set(url, [])
  world.feeds.get(FEEDS[0] ?? '')?.push(article(0, BEGIN))
  const life: Life = { world, articles: 0, byHand: new Set(), past: [] }
  for (const part of [
    { time: '届きしだい', filters: { without: '野球' }, count: 3 },
    { time: '12:00' },
    { time: '届きしだい（いつでも）' },
  ]) {
    const done = await world.services.subscribe(
      order(FEEDS.join(' '), { zone: ZONE, ...part }),
      caller(),
    )
    if (!done.ok) throw new Error(done.error.kind)
    const { id, schedule } = done.value.view.subscription
    life.past.push({ id, from: BEGIN, schedule })
  }
  await world.work()
  return life
}

function publish(life: Life, { count, feed }: { count: number; feed: number }) {
  for (let n = 0; n < count; n += 1) {
    life.articles += 1
    life.world.feeds.get(FEEDS[feed] ?? '')?.push(article(life.articles, life.world.clock.now()))
  }
}

async function pollNow({ db, clock, deps }: TestWorld) {
  await db.all('UPDATE feed SET due_at = $1', [clock.now()])
  while ((await pollDue(deps)) > 0);
}

/** Lets time pass from one thing that is due to the next. */
async function passing(world: TestWorld, ms: number) {
  const end = world.clock.now() + ms
  while (world.clock.now() < end) {
    const [row] = await world.db.all(
      `SELECT MIN(at) AS at FROM (SELECT MIN(due_at) AS at FROM subscription WHERE state = 'active'
         UNION ALL SELECT MIN(due_at) FROM delivery WHERE state = 'pending') AS due`,
    )
    world.clock.moveTo(Math.min(end, Math.max(world.clock.now() + 1_000, Number(row?.['at']))))
    await world.work()
  }
}

const digestsOf = async ({ db }: TestWorld) =>
  (await db.all('SELECT * FROM digest ORDER BY id')).map((row) => ({
    id: Number(row['id']),
    subscriptionId: Number(row['subscription_id']),
    at: Number(row['created_at']),
    instant: row['instant'] === 1,
  }))

/** Presses the button; what came of it in that moment may be its doing. */
async function press(life: Life, id: number) {
  const { world, byHand } = life
  const before = new Set((await digestsOf(world)).map((one) => one.id))
  await world.services.digestNow({ subscriptionId: id }, caller())
  for (const one of await digestsOf(world)) {
    if (!before.has(one.id) && one.subscriptionId === id) byHand.add(one.id)
  }
}

async function change({ world, past }: Life, { id, time, days }: Terms) {
  world.clock.advance(1)
  const [row] = await world.db.all('SELECT version FROM subscription WHERE id = $1', [id])
  const wanted = { id, version: Number(row?.['version']), typed: { when: `${days} ${time}` } }
  const done = await world.services.setTerms(wanted, caller())
  if (!done.ok) throw new Error(done.error.kind)
  const { schedule } = done.value.view.subscription
  past.push({ id, from: world.clock.now(), schedule })
}

async function rest(world: TestWorld, id: number, off: (id: number, isOff: boolean) => unknown) {
  await off(id, true)
  world.clock.advance(HOUR)
  await pollNow(world)
  await world.work()
  await off(id, false)
}

const takes: { [K in Step['kind']]: (life: Life, one: Extract<Step, { kind: K }>) => unknown } = {
  arrive: async (life, one) => {
    publish(life, one)
    await pollNow(life.world)
    await life.world.work()
  },
  pass: ({ world }, { minutes, seconds }) => passing(world, minutes * MINUTE + seconds * 1_000),
  // What was fetched is not composed for a while.
  down: async ({ world }, { minutes }) => {
    await pollNow(world)
    world.clock.advance(minutes * MINUTE)
  },
  terms: (life, one) => change(life, one),
  now: (life, { id }) => press(life, id),
  'pause-and-resume': ({ world }, { id }) =>
    rest(world, id, (_, isOff) => world.services.setPaused(id, isOff, caller())),
  'end-and-take-back': ({ world }, { id }) =>
    rest(world, id, (_, isOff) => world.services[isOff ? 'unsubscribe' : 'restore'](id, caller())),
  'all-at-once': async (life, { id }) => {
    const { world } = life
    publish(life, { feed: 0, count: 2 })
    await pollNow(world)
    publish(life, { feed: 1, count: 1 })
    await Promise.all([press(life, id), composeDue(world.deps), pollNow(world)])
  },
  /** Everything that was claimed dies with its process: leases are left to run out. */
  crash: async ({ world }) => {
    const later = world.clock.now() + MINUTE
    for (const table of ['subscription', 'delivery']) {
      const set = 'due_at = $1, attempt = attempt + 1'
      await world.db.all(`UPDATE ${table} SET ${set} WHERE due_at <= $1`, [later])
    }
  },
  refuse: ({ world }) =>
    world.answers.push('lost-answer', { kind: 'temporary', reason: '502', refused: false }),
}

async function take(life: Life, one: Step): Promise<void> {
  await (takes[one.kind] as (life: Life, one: Step) => unknown)(life, one)
}

function mayCome({ zone, days, instant }: Schedule, at: number): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  const minute = local.hour * 60 + local.minute
  const { from, to } = instant?.quiet ?? { from: 0, to: 0 }
  const isQuiet = from < to ? minute >= from && minute < to : minute >= from || minute < to
  return days.includes(local.dayOfWeek) && (from === to || !isQuiet)
}

/** Those that came by themselves, when they may not come or sooner than a minute after the one before. */
async function illTimed({ world, byHand, past }: Life) {
  const all = await digestsOf(world)
  return all.filter(({ id, subscriptionId, at, instant }, index) => {
    if (!instant || byHand.has(id)) return false
    const before = all.slice(0, index).findLast((one) => one.subscriptionId === subscriptionId)
    const then = past.findLast((one) => one.id === subscriptionId && one.from <= at)
    const isTooSoon = before !== undefined && at - before.at < MINUTE
    return isTooSoon || then === undefined || !mayCome(then.schedule, at)
  })
}

/** Articles that stand on cards twice, where one of the two digests posted them as they came. */
const repeated = ({ db }: TestWorld) =>
  db.all(
    `SELECT da.article_id FROM digest_article da JOIN digest d ON d.id = da.digest_id
      WHERE da.place = 'shown' GROUP BY da.article_id HAVING COUNT(*) > 1 AND MAX(d.instant) = 1`,
  )

/** How often an article has a place in a subscription's digests, where that is not once. */
const misplaced = ({ db }: TestWorld) =>
  db.all(
    `SELECT s.id AS subscription, a.identity, COUNT(da.article_id) AS digests
       FROM subscription s JOIN article a ON a.identity <> 'guid:n0'
       LEFT JOIN digest d ON d.subscription_id = s.id
       LEFT JOIN digest_article da ON da.digest_id = d.id AND da.article_id = a.id
      GROUP BY s.id, a.id HAVING COUNT(da.article_id) <> 1`,
  )

const REASONS =
  /^(word-out:野球|posted-here|same-story|told-before|older-than-a-day|not-among-newest)$/

it(
  'is in exactly one digest of each subscription, none at a wrong time, none twice in the channel',
  PATIENCE,
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 16 }), async (steps) => {
        const life = await begin()
        const { world } = life
        for (const one of steps) await take(life, one)
        // A week has every day in it.
        await passing(world, 8 * 24 * HOUR)
        expect(await misplaced(world)).toEqual([])
        expect(await illTimed(life)).toEqual([])
        expect(await repeated(world)).toEqual([])
        const reasons = await world.db.all(
          `SELECT DISTINCT reason FROM digest_article WHERE place = 'left-out'`,
        )
        expect(reasons.filter(({ reason }) => !REASONS.test(String(reason)))).toEqual([])
        const deliveries = await world.db.all('SELECT state FROM delivery')
        expect(deliveries.filter(({ state }) => state !== 'sent')).toEqual([])
        expect(world.posted).toHaveLength(deliveries.length)
        await world.db.close()
      }),
      { numRuns: 40, seed: 16 },
    )
  },
)
