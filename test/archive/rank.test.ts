import { describe, expect, it } from 'vitest'
import { locate } from '../../src/archive/locate.ts'
import { rank } from '../../src/archive/rank.ts'
import { parseQuery } from '../../src/archive/search-query.ts'
import type { Article } from '../../src/model/article.ts'
import { digestArticle, HOUR, NOW, newArticle } from './articles.ts'

const DAY = 24 * HOUR

const queryOf = (text: string) => {
  const parsed = parseQuery(text, { now: NOW, zone: 'UTC' })
  if (!parsed.ok) throw new Error(`empty: ${text}`)
  return parsed.value
}

const stored = (id: number, given: Partial<Article>): Article => ({
  ...newArticle(),
  title: 'untitled',
  headline: 'untitled',
  ...given,
  id,
  seq: id,
  feedId: 1,
  version: 1,
  arrivedAt: given.arrivedAt ?? NOW,
})

const order = (text: string, articles: Article[]) =>
  rank(articles, { query: queryOf(text), now: NOW }).map(({ id }) => id)

const point = (text: string) => ({ text, origin: 'native' as const, evidence: [] })

describe('the order of matches', () => {
  it('is title before lead before key points before the rest', () => {
    const articles = [
      stored(1, { body: ['the ferry sank'] }),
      stored(2, { keyPoints: [point('the ferry sank')] }),
      stored(3, { lead: 'The ferry sank.' }),
      stored(4, { title: 'Ferry sinks', headline: 'Ferry sinks' }),
    ]
    expect(order('ferry', articles)).toEqual([4, 3, 2, 1])
  })

  it('is the newer first among equals, by publication or else arrival', () => {
    const articles = [
      stored(1, { lead: 'ferry', publishedAt: NOW - DAY }),
      stored(2, { lead: 'ferry', publishedAt: null, arrivedAt: NOW - HOUR }),
      stored(3, { lead: 'ferry', publishedAt: NOW - 2 * DAY }),
    ]
    expect(order('ferry', articles)).toEqual([2, 1, 3])
  })

  it('is not turned over by age alone: an old title beats a new aside', () => {
    const articles = [
      stored(1, { title: 'Ferry sinks', headline: 'Ferry sinks', publishedAt: NOW - 900 * DAY }),
      stored(2, { body: ['a ferry'], publishedAt: NOW }),
    ]
    expect(order('ferry', articles)).toEqual([1, 2])
  })

  it('prefers the article whose title holds more of the query', () => {
    const articles = [
      stored(1, { title: 'Ferry', headline: 'Ferry', body: ['port strike'] }),
      stored(2, { title: 'Ferry strike', headline: 'Ferry strike', body: ['port'] }),
    ]
    expect(order('ferry strike', articles)).toEqual([2, 1])
  })

  it('is the same however the matches come in', () => {
    const articles = Array.from({ length: 30 }, (_, index) =>
      stored(index + 1, { lead: 'ferry', publishedAt: NOW - (index % 3) * DAY }),
    )
    expect(order('ferry', articles.toReversed())).toEqual(order('ferry', articles))
  })
})

describe('the place where a query was found', () => {
  const article: Article = { ...stored(1, {}), ...digestArticle() }
  const found = (text: string) => locate(article, queryOf(text))

  it('is given in the article’s own characters, with what it is', () => {
    expect(found('敷設')).toEqual({
      where: 'lead',
      text: '中東と独の企業が、海底ケーブルの敷設を巡って動き始めた。',
    })
    expect(found('関税')).toEqual({ where: 'title', text: article.title })
    expect(found('さーば')).toEqual({
      where: 'point',
      text: 'トルコの通信会社がサーバーを北極圏に移す計画を示した',
    })
    expect(found('気候協定')).toEqual({ where: 'section', text: '海底ケーブルと気候協定' })
    expect(found('調査船')).toEqual({ where: 'source', text: 'ノルウェー政府は調査船を三隻出す' })
    expect(found('ﾌﾞﾙｰﾑﾊﾞｰｸﾞ')).toEqual({ where: 'source', text: 'ブルームバーグ' })
    expect(found('カナダ')).toEqual({ where: 'next', text: 'カナダの氷上都市に何が起きたか' })
    expect(found('地経学')).toEqual({
      where: 'body',
      text: '地経学の専門家は「冷静に見るべきだ」と話す。',
    })
  })

  it('is the one that holds most of the query', () => {
    expect(found('北極 サーバー')).toMatchObject({ where: 'point' })
  })

  it('is the beginning where no single sentence holds it', () => {
    expect(found('ペンギン')).toEqual({
      where: 'body',
      text: '調査会社によると、費用は三割上がった。',
    })
  })

  it('is shown around the words where the text is long', () => {
    const long = `${'波が高く船が出ない日が続き、'.repeat(60)}灯台守は油を運び、${'港は静まり返り、'.repeat(60)}`
    const { where, text } = locate(stored(1, { body: [long] }), queryOf('灯台守'))
    expect(where).toBe('body')
    expect(text).toContain('灯台守')
    expect([...text].length).toBeLessThan(260)
    expect(long).toContain(text.replaceAll('…', ''))
  })

  it('is the cited source where the day of its publication was looked for', () => {
    const article = stored(1, digestArticle())
    const date = article.sections.find(({ source }) => source?.date)?.source?.date ?? ''
    expect(date).not.toBe('')
    const { where, text } = locate(article, queryOf(date))
    expect(where).toBe('source')
    expect(text).toContain(date)
  })
})
