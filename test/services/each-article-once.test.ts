/** Whatever happens between feeds and channel, every matching article has its one place in one digest of a subscription, where that stands. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { composeDue } from '../../src/services/digest.ts'
import { pollDue } from '../../src/services/poll.ts'
import {
  CHANNEL,
  caller,
  createWorld,
  type FeedArticle,
  order,
  START,
  type TestWorld,
} from './world.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const OTHER_CHANNEL = '200000000000000002'
const URLS = [0, 1, 2].map((n) => `https://f${n}.example/feed`)
/** What a first digest takes at most. */
const FIRST = 8
/** Dozens of weeks are lived through in it: on a busy machine that takes its time. */
const PATIENCE = { timeout: 240_000 }

const article = (n: number, date?: number): FeedArticle => ({
  id: `n${n}`,
  title: `第${n}号の記事`,
  text: `市は${n}日、新しい橋${n}号の工事を始めると発表した。工事の費用は${n}億円で、来年の春に終わる見込みだ。橋の長さは${n}00メートルで、歩道も広くなる。開通の式は${n}月に開かれる予定だ。`,
  ...(date === undefined ? {} : { date }),
})

const KINDS = [
  'now',
  'two-press-now',
  'now-twice-with-news',
  'preview',
  'pause-and-resume',
  'end-and-take-back',
  'read-and-now',
  'move',
  'move-while-composing',
  'other-time',
  'crash',
  'refuse',
] as const

const step = fc.oneof(
  fc.record({
    kind: fc.constantFrom('arrive' as const, 'told-by-two' as const, 'told-again' as const),
    count: fc.integer({ min: 1, max: 12 }),
    feed: fc.nat(2),
  }),
  fc.record({
    kind: fc.constantFrom('wait' as const, 'sleep' as const),
    hours: fc.integer({ min: 1, max: 80 }),
  }),
  ...KINDS.map((kind) => fc.record({ kind: fc.constant(kind) })),
)

const life = fc.record({
  /** Days from January 18 to the first: zones change their clocks in March, April and autumn. */
  begin: fc.constantFrom(0, 47, 66, 75, 279, 285),
  order: fc.record({
    time: fc.constantFrom('7:30', '2:30', '0:00', '23:59'),
    zone: fc.constantFrom('Asia/Tokyo', 'America/New_York', 'Europe/London', 'Australia/Lord_Howe'),
    days: fc.constantFrom(null, null, 'weekdays', 'mon, thu'),
  }),
  /** What the three feeds hold when the first digest comes: of today, and of days ago. */
  fresh: fc.tuple(fc.nat(6), fc.nat(6), fc.nat(3)),
  old: fc.tuple(fc.nat(4), fc.nat(4), fc.nat(3)),
  steps: fc.array(step, { minLength: 1, maxLength: 12 }),
})

type Life = typeof life extends fc.Arbitrary<infer T> ? T : never
type Step = Life['steps'][number]

/** Notes every message whose first try is begun in a channel where its digest stands no more. */
const NOTE_ASTRAY = `
  CREATE TABLE astray (delivery_id INTEGER);
  CREATE TRIGGER begun AFTER UPDATE OF tries ON delivery WHEN NEW.tries > OLD.tries AND OLD.first_try_at IS NULL BEGIN
    INSERT INTO astray SELECT NEW.id FROM digest g JOIN subscription s ON s.id = g.subscription_id
     WHERE g.id = NEW.digest_id AND s.channel_id <> NEW.channel_id;
  END`

/** One bot with its feeds, and how many articles there were. */
type Run = { world: TestWorld; made: number }

async function pass(world: TestWorld, hours: number, stride = 1) {
  for (let hour = 0; hour < hours; hour += stride) {
    world.clock.advance(stride * HOUR)
    await world.work()
  }
}

/** Everything that was claimed dies with its process: leases are left to run out. */
async function crash({ world }: Run) {
  const later = world.clock.now() + 60_000
  for (const table of ['feed', 'subscription', 'delivery']) {
    const set = 'due_at = $1, attempt = attempt + 1'
    await world.db.all(`UPDATE ${table} SET ${set} WHERE due_at <= $1`, [later])
  }
}

