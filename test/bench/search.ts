/**
 * `npm run -s bench -- search [--size 10k|100k|1m] [--seed N] [--queries N]`: an archive of made-up articles in two languages
 * in a file; how fast it is filled, how large it is, what is found of what is known to be there, and how long queries take that
 * people ask: rare and common words, one to three of them, in a server that reads 3 feeds and in one that reads 200, cold and
 * warm. Up to 100,000 articles SQLite's own tokenizers stand beside it.
 */
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { findArticles } from '../../src/archive/article-index.ts'
import { storeArticles } from '../../src/archive/article-table.ts'
import { parseQuery } from '../../src/archive/search-query.ts'
import { search as searchArticles } from '../../src/queries/search.ts'
import type { Db } from '../../src/storage/db.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { migrations } from '../../src/storage/migrations.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'
import { indexTokens } from '../../src/text/tokens.ts'
import { seeded } from '../seeded.ts'
import { addFeeds } from './archive.ts'
import type { Print } from './main.ts'
import { type Beside, besides } from './search-beside.ts'
import { recallOf } from './search-recall.ts'
import { createPress, type Press } from './search-text.ts'

/** Of every few articles one whose words are kept, to ask for it again; `n` counts all articles from 0. */
export type Known = {
  id: number
  n: number
  feedId: number
  title: string
  words: string[]
  telling: string[]
}
type Random = () => number
type Asked = { kind: string; query: string }

const FEEDS = 400
const NOW = Date.parse('2026-11-01T00:00:00Z')
const DAY_MS = 86_400_000
const DAYS = 730
/** As many as a poll of a large feed brings. */
const BATCH = 20
const KNOWN = 400
const SIZES: Record<string, number> = { '10k': 10_000, '100k': 100_000, '1m': 1_000_000 }
const MOST_BESIDE = 100_000

const rounded = (value: number) => Number(value.toFixed(2))

function timesOf(times: readonly number[]) {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) =>
    rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1) }
}

async function fill(
  db: Db,
  { press, size, beside }: { press: Press; size: number; beside: readonly Beside[] },
): Promise<{ known: Known[]; seconds: number }> {
  const known: Known[] = []
  const knownEvery = Math.max(1, Math.floor(size / BATCH / KNOWN))
  let seconds = 0
  for (let first = 0; first < size; first += BATCH) {
    const batch = first / BATCH
    const feedId = 1 + (batch % FEEDS)
    const made = Array.from({ length: BATCH }, (_, at) =>
      press.next(first + at, Math.floor(NOW - DAYS * DAY_MS * (1 - (first + at) / size))),
    )
    const articles = made.map(({ article }) => article)
    const since = performance.now()
    await db.tx((tx) => storeArticles(tx, { feedId, articles, now: NOW }))
    seconds += (performance.now() - since) / 1000
    for (const one of beside) one.add(made, first)
    const own = made[batch % BATCH]
    if (batch % knownEvery !== 0 || own === undefined) continue
    const { identity, title } = own.article
    const [row] = await db.all('SELECT id FROM article WHERE identity = $1 AND feed_id = $2', [
      identity,
      feedId,
    ])
    const n = first + (batch % BATCH)
    known.push({
      id: Number(row?.['id']),
      n,
      feedId,
      title,
      words: own.words,
      telling: own.telling,
    })
  }
  return { known, seconds }
}

/** Common: one of the hundred most frequent words of its language; rare: from far down. */
function queriesOf(press: Press, random: Random, count: number): Asked[] {
  const word = (isCommon: boolean): string => {
    const { words } = press.languages[random() < 0.5 ? 0 : 1] ?? { words: [] }
    const from = isCommon ? 0 : 2_000
    return words[from + Math.floor(random() * (isCommon ? 100 : words.length - from))] ?? ''
  }
  return Array.from({ length: count }, (_, at) => {
    const isCommon = at % 2 === 0
    const length = 1 + (Math.floor(at / 2) % 3)
    const query = Array.from({ length }, () => word(isCommon)).join(' ')
    return { kind: `${isCommon ? 'common' : 'rare'}-${length}`, query }
  })
}

const feedsFrom = (count: number) => Array.from({ length: count }, (_, at) => at * 2 + 1)

async function timed(queries: readonly Asked[], find: (query: string) => unknown) {
  const times: { kind: string; took: number; cpu: number }[] = []
  for (const { kind, query } of queries) {
    const since = performance.now()
    const cpu = process.threadCpuUsage()
    await find(query)
    const { user, system } = process.threadCpuUsage(cpu)
    times.push({ kind, took: performance.now() - since, cpu: (user + system) / 1000 })
  }
  const kinds = Map.groupBy(times, ({ kind }) => kind)
  return {
    ...timesOf(times.map(({ took }) => took)),
    cpu: timesOf(times.map(({ cpu }) => cpu)),
    p99Of: Object.fromEntries(
      [...kinds].map(([kind, own]) => [kind, timesOf(own.map(({ took }) => took)).p99]),
    ),
  }
}

