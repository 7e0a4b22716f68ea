/**
 * `npm run -s bench -- stories [FILE] [ARCHIVE]`: precision and recall over the labelled pairs, tuned and held out; how
 * often numbers are rightly said to differ; what a comparison costs; what an article costs in an archive of ARCHIVE (100,000)
 * whose words are far fewer than a real one's; of a FILE of JSON lines {title, text}, all of which
 * tell different stories, how many pairs are merged.
 */
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { storeArticles } from '../../src/archive/article-table.ts'
import type { NewArticle } from '../../src/model/article.ts'
import { placeStories } from '../../src/services/place-stories.ts'
import type { Db } from '../../src/storage/db.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { migrations } from '../../src/storage/migrations.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'
import { compare } from '../../src/story/compare.ts'
import { lookUpWords } from '../../src/story/signature.ts'
import { tellingOf } from '../../src/story/telling.ts'
import { NUMBER_PARTS, numbersJudged } from '../story/numbers.ts'
import {
  BLIND,
  PARTS,
  type Part,
  PLAIN,
  pairsOf,
  TUNED,
  tellingOfSample,
  told,
} from '../story/pairs.ts'
import type { Print } from './main.ts'

const MEASURED = 1_000
const BATCH = 20
const NOW = Date.parse('2026-02-20T00:00:00Z')

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

const samplesOf = () => PARTS.flatMap((part) => told(part).flatMap((family) => family.samples))

const articleOf = (
  { title, lead }: { title: string; lead: string },
  index: number,
): NewArticle => ({
  title: `${title} ${index}`,
  headline: title,
  lead,
  keyPoints: [],
  sections: [],
  next: null,
  lang: 'ja',
  body: [lead],
  flags: [],
  identity: `n${index}`,
  url: `https://news.example/${index}`,
  image: null,
  author: null,
  categories: [],
  publishedAt: NOW - index,
})

/** Stories of the last week by SQL alone, each with ten words of the samples: far fewer words than a real archive has. */
async function fill(db: Db, archive: number) {
  const words = [...new Set(samplesOf().flatMap((one) => lookUpWords(tellingOfSample(one))))]
  const samples = samplesOf()
  const numbers = 'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)'
  await db.tx(async (tx) => {
    await tx.all(
      "INSERT INTO feed (id, url, due_at) VALUES (1, 'https://news.example/feed', 0), (2, 'https://old.example/feed', 0)",
    )
    await tx.all(
      `${numbers} INSERT INTO article (id, feed_id, identity, seq, url, title, headline, lead, points, sections, body, categories,
         flags, lang, published_at, arrived_at, source_hash, story_id)
       SELECT i, 2, 'old' || i, i, NULL, value ->> 'title', '', value ->> 'lead', '[]', '[]', '[]', '[]', '[]', 'ja', $3, $3, '', NULL
         FROM n JOIN json_each($2) AS sample ON sample.key = i % json_array_length($2)`,
      [archive, JSON.stringify(samples.map(({ title, lead }) => ({ title, lead }))), NOW],
    )
    await tx.all(
      `${numbers} INSERT INTO story (id, article_id, at) SELECT i, i, $2 - i * 1000 FROM n`,
      [archive, NOW],
    )
    await tx.all(
      `${numbers} INSERT OR IGNORE INTO story_word (word, at, story_id)
       SELECT $2 ->> (ABS(i * 7919 + k.value * 104729) % json_array_length($2)), $3 - i * 1000, i
         FROM n JOIN json_each('[1,2,3,4,5,6,7,8,9,10]') AS k`,
      [archive, JSON.stringify(words), NOW],
    )
  })
  return words.length
}

async function archiveCost(archive: number) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-stories-'))
  const db = await openSqlite(join(folder, 'digest.db'))
  try {
    await migrate(db, migrations, NOW)
    const words = await fill(db, archive)
    const samples = samplesOf()
    const cost = { store: 0, place: 0 }
    for (let from = 0; from < MEASURED; from += BATCH) {
      const articles = Array.from({ length: BATCH }, (_, index) =>
        articleOf(
          samples[(from + index) % samples.length] ?? { title: '', lead: '' },
          from + index,
        ),
      )
      await db.tx(async (tx) => {
        const began = process.cpuUsage()
        const { added } = await storeArticles(tx, { feedId: 1, articles, now: NOW })
        const stored = process.cpuUsage(began)
        await placeStories(tx, added)
        const all = process.cpuUsage(began)
        cost.store += stored.user + stored.system
        cost.place += all.user + all.system - stored.user - stored.system
      })
    }
    const each = (micros: number) => Number((micros / 1_000 / MEASURED).toFixed(2))
    return {
      archive,
      words,
      storeMilliseconds: each(cost.store),
      placeMilliseconds: each(cost.place),
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
  for (const [pairs, parts] of Object.entries({ TUNED, PLAIN, BLIND, PARTS })) {
    const undated = judged(parts, { dated: false })
    print({ bench: 'stories', pairs: pairs.toLowerCase(), judged: judged(parts), undated })
  }
  for (const part of NUMBER_PARTS)
    print({ bench: 'stories', numbers: part, ...numbersJudged([part]) })
  print({ bench: 'stories', numbers: 'all', ...numbersJudged(NUMBER_PARTS) })
  print({ bench: 'stories', ...speed() })
  if (file !== undefined) print({ bench: 'stories', file, ...falseMerges(file) })
  print({ bench: 'stories', ...(await archiveCost(Number(archive))) })
}