async function pollNow({ world }: Run) {
  await world.db.all('UPDATE feed SET due_at = $1', [world.clock.now()])
  while ((await pollDue(world.deps)) > 0);
}

function arrive(run: Run, feeds: readonly number[], count: number, date?: number) {
  for (let n = 1; n <= count; n += 1) {
    run.made += 1
    for (const feed of feeds) run.world.feeds.get(URLS[feed] ?? '')?.push(article(run.made, date))
  }
}

/** Another feed tells what one of them told before. */
function tellAgain({ world }: Run, feed: number) {
  const told = URLS.filter((_, n) => n !== feed).flatMap((url) => world.feeds.get(url) ?? [])
  const own = world.feeds.get(URLS[feed] ?? '')
  const one = told.findLast(({ id }) => own?.every((known) => known.id !== id))
  if (one) own?.push(one)
}

const now = ({ world }: Run) =>
  world.db
    .all('SELECT channel_id FROM subscription WHERE id = 1')
    .then(([row]) => world.services.digestNow({ channelId: String(row?.['channel_id']) }, caller()))

const readAndNow = (run: Run) => pollNow(run).then(() => now(run))

async function move({ world }: Run) {
  const [row] = await world.db.all('SELECT version, channel_id FROM subscription WHERE id = 1')
  const id = row?.['channel_id'] === CHANNEL ? OTHER_CHANNEL : CHANNEL
  const channel = { id, type: 0, botLacks: [], speaks: true }
  const moved = await world.services.move(
    { id: 1, version: Number(row?.['version']), channel },
    caller(),
  )
  // A button pressed at the same time may have been faster.
  if (!moved.ok) expect(moved.error.kind).toBe('faster')
}

/** Its slot has come, with news, and it is composed at the moment in which somebody moves it. */
async function moveWhileComposing(run: Run) {
  const { world } = run
  arrive(run, [0], 2)
  await pollNow(run)
  const [row] = await world.db.all('SELECT slot_at FROM subscription WHERE id = 1')
  world.clock.moveTo(Math.max(world.clock.now(), Number(row?.['slot_at'])))
  await Promise.all([composeDue(world.deps), move(run)])
  await world.work()
}

async function setOtherTime({ world }: Run) {
  const [row] = await world.db.all('SELECT version, minute FROM subscription WHERE id = 1')
  const time = row?.['minute'] === 600 ? '7:30' : '10:00'
  const change = { id: 1, version: Number(row?.['version']), typed: { when: time } }
  expect(await world.services.setTerms(change, caller())).toMatchObject({ ok: true })
}

const DEEDS: Record<(typeof KINDS)[number], (run: Run) => Promise<unknown>> = {
  now,
  'read-and-now': readAndNow,
  // The second finds the minute's digest there, and takes nothing from the one after it.
  'now-twice-with-news': async (run) => {
    arrive(run, [0], 2)
    await readAndNow(run)
    arrive(run, [1], 2)
    await readAndNow(run)
  },
  'two-press-now': (run) => Promise.all([now(run), now(run), run.world.work()]),
  preview: ({ world }) => world.services.preview(1, caller()),
  'pause-and-resume': async ({ world }) => {
    await world.services.setPaused(1, true, caller())
    await world.services.setPaused(1, false, caller())
  },
  'end-and-take-back': async ({ world }) => {
    await world.services.unsubscribe(1, caller())
    await world.services.restore(1, caller())
  },
  move,
  'move-while-composing': moveWhileComposing,
  'other-time': setOtherTime,
  crash,
  refuse: async ({ world }) => {
    world.answers.push('lost-answer', { kind: 'temporary', reason: '502', refused: false })
  },
}

