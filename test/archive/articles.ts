/** Articles and stores for tests of the archive and of what asks it. */

import { storeArticles } from '../../src/archive/article-table.ts'
import type { Article, NewArticle } from '../../src/model/article.ts'
import type { Db } from '../../src/storage/db.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { migrations } from '../../src/storage/migrations.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'

export const NOW = Date.UTC(2031, 3, 1, 12)
export const HOUR = 3_600_000

export async function openArchive(): Promise<Db> {
  const db = await openSqlite(':memory:')
  await migrate(db, migrations, NOW)
  return db
}

export async function addFeed(db: Db, url = 'https://news.example/feed'): Promise<number> {
  const [row] = await db.all('INSERT INTO feed (url, due_at) VALUES ($1, 0) RETURNING id', [url])
  return Number(row?.['id'])
}

let made = 0

export function newArticle(given: Partial<NewArticle> = {}): NewArticle {
  made += 1
  const title = given.title ?? `Harbour news ${made}`
  return {
    identity: `article-${made}`,
    url: `https://news.example/${made}`,
    title,
    headline: title,
    lead: '',
    keyPoints: [],
    sections: [],
    next: null,
    body: [],
    lang: 'en',
    flags: [],
    image: null,
    author: null,
    categories: [],
    publishedAt: NOW - HOUR,
    ...given,
  }
}

export async function store(
  db: Db,
  feedId: number,
  articles: readonly NewArticle[],
  now = NOW,
): Promise<Article[]> {
  return (await db.tx((tx) => storeArticles(tx, { feedId, articles, now }))).added
}

const point = (text: string, section: number) => ({
  text,
  origin: 'native' as const,
  evidence: [],
  section,
})

/** An article in the digest format with words of every kind that a reader of such news looks for. */
export const digestArticle = (given: Partial<NewArticle> = {}): NewArticle =>
  newArticle({
    title: 'トルコとノルウェー、北極の海底ケーブルで接近か？関税の裏側を読む',
    headline: '関税の裏側を読む',
    lead: '中東と独の企業が、海底ケーブルの敷設を巡って動き始めた。マクロン大統領は慎重な姿勢を崩していない。',
    keyPoints: [
      point('トルコの通信会社がサーバーを北極圏に移す計画を示した', 0),
      point('関税の引き上げは二年ぶりとなる見込みだ', 1),
    ],
    sections: [
      {
        heading: '海底ケーブルと気候協定',
        question: 'なぜいま北極なのか？',
        answer: '氷が減り、航路が開いたためだ。',
        intro: ['各国の思惑が重なる。'],
        source: {
          title: 'Norway weighs new Arctic cables',
          date: '2031/03/30',
          points: ['ノルウェー政府は調査船を三隻出す'],
          publisher: 'ブルームバーグ',
          url: 'https://source.example/1',
        },
        comments: ['寒い海ほど機械は冷える。'],
        body: ['敷設船は不足している。'],
        remark: '続報を待ちたいですね。',
      },
    ],
    next: { teaser: 'カナダの氷上都市に何が起きたか', url: 'https://news.example/16/2' },
    body: [
      '調査会社によると、費用は三割上がった。',
      '地経学の専門家は「冷静に見るべきだ」と話す。',
    ],
    lang: 'ja',
    ...given,
  })
