/** A message in which one card is composed again: what changes, and what does not. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changesView } from '../../src/digest/changes-view.ts'
import { composeDigest } from '../../src/digest/compose.ts'
import {
  type CorrectedCard,
  correctedMessage,
  languageOf,
} from '../../src/digest/corrected-message.ts'
import { markText } from '../../src/digest/correction-mark.ts'
import { sharedCard } from '../../src/digest/shared-card.ts'
import type { StoredCorrection } from '../../src/model/correction.ts'
import type { DigestArticle, DigestContent } from '../../src/model/digest.ts'
import type { MessagePayload } from '../../src/model/message.ts'
import {
  article,
  content,
  englishMorning,
  HOUR,
  japaneseMorning,
  points,
  SLOT,
} from './articles.ts'
import { brokenRules } from './discord-limits.ts'

const KEY = 's1-abc'
const DAY = 24 * HOUR

function composed(values: Partial<DigestContent>): MessagePayload {
  const digest = composeDigest(content({ key: KEY, ...values }))
  if (digest === null) throw new Error('nothing was composed')
  return digest.payload
}

const card = (article: DigestArticle, part: Partial<CorrectedCard> = {}): CorrectedCard => ({
  embed: 0,
  article,
  mark: { kind: 'changed', at: SLOT + HOUR, postedAt: SLOT, zone: 'Asia/Tokyo' },
  key: KEY,
  isDigest: true,
  alone: false,
  ...part,
})

function corrected(payload: MessagePayload, wanted: CorrectedCard): MessagePayload {
  const message = correctedMessage(payload, wanted)
  if (message === null) throw new Error('nothing was corrected')
  return message
}

const shown = japaneseMorning()
const payload = composed({ shown })
const changed = (index: number, part: Partial<DigestArticle>): DigestArticle => ({
  ...(shown[index] ?? article()),
  ...part,
})

describe('a corrected digest', () => {
  it.each(shown.map((_, index) => index))('has card %i composed again, and no other', (embed) => {
    const title = `市の計画、${embed + 3}年後に延期`
    const message = corrected(payload, card(changed(embed, { title, headline: title }), { embed }))
    expect(brokenRules(message)).toEqual([])
    const [before, after] = [payload.embeds ?? [], message.embeds ?? []]
    expect(
      after.map((one, n) => n === embed || JSON.stringify(one) === JSON.stringify(before[n])),
    ).toEqual(before.map(() => true))
    expect(after[embed]?.title).toBe(`${embed + 1} ${title}`)
    expect(after[embed]?.footer?.text).toMatch(/ · 訂正 8:30$/)
    expect(message.content?.split('\n')[embed + 1]).toBe(`${embed + 1}. ${title}`)
    expect(
      message.content?.split('\n').filter((line) => !payload.content?.includes(line)),
    ).toHaveLength(1)
    expect(message.allowed_mentions).toEqual(payload.allowed_mentions)
  })

  it('is the same when it is corrected twice to the same', () => {
    const wanted = card(changed(1, { lead: '市は来月から開館を朝8時に早める。' }), { embed: 1 })
    const once = corrected(payload, wanted)
    expect(corrected(once, wanted)).toEqual(once)
  })

  it('of one article as they come has its headline without a number', () => {
    const one = article({ title: '橋が開通', headline: '橋が開通' })
    const before = composed({ shown: [one], instant: true })
    const title = '橋の開通、延期'
    const after = corrected(before, card({ ...one, title, headline: title }))
    expect(after.content?.split('\n')[1]).toBe(title)
    expect(after.embeds?.[0]?.title).toBe(title)
  })

  it('still goes on with what was known, and has its select', () => {
    const one = article({ isUpdate: true })
    const before = composed({ shown: [one, article()] })
    const { isUpdate: _known, ...bare } = one
    const after = corrected(before, card({ ...bare, lead: '別の話。' }))
    expect(after.embeds?.[0]?.title).toContain('〔続報〕')
    expect(after.content).toBe(before.content)
    expect(JSON.stringify(after.components)).toContain('"v1:changed:s1-abc"')
  })

  it('is in the language of its own buttons', () => {
    const english = composed({ shown: englishMorning(), locale: 'en' })
    expect([languageOf(english), languageOf(payload)]).toEqual(['en', 'ja'])
    expect(languageOf({ allowed_mentions: { parse: [] } })).toBe('en')
    const [first = article()] = englishMorning()
    const after = corrected(english, card(first))
    expect(after.embeds?.[0]?.footer?.text).toMatch(/ · Corrected 8:30$/)
    expect(JSON.stringify(after.components)).toContain('What changed')
  })

  it('is none where the card, or the message, is not there any more', () => {
    expect(correctedMessage(payload, card(article(), { embed: 9 }))).toBeNull()
    expect(correctedMessage({ allowed_mentions: { parse: [] } }, card(article()))).toBeNull()
  })

  it('keeps its addresses apart', () => {
    const url = 'https://news.example/same'
    const two = [article({ url }), article({ url })]
    const before = composed({ shown: two })
    const after = corrected(before, card({ ...(two[1] ?? article()), lead: '別。' }, { embed: 1 }))
    expect(after.embeds?.map((one) => one.url)).toEqual(before.embeds?.map((one) => one.url))
  })

  it('fits into its message whatever the source says now', () => {
    const long = (most: number) =>
      fc
        .array(fc.constantFrom('市は説明した。', 'あ', 'He said so. ', '*_[x](y)'), {
          maxLength: most,
        })
        .map((parts) => parts.join(''))
    const grown = fc.record({
      embed: fc.nat({ max: shown.length - 1 }),
      title: long(80),
      lead: long(600),
      texts: fc.array(long(200), { maxLength: 3 }),
      full: fc.boolean(),
    })
    fc.assert(
      fc.property(grown, ({ embed, title, lead, texts, full }) => {
        // Others that leave hardly any room.
        const filler = { title: '残り', description: 'い'.repeat(4000) }
        const full_ = (payload.embeds ?? []).map((one, n) =>
          full && n === (embed + 1) % shown.length ? filler : one,
        )
        const before = { ...payload, embeds: full_ }
        const own = changed(embed, {
          title,
          headline: title,
          lead,
          keyPoints: points('native', ...texts),
        })
        const after = correctedMessage(before, card(own, { embed }))
        if (after === null) return
        const sum = (message: MessagePayload) =>
          brokenRules(message).filter((rule) => !rule.includes('white space'))
        expect(sum(after)).toEqual([])
      }),
    )
  })
})

describe('a full message', () => {
  const full = (room: number): MessagePayload => {
    const rest = {
      title: '2 残り',
      description: 'い'.repeat(4000),
      fields: [{ name: 'あ', value: 'う' }],
    }
    const taken = 6000 - 4000 - 4 - 2 - room
    return { ...payload, embeds: [{ title: '1 市' }, rest, { description: 'え'.repeat(taken) }] }
  }
  const own = article({
    title: '市',
    headline: '市',
    lead: '市は長い説明をした。'.repeat(10),
    keyPoints: points('native', '一つ目の要点。', '二つ目の要点。'),
  })

  it('loses the lead first, then whole points, then all but the title', () => {
    const descriptions = [200, 60, 38, 30].map(
      (room) => corrected(full(room), card(own)).embeds?.[0]?.description,
    )
    expect(descriptions).toEqual([
      expect.stringContaining('市は長い説明をした。'),
      '💡 一つ目の要点。\n💡 二つ目の要点。',
      '💡 一つ目の要点。',
      undefined,
    ])
    expect(correctedMessage(full(10), card(own))).toBeNull()
  })
})

describe('a shared card', () => {
  it('is marked, keeps who shared it, and gets the button', () => {
    const one = article({ title: '橋が開通', headline: '橋が開通' })
    const before = sharedCard(one, { userId: '42', key: 'h1', locale: 'ja' })
    const now = { ...one, title: '橋の開通、延期', headline: '橋の開通、延期' }
    const after = corrected(before, card(now, { key: 'h1', isDigest: false }))
    expect(after.content).toBe(before.content)
    expect(after.embeds?.[0]?.title).toBe('橋の開通、延期')
    expect(JSON.stringify(after.components)).toContain('v1:changed:h1')
    expect(brokenRules(after)).toEqual([])
  })
})

describe('the mark of a correction', () => {
  const mark = { kind: 'changed', at: SLOT + HOUR, postedAt: SLOT, zone: 'Asia/Tokyo' } as const

  it('says the time on the clock of the digest, and the day where it is another', () => {
    expect(markText(mark, 'ja')).toBe('訂正 8:30')
    expect(markText({ ...mark, zone: 'Europe/London' }, 'en')).toBe('Corrected 23:30')
    expect(markText({ ...mark, at: SLOT + DAY }, 'ja')).toBe('訂正 1月19日 7:30')
    expect(markText({ ...mark, at: SLOT + DAY }, 'en')).toBe('Corrected Jan 19 7:30')
    expect(markText({ ...mark, kind: 'withdrawn' }, 'ja')).toBe('配信元が取り下げ 8:30')
  })
})

describe('what changed', () => {
  const one = (part: Partial<StoredCorrection> = {}): StoredCorrection => ({
    version: 2,
    at: SLOT,
    kind: 'changed',
    changes: [{ before: '死者は*12*人。', after: '死者は21人。' }],
    ...part,
  })

  it('shows the old sentence and the new one, and nothing in them is markdown', () => {
    const { embeds } = changesView([{ article: article(), corrections: [one()] }], 'ja')
    expect(embeds?.[0]?.description).toContain('**前：** 死者は\\*12\\*人。\n**後：** 死者は21人。')
    expect(embeds?.[0]?.description).toContain(`<t:${SLOT / 1000}:f>`)
  })

  it('shows the words in which a source takes an article back', () => {
    const back = one({
      kind: 'withdrawn',
      changes: [{ before: '題', after: 'この記事は取り消しました。' }],
    })
    const { embeds } = changesView([{ article: article(), corrections: [back] }], 'en')
    expect(embeds?.[0]?.description).toContain('does not stand by this article')
    expect(embeds?.[0]?.description).toContain('> この記事は取り消しました。')
  })

  it('says so where nothing is kept, and stays within one message', () => {
    expect(changesView([], 'ja').content).toContain('もう残っていません')
    const much = { before: '長い文です。'.repeat(60), after: '別の長い文です。'.repeat(60) }
    const all = Array.from({ length: 12 }, () => one({ changes: [much, much, much] }))
    const view = changesView([{ article: article(), corrections: all }], 'en')
    expect(brokenRules(view)).toEqual([])
  })
})
