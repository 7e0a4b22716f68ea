import { describe, expect, it } from 'vitest'
import { why } from '../../commands/controls/filters.ts'
import { reasonWords } from '../../commands/why.ts'
import type { Placed, Why } from '../../src/model/digest.ts'
import { articleOf, callerOf, given, SLOT, servicesOf } from './fakes.ts'
import { controlsOf, faultsOf } from './sendable.ts'

const BOTH = ['en', 'ja'] as const

const placed = (id: number, place: Placed['place'], reason: string | null = null): Placed => ({
  article: articleOf(id, { title: `題名${id}`, headline: `題名${id}` }),
  slot: SLOT,
  place,
  reason,
})
const whyOf = (part: Partial<Why> = {}): Why => ({
  digestId: 9,
  slot: SLOT,
  ofDay: false,
  waiting: null,
  counts: { shown: 1, listed: 1, 'left-out': 2 },
  page: 0,
  pages: 2,
  entries: [
    placed(1, 'shown'),
    placed(2, 'listed'),
    placed(3, 'left-out', 'word-out:制裁'),
    placed(4, 'left-out', 'language:en'),
  ],
  ...part,
})
const ask = (told: Why, locale: 'ja' | 'en', args = ['7']) =>
  why.run({ args, values: [] }, servicesOf({ why: given(told) }), callerOf({ locale }))

describe('why', () => {
  it('tells what went in, what was listed and what was left out, with each reason', async () => {
    const ja = await ask(whyOf(), 'ja')
    const text = ja.embeds?.[0]?.description ?? ''
    expect(text).toContain('カード1本・「ほか」の一覧1本・見送り2本')
    expect(text).toMatch(
      /📘.*題名1.*📄.*題名2.*🚫.*除く言葉「制裁」を含んでいます\n- .*題名3.*英語で書かれています\n- .*題名4.*（Harbour News）/s,
    )
    expect(controlsOf(ja)).toEqual(['v1:why:7:9:1'])
    const en = await ask(whyOf(), 'en')
    expect(en.embeds?.[0]?.description).toMatch(/Contains “制裁”.*Written in English/s)
    expect([...faultsOf(ja), ...faultsOf(en)]).toEqual([])
  })

  it('says each reason once, above its articles', async () => {
    const entries = [3, 4, 5].map((id) => placed(id, 'left-out', 'word-in'))
    const en = (await ask(whyOf({ entries }), 'en')).embeds?.[0]?.description ?? ''
    expect(en.match(/none of the wanted words/g)).toHaveLength(1)
    expect(en.match(/^- /gm)).toHaveLength(3)
  })

  it('says of a digest that was not posted that it was not, and of a next one that it is', async () => {
    const counts = { shown: 0, listed: 0, 'left-out': 2 }
    expect((await ask(whyOf({ counts }), 'ja')).embeds?.[0]?.description).toContain(
      '投稿していません',
    )
    const next = await ask(whyOf({ digestId: null }), 'en')
    expect(next.embeds?.[0]?.description).toContain('as it would be now')
    expect(controlsOf(next)).toEqual(['v1:why:7:next:1'])
    const empty = await ask(whyOf({ entries: [], pages: 1 }), 'ja')
    expect(empty.content).toContain('新しい記事はまだありません')
  })

  it('tells a day digest by digest, each with its moment, and what waits', async () => {
    const earlier = SLOT - 600_000
    const entries = [
      placed(1, 'shown'),
      { ...placed(2, 'left-out', 'word-out:制裁'), slot: earlier },
      { ...placed(3, 'shown'), slot: earlier },
    ]
    const day = whyOf({ entries, ofDay: true, waiting: { articles: 2, at: SLOT + 60_000 } })
    const moments = [SLOT, earlier].map((at) => String.raw`\*\*<t:${at / 1000}:f>\*\*`)
    const order = new RegExp(
      `${moments[0]}\n- 📘.*題名1.*\n\n${moments[1]}\n- 🚫.*題名2.*\n-# .*制裁.*\n- 📘.*題名3`,
    )
    const ja = (await ask(day, 'ja')).embeds?.[0]?.description ?? ''
    expect(ja).toMatch(order)
    expect(ja).toContain('24時間')
    expect(ja).toContain(`ほか2本は、投稿を休む時間のため待っています（<t:${SLOT / 1000 + 60}:R>`)
    const en = (await ask(day, 'en')).embeds?.[0]?.description ?? ''
    expect(en).toMatch(order)
    expect(en).toContain('2 more articles wait')
  })

  it('turns its own pages, and opens anew from the panel', () => {
    const answers = why.answers as (args: readonly string[]) => string
    expect([answers(['7']), answers(['7', '9', '1'])]).toEqual(['private', 'update'])
  })

  it('fits, whatever stands in it', async () => {
    const title = '*_~`'.repeat(80)
    const url = `https://news.example/${'a'.repeat(1500)}`
    const entries = Array.from({ length: 8 }, (_, id) => ({
      article: { ...articleOf(id, { title, headline: title, url }), feedTitle: title },
      slot: SLOT + id * 60_000,
      place: 'left-out' as const,
      reason: `word-out:${'*'.repeat(60)}`,
    }))
    const waiting = { articles: 99, at: SLOT }
    for (const locale of BOTH) {
      expect(faultsOf(await ask(whyOf({ entries }), locale))).toEqual([])
      const day = whyOf({ entries, ofDay: true, waiting })
      expect(faultsOf(await ask(day, locale))).toEqual([])
    }
  })

  it('has words for each reason in both languages, and for one that it does not know', () => {
    const reasons = ['word-in', 'category-out:a', 'category', 'paid', 'feed-cap']
    for (const reason of [
      ...reasons,
      'older-than-a-day',
      'not-among-newest',
      'story:3',
      'toString',
    ]) {
      for (const locale of BOTH) expect(reasonWords(reason, locale)).not.toMatch(/\{|undefined/)
    }
    expect(reasonWords('story:3', 'en')).toContain('story:3')
    expect(reasonWords('word-out:a:b', 'en')).toContain('“a:b”')
  })
})
