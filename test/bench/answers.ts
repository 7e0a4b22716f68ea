/**
 * `npm run -s bench -- answers [ARTICLES] [ROUNDS]`: how long people wait for the first sign of an answer and for the whole
 * of it, with an archive of ARTICLES in a file. The whole bot, through real discord.js, against the sandbox in the same
 * process; each command in both languages in turn.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NewArticle } from '../../src/model/article.ts'
import type { Act, Message } from '../../src/sandbox/sandbox.ts'
import type { Db } from '../../src/storage/db.ts'
import { createWorld, SLOT, START, type World } from '../e2e/world.ts'
import { addFeeds, createArticles, storeOf } from './archive.ts'
import type { Print } from './main.ts'
import { stallsOf } from './stalls.ts'

const FEEDS = 200
const FEEDS_A_DIGEST = 20
const DAYS = 60
const DAY_MS = 86_400_000
/** Of the archive, one article in so many stands in a message of the channel. */
const POSTED_OF = 4

async function fill(world: World, articles: number): Promise<void> {
  const { db } = world.bot()
  const articleAt = createArticles()
  await addFeeds(db, FEEDS, START + 365 * DAY_MS)
  const made = new Map<number, NewArticle[]>()
  for (let feed = 1; feed <= FEEDS; feed += 1) {
    const own = Array.from({ length: Math.ceil(articles / FEEDS) }, (_, n) =>
      articleAt(n * FEEDS + feed, START - Math.floor((n * DAYS * DAY_MS * FEEDS) / articles)),
    )
    made.set(feed, own)
  }
  await storeOf(db, { articles: made, now: START - DAY_MS })
  await fillServer(db, world)
}

/** Ten digests of twenty feeds in the channel, and what they posted in two months. */
async function fillServer(db: Db, { guild, channel }: World): Promise<void> {
  const numbers = 'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)'
  const newest = '(SELECT value FROM counter)'
  await db.all(
    `${numbers} INSERT INTO subscription (id, guild_id, channel_id, name, minute, days, zone, locale, count, seen_seq, first_done,
       slot_at, due_at, set_by, set_at, state)
     SELECT i, $2, $3, 'Digest ' || i, 450, '[1,2,3,4,5,6,7]', 'Asia/Tokyo', 'ja', 5, ${newest}, 1, $4, $4, '1', $4, 'active' FROM n`,
    [FEEDS / FEEDS_A_DIGEST, guild.id, channel.id, START + 365 * DAY_MS],
  )
  await db.all(
    `${numbers} INSERT INTO subscription_feed (subscription_id, feed_id, from_seq, position)
     SELECT 1 + (i - 1) / ${FEEDS_A_DIGEST}, i, 0, i FROM n`,
    [FEEDS],
  )
  await db.all(
    `INSERT INTO posting (article_id, guild_id, channel_id, message_id, embed, version, posted_at)
     SELECT id, $1, $2, 1000000000000000000 + id, 0, 1, published_at FROM article WHERE id % ${POSTED_OF} = 0`,
    [guild.id, channel.id],
  )
}

type Times = { first: number; whole: number }
type Step = { name: string; act: (state: State) => Act }
type State = { world: World; digest: Message; held: Map<string, Message>; round: number }

const slash =
  (words: string, typed: (state: State) => Record<string, string> = () => ({})) =>
  (state: State): Act => ({
    kind: 'slash',
    channelId: state.world.channel.id,
    words,
    typed: typed(state),
  })

type Part = { custom_id?: string; type?: number; options?: { value: string }[] }

const partsOf = ({ components }: Message): Part[] =>
  components.flatMap((row) => (row['components'] ?? []) as Part[])

function controlOf(message: Message | undefined, route: string): { message: Message; part: Part } {
  const part = message && partsOf(message).find((one) => one.custom_id?.split(':')[1] === route)
  if (message === undefined || part === undefined) throw new Error(`there is no control ${route}`)
  return { message, part }
}

/** Presses a button of a route, or chooses the first option of its select, on a digest or on an answer to a step before. */
const use =
  (route: string, on: string) =>
  (state: State): Act => {
    const held = on === 'digest' ? state.digest : state.held.get(on)
    const { message, part } = controlOf(held, route)
    const customId = part.custom_id ?? ''
    const value = part.options?.[0]?.value
    return value === undefined
      ? { kind: 'press', message, customId }
      : { kind: 'choose', message, customId, values: [value] }
  }

