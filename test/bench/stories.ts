/**
 * `npm run -s bench -- stories [FILE] [ARCHIVE]`: precision and recall over the labelled pairs, tuned and held out; what a
 * comparison costs; what an article costs in an archive of ARCHIVE (100,000)
 * whose words are far fewer than a real one's; of a FILE of JSON lines {title, text}, all of which
 * tell different stories, how many pairs are merged.
 */
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NewArticle } from '../../src/model/article.ts'
import { storeRead } from '../../src/services/store-read.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { migrations } from '../../src/storage/migrations.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'
import { compare } from '../../src/story/compare.ts'
import { tellingOf } from '../../src/story/telling.ts'
import { PARTS, type Part, pairsOf, tellingOfSample, told } from '../story/pairs.ts'
import type { Print } from './main.ts'

const FEEDS = 2_000
const MEASURED = 2_000
const NOW = Date.parse('2026-02-20T00:00:00Z')
const WEEK_MS = 7 * 24 * 3_600_000

const share = (part: number, of: number) => Number((part / Math.max(1, of)).toFixed(3))

/** Gives how the pairs of a part are judged. */
export function judged(parts: readonly Part[], { dated = true } = {}) {
  const count = { pairs: 0, same: 0, merged: 0, right: 0, followUps: 0, followUpsFound: 0 }
  for (const pair of parts.flatMap(pairsOf)) {
    const { kind } = compare(tellingOfSample(pair.a, { dated }), tellingOfSample(pair.b, { dated }))
    count.pairs += 1
    count.same += Number(pair.same)
    count.merged += Number(kind === 'same')
    count.right += Number(kind === 'same' && pair.same)
    count.followUps += Number(pair.followUp)
    count.followUpsFound += Number(pair.followUp && kind === 'follow-up')
  }
  return {
    ...count,
    precision: share(count.right, count.merged),
    recall: share(count.right, count.same),
  }
}

function speed() {
  const samples = PARTS.flatMap((part) => told(part).flatMap((family) => family.samples))
  const rounds = 5
  let began = performance.now()
  for (let round = 0; round < rounds; round += 1) for (const one of samples) tellingOfSample(one)
  const telling = (performance.now() - began) / rounds / samples.length
  const tellings = samples.map((one) => tellingOfSample(one))
  began = performance.now()
  let comparisons = 0
  for (const a of tellings) {
    for (const b of tellings) {
      compare(a, b)
      comparisons += 1
    }
  }
  const comparison = (performance.now() - began) / comparisons
  return {
    tellingMicroseconds: Math.round(telling * 1_000),
    comparisonMicroseconds: Number((comparison * 1_000).toFixed(1)),
  }
}

/** An archive whose articles are made of the words of the samples, shuffled so that few tell one story. */
function articlesOf(count: number): NewArticle[] {
  const samples = PARTS.flatMap((part) => told(part).flatMap((family) => family.samples))
  let seed = 1
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % below
  }
  const pieces = samples.map(({ lead }) => lead.split(/(?<=[。、.,])/u))
  const pick = () => {
    const some = pieces[random(pieces.length)] ?? []
    return some[random(some.length)] ?? ''
  }
  return Array.from({ length: count }, (_, index) => {
    const sample = samples[random(samples.length)]
    const lead = `${pick()}${pick()}${pick()}`
    return {
      title: `${sample?.title.slice(0, 12) ?? ''}${pick()}${index}`,
      headline: '',
      lead,
      keyPoints: [],
      sections: [],
      next: null,
      lang: 'ja',
      body: [lead],
      flags: [],
      identity: `n${index}`,
      url: `https://news${index % FEEDS}.example/${index}`,
      image: null,
      author: null,
      categories: [],
      publishedAt: NOW - WEEK_MS + Math.floor((index / count) * WEEK_MS),
    }
  })
}

async function archiveCost(archive: number) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-stories-'))
  const db = await openSqlite(join(folder, 'digest.db'))
  try {
    await migrate(db, migrations, NOW)
    await db.tx((tx) =>
      tx.all(
        `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)
         INSERT INTO feed (id, url, due_at) SELECT i, 'https://news' || i || '.example/feed', 0 FROM n`,
        [FEEDS],
      ),
    )
    const articles = articlesOf(archive + MEASURED)
    const cost = { cpu: 0, stored: 0 }
    const step = 50
    for (let from = 0; from < articles.length; from += step) {
      const began = process.cpuUsage()
      const batch = articles.slice(from, from + step)
      const feedId = ((from / step) % FEEDS) + 1
      const enriching = { pages: false, cards: false }
      const read = { feedId, articles: batch, now: NOW, enriching }
      await db.tx((tx) => storeRead(tx, read))
      const { user, system } = process.cpuUsage(began)
      if (from < archive) continue
      cost.cpu += (user + system) / 1_000
      cost.stored += batch.length
    }
    const [stories] = await db.all('SELECT COUNT(*) AS count FROM story')
    return {
      archive,
      stories: Number(stories?.['count']),
      storeMillisecondsPerArticle: Number((cost.cpu / cost.stored).toFixed(2)),
    }
  } finally {
    await db.close()
    await rm(folder, { recursive: true, force: true })
  }
}

function falseMerges(file: string) {
  const tellings = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { title: string; text: string })
    .map(({ title, text }) => tellingOf({ title, lead: '', body: [text], publishedAt: null }))
  let pairs = 0
  let merged = 0
  for (const [index, a] of tellings.entries()) {
    for (const b of tellings.slice(index + 1)) {
      pairs += 1
      merged += Number(compare(a, b).kind === 'same')
    }
  }
  return { pairs, merged }
}

export async function stories([file, archive = '100000']: string[], print: Print) {
  for (const part of PARTS) print({ bench: 'stories', part, ...judged([part]) })
  for (const half of ['tune', 'held'] as const) {
    const parts = PARTS.filter((part) => part.endsWith(half))
    print({ bench: 'stories', half, ...judged(parts), undated: judged(parts, { dated: false }) })
  }
  print({ bench: 'stories', ...speed() })
  if (file !== undefined) print({ bench: 'stories', file, ...falseMerges(file) })
  print({ bench: 'stories', ...(await archiveCost(Number(archive))) })
}
