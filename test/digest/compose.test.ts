import { describe, expect, it } from 'vitest'
import { GOLD } from '../../src/digest/brand.ts'
import { type ComposedDigest, composeDigest } from '../../src/digest/compose.ts'
import type { DigestContent } from '../../src/model/digest.ts'
import {
  article,
  content,
  englishMorning,
  HOUR,
  japaneseMorning,
  nativeArticle,
  points,
  SLOT,
} from './articles.ts'
import { allText, brokenRules } from './discord-limits.ts'

function compose(values: Partial<DigestContent>): ComposedDigest {
  const composed = composeDigest(content(values))
  if (composed === null) throw new Error('nothing was composed')
  return composed
}

const embedsOf = (values: Partial<DigestContent>) => compose(values).payload.embeds ?? []

describe('a lead that is longer than a card', () => {
  it('gives way to the points, which are whole', () => {
    const keyPoints = points(
      'native',
      '一つ目の要点です。',
      '二つ目の要点です。',
      '三つ目の要点です。',
    )
    const { payload } = compose({ shown: [article({ lead: 'あ'.repeat(5000), keyPoints })] })
    expect(brokenRules(payload)).toEqual([])
    expect(payload.embeds?.[0]?.description).toMatch(
      /…\n\n💡 一つ目の要点です。\n💡 二つ目.*\n💡 三つ目の要点です。$/,
    )
  })
})

describe('a Japanese digest', () => {
  const { payload, postings, shown, listed } = compose({
    shown: japaneseMorning(),
    listed: [article({ id: 90 }), article({ id: 91 })],
    roleId: '123456789012345678',
  })

  it('tells everything in its first lines, the role last', () => {
    expect(payload.content).toBe(
      [
        '📘 1月18日(土)の朝 · 5本 · 約2分',
        '1. 北の港、貨物が戻る：航路、倉庫、そして人手',
        '2. 市の中央図書館、4月から夜9時まで開館…',
        '3. 小型衛星の通信、雲の上でも途切れず…',
        '4. 冬の電気代、窓の断熱で1割減 専門家に聞く',
        '5. 積雪のため県道12号線が通行止め',
        '<@&123456789012345678>',
      ].join('\n'),
    )
  })

  it('opens with the whole top story: title, lead, points, picture and credit', () => {
    expect(payload.embeds?.[0]).toEqual({
      color: GOLD,
      title: '1 港はどう変わる？新しい岸壁と航路の話？北の港、貨物が戻る：航路、倉庫、そして人手',
      url: 'https://kiku.example/16',
      description: [
        '北の港に3年ぶりに定期航路が戻った！新しい岸壁は大型船を受け入れ、倉庫も増える。一方で荷役の人手は足りず、地元は募集を急ぐ。',
        '',
        '💡 定期航路が週2便で再開し、年間の貨物は2割増える見込みです。',
        '💡 新しい倉庫が4棟建ち、冷蔵の荷も受けられるようになります。',
        '💡 荷役の人手は約80人足りず、募集と訓練が始まっています。',
      ].join('\n'),
      image: {
        url: 'https://kaiun.example/photo.jpg',
        description: '記事の画像：北の港、貨物が戻る：航路、倉庫、そして人手',
      },
      footer: { text: '海運日報 ほか1社 · 原文の要点 · 画像：海運日報' },
      timestamp: '2025-01-17T20:30:00.000Z',
    })
  })

  it('gives the others a number, a short lead, three points and their source', () => {
    expect(payload.embeds?.[2]).toEqual({
      color: GOLD,
      title: '3 小型衛星の通信、雲の上でも途切れず 大学などが新方式を実証',
      url: 'https://news.example/articles/22',
      description: [
        '県立大学などの研究班は、小型衛星と地上を結ぶ光通信で、雲を避けて中継局を切り替える新しい方式を実証したと発表した。',
        '',
        '💡 3か所の地上局を自動で切り替え、通信できる時間を1.8倍に延ばした。',
        '💡 装置は弁当箱ほどの大きさで、既存の衛星にも載せられる。',
        '💡 研究班は2027年までに実用化をめざす。',
      ].join('\n'),
      footer: { text: '技術の窓 · 抜粋' },
      timestamp: '2025-01-17T20:30:00.000Z',
    })
  })

  it('shows a short item without bullets', () => {
    expect(payload.embeds?.[4]).toMatchObject({
      title: '5 積雪のため県道12号線が通行止め',
      description: '市は来月から中央図書館の開館時間を夜9時まで延ばす。仕事帰りの利用を見込む。',
      footer: { text: '役場だより' },
    })
  })

  it('carries a select for every card and a button to the rest', () => {
    const [select, rest] = payload.components ?? []
    expect(select?.components[0]).toMatchObject({
      custom_id: 'v1:read:s1-abc',
      placeholder: '記事を選ぶ',
      options: [
        {
          label: '1 北の港、貨物が戻る：航路、倉庫、そして人手',
          value: '16',
          description: '航路の再開で何が変わる？',
        },
        { value: '21', description: '対象は平日で、土日はこれまで通り午後6時に閉まる。' },
        { value: '22' },
        { value: '23' },
        { label: '5 積雪のため県道12号線が通行止め', value: '24' },
      ],
    })
    expect(rest?.components[0]).toMatchObject({ custom_id: 'v1:rest:s1-abc', label: 'ほか2本' })
  })

  it('says which article stands in which embed', () => {
    expect(shown).toEqual([16, 21, 22, 23, 24])
    expect(listed).toEqual([90, 91])
    expect(postings[1]).toEqual({ articleId: 21, version: 1, embed: 1 })
  })

  it('is read in three minutes', () => {
    expect([...allText(payload)].length).toBeLessThanOrEqual(1600)
    expect(brokenRules(payload)).toEqual([])
  })
})