const page = (db: Db, query: string, feedIds: readonly number[], limit = 5) =>
  searchArticles(db, { query, scope: { feedIds }, limit, offset: 0, now: NOW, zone: 'UTC' })

/** Known articles asked for by two or three of their rarer words: whether each is among the first ten, and how far up. */
async function knownItems(db: Db, known: readonly Known[], random: Random) {
  let found = 0
  let reciprocal = 0
  for (const [at, { id, feedId, telling }] of known.entries()) {
    const query = Array.from(
      { length: 2 + (at % 2) },
      () => telling[Math.floor(random() * telling.length)] ?? '',
    ).join(' ')
    const result = await page(db, query, [...new Set([feedId, ...feedsFrom(199)])], 10)
    const rank = result.ok ? result.value.hits.findIndex(({ article }) => article.id === id) : -1
    if (rank < 0) continue
    found += 1
    reciprocal += 1 / (rank + 1)
  }
  const asked = known.length
  return { asked, recallAt10: rounded(found / asked), mrr: rounded(reciprocal / asked) }
}

async function holdsOwn(db: Db, query: string, { id }: Known, isPhrase: boolean) {
  const parsed = parseQuery(isPhrase ? `"${query}"` : query, { now: NOW, zone: 'UTC' })
  if (!parsed.ok) return false
  const scope = { feedIds: 'all' as const }
  const found = await findArticles(db, {
    query: parsed.value,
    scope,
    among: [id],
    limit: 1,
    now: NOW,
  })
  return found.length === 1
}

/** Our tokens against ICU's words, on the same texts in turn; MB/s. */
function tokenSpeed(press: Press) {
  const texts = Array.from({ length: 400 }, (_, n) => press.next(n, NOW).article.body.join(' '))
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  const segmenter = new Intl.Segmenter('ja', { granularity: 'word' })
  const speed = (work: (text: string) => unknown) => {
    const since = performance.now()
    for (const text of texts) work(text)
    return bytes / 1e3 / (performance.now() - since)
  }
  const runs = Array.from({ length: 3 }, () => ({
    own: speed(indexTokens),
    intl: speed((text) => [...segmenter.segment(text)]),
  }))
  const own = Math.max(...runs.map((run) => run.own))
  const intl = Math.max(...runs.map((run) => run.intl))
  return { own: rounded(own), intl: rounded(intl), ratio: rounded(own / intl) }
}

async function indexBytes(db: Db): Promise<number> {
  const [row] = await db
    .all("SELECT SUM(pgsize) AS bytes FROM dbstat WHERE name LIKE 'article_index%'")
    .catch(() => [])
  return Number(row?.['bytes'] ?? 0)
}

type Bench = { path: string; press: Press; random: Random; known: Known[]; beside: Beside[] }

async function askAll(bench: Bench, count: number, print: Print): Promise<void> {
  const { path, press, random, known, beside } = bench
  const queries = queriesOf(press, random, count)
  for (const feeds of [3, 200]) {
    const db = await openSqlite(path)
    const ask = (query: string) => page(db, query, feedsFrom(feeds))
    const first = queries.slice(0, 1)
    print({ feeds, first: (await timed(first, ask)).max, cold: await timed(queries, ask) })
    print({ feeds, warm: await timed(queries, ask) })
    await db.close()
  }
  const db = await openSqlite(path)
  print({ knownItems: await knownItems(db, known, random) })
  const own = await recallOf(known, (query, one, category) =>
    holdsOwn(db, query, one, category === 'phrase'),
  )
  print({ recall: own })
  await db.close()
  for (const one of beside) {
    print({
      beside: one.name,
      recall: await recallOf(known, (query, { n }) => one.holds(query, n)),
      all: await timed(queries, one.find),
    })
  }
}

export async function search(args: string[], print: Print): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      size: { type: 'string', default: '100k' },
      seed: { type: 'string', default: '1' },
      queries: { type: 'string', default: '600' },
    },
  })
  const size = SIZES[values.size] ?? Number(values.size)
  const draw = seeded(Number(values.seed))
  const random: Random = () => draw(2 ** 30) / 2 ** 30
  const press = createPress(random)
  const folder = await mkdtemp(join(tmpdir(), 'chrysanthemum-search-'))
  const path = join(folder, 'search.db')
  const beside = size <= MOST_BESIDE ? besides(folder, size) : []
  try {
    print({ tokensMbPerSecond: tokenSpeed(press) })
    const db = await openSqlite(path)
    await migrate(db, migrations, NOW)
    await addFeeds(db, FEEDS, NOW + DAY_MS)
    const { known, seconds } = await fill(db, { press, size, beside })
    const index = await indexBytes(db)
    await db.close()
    const { size: bytes } = await stat(path)
    print({
      size,
      insertsPerSecond: Math.round(size / seconds),
      fileMb: Math.round(bytes / 1e6),
      indexMb: Math.round(index / 1e6),
      rssMb: Math.round(process.memoryUsage().rss / 1e6),
    })
    await askAll({ path, press, random, known, beside }, Number(values.queries), print)
  } finally {
    for (const one of beside) one.close()
    await rm(folder, { recursive: true })
  }
}
