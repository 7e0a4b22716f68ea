import { describe, expect, it } from 'vitest'
import { composeDigest } from '../../src/digest/compose.ts'
import { article, content, englishMorning, japaneseMorning } from './articles.ts'
import { brokenRules } from './discord-limits.ts'

const [japanese] = japaneseMorning()
const [english] = englishMorning()
const long = 'The harbour opens again after three years of works on its oldest quay '.repeat(6)

describe('an article in another language than its digest', () => {
  it('carries the mark of its own on the card and in the contents', () => {
    const inJa = composeDigest(content({ shown: [english!, article()] }))?.payload
    expect(inJa?.embeds?.[0]?.title).toMatch(/\S〔英語〕$/)
    expect(inJa?.content).toMatch(/^1\. .*\S〔英語〕$/m)
    expect(inJa?.embeds?.[1]?.title).not.toContain('〔')
    const inEn = composeDigest(content({ locale: 'en', shown: [english!, japanese!] }))?.payload
    expect(inEn?.embeds?.[1]?.title).toMatch(/\S \[Japanese\]$/)
    expect(inEn?.content).toMatch(/^2\. .*\\\[Japanese\\\]$/m)
    expect(inEn?.embeds?.[0]?.title).not.toContain('[')
  })

  it('says 翻訳 where a model has put it into the digest’s language', () => {
    const shown = [article({ lang: 'en', flags: ['translated'] })]
    expect(composeDigest(content({ shown }))?.payload.embeds?.[0]?.title).toMatch(/\S〔翻訳〕$/)
    const inEn = composeDigest(content({ locale: 'en', shown }))
    expect(inEn?.payload.embeds?.[0]?.title).toMatch(/\[translated\]$/)
  })

  it('is not marked where its few kanji may as well be Japanese', () => {
    const short = article({ lang: 'zh', title: '東京都知事選告示', lead: '' })
    expect(composeDigest(content({ shown: [short] }))?.payload.embeds?.[0]?.title).toBe(
      '東京都知事選告示',
    )
  })

  it('keeps its mark, and Discord’s limits, under the longest title', () => {
    const shown = [1, 2, 3].map((id) => article({ id, lang: 'en', title: long, headline: long }))
    const payload = composeDigest(content({ shown }))?.payload
    for (const embed of payload?.embeds ?? []) expect(embed.title).toMatch(/〔英語〕$/)
    expect(payload && brokenRules(payload)).toEqual([])
  })
})

it('shows 🔒 in the footer of what must be paid for, and of nothing else', () => {
  const shown = [article({ paid: true }), article({ paid: false }), article()]
  const footers = (locale: 'ja' | 'en') =>
    composeDigest(content({ locale, shown }))?.payload.embeds?.map(({ footer }) => footer?.text)
  expect(footers('ja')).toEqual(['港町新聞 · 🔒 有料', '港町新聞', '港町新聞'])
  expect(footers('en')).toEqual(['港町新聞 · 🔒 paid', '港町新聞', '港町新聞'])
})