describe('an English digest', () => {
  const { payload } = compose({
    locale: 'en',
    zone: 'America/New_York',
    days: 3,
    shown: englishMorning(),
    listed: [article()],
  })

  it('reads as English', () => {
    expect(payload.content?.split('\n').slice(0, 3)).toEqual([
      '📘 Friday, January 17 · evening · 3\u00a0days · 5\u00a0articles · 2\u00a0min',
      '1. City library to stay open until nine',
      '2. Small satellites keep talking through the clouds with a new…',
    ])
    expect(payload.embeds?.[0]?.footer?.text).toBe('Harbor Times · excerpts')
    expect(payload.embeds?.[1]?.description?.split('\n')[0]).toBe(
      'Researchers showed that a small satellite can switch between three ground stations to keep an optical link alive.',
    )
    expect(JSON.stringify(payload.components)).toContain('"label":"1 more"')
  })

  it('is read in three minutes', () => {
    expect(allText(payload).split(/\s+/).length).toBeLessThanOrEqual(550)
    expect(brokenRules(payload)).toEqual([])
  })
})

describe('the first line', () => {
  const firstLine = (values: Partial<DigestContent>) =>
    compose({ shown: [article()], ...values }).payload.content?.split('\n')[0]

  it.each([
    [7, '1月18日(土)の朝'],
    [12, '1月18日(土)の昼'],
    [17, '1月18日(土)の夕方'],
    [21, '1月18日(土)の夜'],
    [2, '1月18日(土)の夜'],
  ])('names the part of the day at %i o’clock', (hour, expected) => {
    const midnight = SLOT - 7.5 * HOUR
    expect(firstLine({ slot: midnight + hour * HOUR })).toBe(`📘 ${expected} · 1本 · 約1分`)
  })

  it('says how many days it covers when they are more than one', () => {
    expect(firstLine({ days: 3 })).toBe('📘 1月18日(土)の朝 · 3日分 · 1本 · 約1分')
  })
})

describe('articles as they come', () => {
  const linesOf = (values: Partial<DigestContent>) =>
    compose({ instant: true, days: 3, ...values }).payload.content?.split('\n') ?? []
  const one = article({ headline: '見出し', feedTitle: '*ロイター* | 速報' })

  it('alone stand under their minute and their source, without a number', () => {
    expect(linesOf({ shown: [one] })).toEqual(['🗞️ 7:30 · \\*ロイター\\*', '見出し'])
    expect(linesOf({ shown: [one], locale: 'en', zone: 'UTC', roleId: '5' })).toEqual([
      '🗞️ 22:30 · \\*ロイター\\*',
      '見出し \\[Japanese\\]',
      '<@&5>',
    ])
  })

  it('that come together are counted, and name neither a day nor a part of it', () => {
    const two = article({ id: 2, headline: '次の見出し' })
    expect(linesOf({ shown: [one, two] })[0]).toBe('🗞️ 7:30 · 2本 · 約1分')
    expect(linesOf({ shown: [one, two], locale: 'en' })[0]).toBe('🗞️ 7:30 · 2 articles · 1 min')
    expect(linesOf({ shown: [one, two] })[2]).toBe('2. 次の見出し')
  })
})

