/** Archives for benches: articles in two languages, put together from the sentences of the labelled stories. */
import { storeArticles } from '../../src/archive/article-table.ts'
import type { NewArticle } from '../../src/model/article.ts'
import type { Db } from '../../src/storage/db.ts'
import { PARTS, told } from '../story/pairs.ts'

type Sample = { title: string; lead: string; lang: 'ja' | 'en' }

const POINTS = 3
const PARAGRAPHS = 8
/** As many as a poll brings. */
const BATCH = 20

const langOf = (text: string): Sample['lang'] => (/[ぁ-ヿ一-鿿]/.test(text) ? 'ja' : 'en')

function samplesIn(lang: Sample['lang']): Sample[] {
  const all = PARTS.flatMap((part) => told(part).flatMap(({ samples }) => samples))
  return all
    .map(({ title, lead }) => ({ title, lead, lang: langOf(title) }))
    .filter((one) => one.lang === lang)
}

const firstSentence = (text: string) => /^.{20,}?[。.!?](?=\s|$|[^\d\s])/u.exec(text)?.[0] ?? text

/** Gives article `n` of an endless list, the same each time; every other one is Japanese. */
export function createArticles(): (n: number, publishedAt: number) => NewArticle {
  const pools = [samplesIn('ja'), samplesIn('en')]
  return (n, publishedAt) => {
    const pool = pools[n % 2] ?? []
    // Steps that share no factor with the pool give ever other neighbours.
    const pick = (step: number): Sample => {
      const found = pool[(n * 7 + step * (13 + (n % 1_009))) % pool.length]
      if (found === undefined) throw new Error('there are no samples')
      return found
    }
    const own = pick(0)
    return {
      title: `${own.title} ${n}`,
      headline: own.title,
      lead: own.lead,
      keyPoints: Array.from({ length: POINTS }, (_, point) => ({
        text: firstSentence(pick(point + 1).lead),
        origin: 'extractive' as const,
        evidence: [point],
      })),
      sections: [],
      next: null,
      lang: own.lang,
      body: Array.from({ length: PARAGRAPHS }, (_, paragraph) => pick(paragraph + 1).lead),
      flags: [],
      identity: `n${n}`,
      url: `https://news.example/${n}`,
      image: n % 3 === 0 ? `https://news.example/${n}.jpg` : null,
      author: null,
      categories: [],
      publishedAt,
    }
  }
}

/** Adds feeds 1 to `count` that nobody has to ask again before `dueAt`. */
export async function addFeeds(db: Db, count: number, dueAt: number): Promise<void> {
  await db.all(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)
     INSERT INTO feed (id, url, host, title, polled_at, succeeded_at, due_at)
     SELECT i, 'https://h' || i || '.example/feed', 'h' || i || '.example', 'Feed ' || i, $2 - 1800000, $2 - 1800000, $2 FROM n`,
    [count, dueAt],
  )
}

/** Stores articles as polls do, each of them a story of its own; `of` says how many articles each feed brings. */
export async function storeOf(
  db: Db,
  { articles, now }: { articles: ReadonlyMap<number, readonly NewArticle[]>; now: number },
): Promise<void> {
  for (const [feedId, own] of articles) {
    for (let from = 0; from < own.length; from += BATCH) {
      await db.tx((tx) =>
        storeArticles(tx, { feedId, articles: own.slice(from, from + BATCH), now }),
      )
    }
  }
  await db.all(
    'INSERT INTO story (id, article_id, at) SELECT id, id, $1 FROM article WHERE story_id IS NULL',
    [now],
  )
  await db.all('UPDATE article SET story_id = id WHERE story_id IS NULL')
}