async function take(run: Run, one: Step): Promise<void> {
  if (one.kind === 'arrive') arrive(run, [one.feed], one.count)
  else if (one.kind === 'told-by-two') arrive(run, [one.feed, (one.feed + 1) % 3], one.count)
  else if (one.kind === 'told-again') tellAgain(run, one.feed)
  else if (one.kind === 'wait') await pass(run.world, one.hours)
  else if (one.kind === 'sleep') run.world.clock.advance(one.hours * HOUR)
  else await DEEDS[one.kind](run)
}

const PLACES = `SELECT a.id, a.identity, COUNT(da.digest_id) AS digests, COUNT(DISTINCT da.place) AS places,
    MIN(da.place) AS place, MIN(da.reason) AS reason
  FROM article a LEFT JOIN digest_article da ON da.article_id = a.id GROUP BY a.id`

/** Subscribes to three empty feeds and fills them before the first digest, which is posted when this resolves. */
async function firstDigest(run: Run, { order: terms, fresh, old }: Life): Promise<void> {
  const { world } = run
  for (const url of URLS) world.feeds.set(url, [])
  const done = await world.services.subscribe(order(URLS.join(' '), terms), caller())
  if (!done.ok) throw new Error(JSON.stringify(done.error))
  const { slotAt } = done.value.view.subscription
  world.clock.moveTo(Math.max(world.clock.now(), slotAt - 2 * HOUR))
  for (const feed of [0, 1, 2]) {
    arrive(run, [feed], fresh[feed] ?? 0, world.clock.now() - HOUR)
    arrive(run, [feed], old[feed] ?? 0, world.clock.now() - 3 * DAY)
  }
  await pollNow(run)
  world.clock.moveTo(slotAt)
  await world.work()
}

/** A first window is a taste: the newest of a day, or of whatever there is where a day brought nothing. */
async function expectTaste({ world }: Run, { fresh, old }: Life): Promise<void> {
  const rows = await world.db.all(PLACES)
  const [today, before] = [fresh, old].map((counts) => counts.reduce((sum, one) => sum + one, 0))
  const taken = Math.min(FIRST, (today === 0 ? before : today) ?? 0)
  const goes = rows.filter(({ place }) => place === 'shown' || place === 'listed')
  expect(goes).toHaveLength(taken)
  expect(rows.every(({ digests }) => digests === 1)).toBe(true)
}

/** Of what came after the first digest nothing is left out, but what the channel had been told. */
async function expectEachOnce({ world }: Run, firstIds: ReadonlySet<unknown>): Promise<void> {
  const rows = await world.db.all(PLACES)
  const isOdd = ({ id, digests, places, place, reason }: (typeof rows)[number]) =>
    digests !== 1 ||
    places !== 1 ||
    (place === 'left-out' && !firstIds.has(id) && reason !== 'told-before')
  expect(rows.filter(isOdd)).toEqual([])
  const deliveries = await world.db.all('SELECT state FROM delivery')
  expect(deliveries.filter(({ state }) => state !== 'sent')).toEqual([])
  expect(world.posted).toHaveLength(deliveries.length)
}

it(
  'every article is shown or listed in exactly one digest of its subscription, whatever happens between',
  PATIENCE,
  async () => {
    await fc.assert(
      fc.asyncProperty(life, async (one) => {
        const world = await createWorld()
        await world.db.exec(NOTE_ASTRAY)
        const run = { world, made: 0 }
        world.clock.moveTo(START + one.begin * DAY)
        await firstDigest(run, one)
        await expectTaste(run, one)
        const first = new Set((await world.db.all('SELECT id FROM article')).map(({ id }) => id))
        for (const each of one.steps) await take(run, each)
        await pass(world, 5 * 24, 2)
        const inFeeds = [...world.feeds.values()].reduce((sum, all) => sum + all.length, 0)
        expect(await world.db.all('SELECT id FROM article')).toHaveLength(inFeeds)
        await expectEachOnce(run, first)
        expect(await world.db.all('SELECT * FROM astray')).toEqual([])
        await world.db.close()
      }),
      { numRuns: 40, seed: 2026 },
    )
  },
)