describe('what rings', () => {
  const roleId = '123456789012345678'

  it('is exactly the chosen role', () => {
    const { payload } = compose({ shown: [article()], roleId })
    expect(payload.allowed_mentions).toEqual({ parse: [], roles: [roleId] })
    expect(payload.flags).toBeUndefined()
  })

  it('is nothing when the digest is silent: no role, no sound', () => {
    const { payload } = compose({ shown: [article()], roleId, silent: true })
    expect(payload.allowed_mentions).toEqual({ parse: [] })
    expect(payload.content).not.toContain(roleId)
    expect(payload.flags).toBe(4096)
  })
})

describe('an English article in a Japanese digest', () => {
  it('has the room that its own language needs', () => {
    const [english] = englishMorning()
    const { payload } = compose({ shown: [article(), { ...english!, feedId: 9 }] })
    expect(payload.content).toContain('2. City library to stay open until nine')
    expect(payload.embeds?.[1]?.title).toBe(`2 ${english?.title}〔英語〕`)
    expect(payload.embeds?.[1]?.description?.split('\n')[0]).toBe(english?.lead)
  })
})

describe('a card', () => {
  it('is left out for another rather than with cut points', () => {
    const long = (id: number) =>
      article({ id, keyPoints: points('native', ...['あ', 'い', 'う'].map((x) => x.repeat(700))) })
    const composed = compose({
      shown: [long(1), long(2), long(3), article({ id: 4 })],
      listed: [article({ id: 5 })],
    })
    expect(composed.shown).toEqual([1, 2, 4])
    expect(composed.listed).toEqual([3, 5])
    expect(composed.payload.embeds?.[1]?.description).toContain(`💡 ${'う'.repeat(700)}`)
    expect(composed.payload.embeds?.[2]?.title).toMatch(/^3 /)
    expect(composed.payload.content).toContain('3本')
  })

  it('keeps a link of its own when two articles have one address', () => {
    const url = 'https://news.example/same'
    const urls = embedsOf({
      shown: [1, 2, 3]
        .map((id) => article({ id, url }))
        .concat(article({ id: 4, url: `${url}#a` })),
    }).map((embed) => embed.url)
    expect(new Set(urls).size).toBe(4)
    expect(urls.every((one) => one?.startsWith(url))).toBe(true)
  })

  it.each(['javascript:alert(1)', 'ftp://files.example/a', 'not an address', ''])(
    'has no link for %j',
    (url) => {
      const [embed] = embedsOf({ shown: [article({ url, image: url })] })
      expect(embed?.url).toBeUndefined()
      expect(embed?.image).toBeUndefined()
    },
  )

  it('does not say the title again as its lead', () => {
    const title = '積雪のため県道12号線が通行止め'
    expect(embedsOf({ shown: [article({ title, lead: title })] })[0]?.description).toBeUndefined()
  })

  it('shortens the leads of the lower cards where the message is too long for a glance', () => {
    const points60 = points('extractive', ...['あ', 'い', 'う'].map((x) => x.repeat(75)))
    const shown = [1, 2, 3, 4, 5].map((id) =>
      article({
        id,
        lead: '市は図書館の時間を延ばす計画だ。仕事帰りの人が使えるようにするためで、席も40席増える。費用は年1千万円。',
        keyPoints: points60,
      }),
    )
    const [top, second] = embedsOf({ shown })
    expect(top?.description).toContain('費用は年1千万円。')
    expect(second?.description).not.toContain('費用は年1千万円。')
    expect(second?.description).toContain('う'.repeat(75))
  })
})

describe('the digest format alone', () => {
  it('is shown in full: every point with its question, answer and source', () => {
    const [embed] = embedsOf({ shown: [nativeArticle()], alone: true })
    expect(embed?.title).toBe(
      '港はどう変わる？新しい岸壁と航路の話？北の港、貨物が戻る：航路、倉庫、そして人手',
    )
    expect(embed?.description?.split('\n\n').slice(1)).toEqual([
      [
        '💡 定期航路が週2便で再開し、年間の貨物は2割増える見込みです。',
        'Q. 航路の再開で何が変わる？',
        'A. 輸送の日数が3日縮まる。',
        '出典：[定期航路、3年ぶりに再開](https://kaiun.example/news/1%282%29) · 海運日報 \\| 港と船のニュース · 2025/01/15',
      ].join('\n'),
      [
        '💡 新しい倉庫が4棟建ち、冷蔵の荷も受けられるようになります。',
        'Q. 倉庫はいつ使える？',
        'A. 今年の秋から。',
        '出典：[冷蔵倉庫、秋に完成へ](https://tv.example/a) · 北港テレビ',
      ].join('\n'),
      '💡 荷役の人手は約80人足りず、募集と訓練が始まっています。',
    ])
  })
})

it('composes nothing from nothing', () => {
  expect(composeDigest(content())).toBeNull()
})