const QUERIES = ['橋の工事', '米', 'the', '経済', 'storm', '東京 港', 'election results', '救助']

const STEPS: readonly Step[] = [
  { name: '/help', act: slash('help') },
  {
    name: '/search',
    act: slash('search', ({ round }) => ({ query: QUERIES[round % QUERIES.length] ?? '' })),
  },
  { name: 'search: read a hit', act: use('read', '/search') },
  { name: '/latest', act: slash('latest') },
  { name: '/catchup', act: slash('catchup') },
  { name: '/saved', act: slash('saved') },
  { name: '/me export', act: slash('me export') },
  { name: '/digest list', act: slash('digest list') },
  { name: '/digest health', act: slash('digest health') },
  { name: '/digest settings', act: slash('digest settings') },
  { name: '/digest export', act: slash('digest export') },
  { name: 'digest: read an article', act: use('read', 'digest') },
  { name: 'digest: the rest', act: use('rest', 'digest') },
  { name: 'article: save', act: use('save', 'digest: read an article') },
  { name: 'article: share', act: use('share', 'digest: read an article') },
  { name: '/digest now', act: slash('digest now') },
  {
    name: '/digest subscribe',
    act: slash('digest subscribe', ({ world, round }) => ({
      feed: world.samples.feeds[round % world.samples.feeds.length]?.url ?? '',
      time: `9:${String(10 + round)}`,
    })),
  },
]

/** Gives what the person was answered, and when the first request and the whole answer had come. */
async function timed(state: State, { name, act }: Step): Promise<Times> {
  const { world, round } = state
  const person = round % 2 === 0 ? world.moderator : world.english
  const one = act(state)
  const known = world.sandbox.requests.length
  const began = performance.timeOrigin + performance.now()
  const answer = await person.act(one)
  const whole = performance.timeOrigin + performance.now() - began
  if (answer.kind === 'message') state.held.set(name, answer.message)
  const first = world.sandbox.requests
    .slice(known)
    .find(({ path }) => path.includes('/interactions/'))
  return { first: (first?.real ?? Number.NaN) - began, whole }
}

const at = (sorted: readonly number[], share: number) =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN)

function lineOf(name: string, times: readonly Times[]) {
  const first = times.map((one) => one.first).toSorted((a, b) => a - b)
  const whole = times.map((one) => one.whole).toSorted((a, b) => a - b)
  return {
    bench: 'answers',
    what: name,
    times: times.length,
    firstP50: at(first, 0.5),
    firstMax: at(first, 1),
    wholeP50: at(whole, 0.5),
    wholeMax: at(whole, 1),
  }
}

async function digestIn(world: World): Promise<Message> {
  const feed = world.samples.feeds.map(({ url }) => url).join(' ')
  await world.moderator.slash(world.channel.id, 'digest subscribe', { feed, count: 3 })
  await world.moveTo(SLOT)
  const message = world.sandbox.messages(world.channel.id).at(-1)
  if (message === undefined) throw new Error('no digest was posted')
  return message
}

/** Prints a line for each thing that people do, and one for the event loop over all of it. */
export async function answers([articles = '100000', rounds = '20']: string[], print: Print) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-answers-'))
  const world = await createWorld({ databaseFile: join(folder, 'digest.db') })
  try {
    await fill(world, Number(articles))
    const digest = await digestIn(world)
    const times = new Map<string, Times[]>()
    const { stalls } = await stallsOf(async () => {
      for (let round = 0; round < Number(rounds); round += 1) {
        const state = { world, digest, held: new Map<string, Message>(), round }
        for (const step of STEPS) {
          times.set(step.name, [...(times.get(step.name) ?? []), await timed(state, step)])
        }
      }
    })
    const [stored] = await world.bot().db.all('SELECT COUNT(*) AS articles FROM article')
    for (const [name, own] of times) print(lineOf(name, own))
    print({ bench: 'answers', articles: Number(stored?.['articles']), ...stalls })
  } finally {
    await world.close()
    await rm(folder, { recursive: true, force: true })
  }
}
