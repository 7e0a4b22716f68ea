/** What counts as a correction of an article, and what as another way to write or to say the same. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  correctionOf,
  isCorrection,
  isLive,
  LIVE,
  type Version,
} from '../../src/archive/correction.ts'
import { section } from '../digest/articles.ts'

const version = (part: Partial<Version> & { points?: readonly string[] } = {}): Version => {
  const { points = [], ...more } = part
  const keyPoints = points.map((text) => ({ text, origin: 'native' as const, evidence: [] }))
  return { title: '', lead: '', body: [], sections: [], keyPoints, ...more }
}
const lead = (text: string) => version({ title: '市の発表', lead: text })
const titled = (title: string, body: readonly string[] = []) => version({ title, body: [...body] })

describe('a source corrects an article where it gives', () => {
  it.each([
    ['another number in its lead', '死者は12人になった。', '死者は21人になった。'],
    ['another number that holds the old one', 'けが人は5人。', 'けが人は15人。'],
    ['the same numbers the other way round', '3勝5敗で終えた。', '5勝3敗で終えた。'],
    ['another sign', '気温は-5度だった。', '気温は5度だった。'],
    ['another time', '会見は10:30に始まる。', '会見は10:45に始まる。'],
    [
      'another number in a sentence that grew',
      'The fire killed 12 people in Leeds.',
      'The fire killed 14 people in central Leeds, officials said.',
    ],
    ['another name in katakana', '大統領はマドリードを訪れた。', '大統領はバルセロナを訪れた。'],
    ['another given name', '警察は田中太郎容疑者を逮捕した。', '警察は田中次郎容疑者を逮捕した。'],
    ['another place', '地震があったのは青森県だった。', '地震があったのは秋田県だった。'],
    [
      'another spelling of a name',
      'The minister, John Smith, resigned.',
      'The minister, John Smyth, resigned.',
    ],
    ['a denial', 'The board approved the plan.', 'The board has not approved the plan.'],
    ['no denial any more', '市は計画を認めていない。', '市は計画を認めている。'],
  ])('%s', (_what, before, after) => {
    expect(correctionOf(lead(before), lead(after))).toEqual({
      kind: 'changed',
      changes: [{ before, after }],
    })
  })

  it('another number in a point of its own, also where that stands in the text alone by then', () => {
    const before = version({ title: 't', points: ['売上高は1200億円だった。'] })
    const now = '売上高は1300億円だった。'
    const changes = [{ before: '売上高は1200億円だった。', after: now }]
    expect(correctionOf(before, version({ title: 't', points: [now] }))?.changes).toEqual(changes)
    expect(correctionOf(before, version({ title: 't', body: [now] }))?.changes).toEqual(changes)
    const sections = [section({ body: [now] })]
    expect(correctionOf(before, version({ title: 't', sections }))?.changes).toEqual(changes)
  })

  it('a title that says something else', () => {
    expect(isCorrection(titled('Man held over theft'), titled('Woman held over theft'))).toBe(true)
    expect(isCorrection(titled('死者12人に'), titled('死者多数に'))).toBe(true)
    expect(isCorrection(titled('死者多数に'), titled('死者12人に増'))).toBe(true)
  })

  it.each([
    ['市の橋、完成', '市の橋、完成', 'この記事は誤りがあったため取り消しました。'],
    ['市の橋、完成', '【取り消し】市の橋、完成', '橋が完成した。'],
    ['Bridge opens', '[Retracted] Bridge opens', 'The bridge opened.'],
    ['Bridge opens', 'Bridge opens', 'This article has been withdrawn.'],
  ])('word that it takes the article back: %s → %s, %s', (title, now, text) => {
    const before = version({
      title,
      lead: title === '市の橋、完成' ? '橋が完成した。' : 'The bridge opened.',
    })
    const after = version({ title: now, lead: text })
    expect(correctionOf(before, after)?.kind).toBe('withdrawn')
    expect(correctionOf(after, after)).toBeNull()
  })
})

describe('it is no correction where', () => {
  it.each([
    ['a number is written otherwise', '死者は12人になった。', '死者は、十二 人になった｡'],
    ['thousands are parted', 'It cost $1,000 in 2024.', 'It cost $1000 in 2024.'],
    ['something was added', '3人が死亡した。', '3人が死亡し、10人がけがをした。'],
    ['something was left out', 'The bridge, built in 1930, is shut.', 'The bridge is shut.'],
    ['a sentence follows', '橋が完成した。', '橋が完成した。市長が式に出た。'],
    ['it is another text', '橋が完成した。', '雨で試合は中止になり、来週3日に行われる。'],
    [
      'it is said in other words',
      'Police arrested the suspect on Tuesday.',
      'The suspect was arrested by police on Tuesday.',
    ],
    [
      'only how it is read is counted',
      'A tool for cooks. Points: 12 Comments: 30',
      'A tool for cooks. Points: 99 Comments: 131',
    ],
    [
      'only time has passed',
      'Rain fell, it was said 2 hours ago.',
      'Rain fell, it was said 3 hours ago.',
    ],
    [
      'an address has changed',
      'See https://a.example/?id=12 for more.',
      'See https://a.example/?id=13 for more.',
    ],
  ])('%s', (_what, before, after) => {
    expect(correctionOf(lead(before), lead(after))).toBeNull()
  })

  it('a title has a label, or its words in another order', () => {
    expect(isCorrection(titled('首相が辞任へ'), titled('【速報】首相が辞任へ'))).toBe(false)
    expect(isCorrection(titled('UPDATE 1-Bank cuts rate'), titled('UPDATE 2-Bank cuts rate'))).toBe(
      false,
    )
    const [a, b] = ['Iran and Russia deepen ties', 'Russia and Iran deepen ties']
    expect(isCorrection(titled(a), titled(b))).toBe(false)
    expect(isCorrection(titled(a), titled(''))).toBe(false)
  })

  it('a title says what the text said before', () => {
    const body = ['Bank cuts rate by a quarter. Lenders cheer the surprise.']
    expect(
      isCorrection(titled('Bank cuts rate', body), titled('Lenders cheer surprise', body)),
    ).toBe(false)
  })

  it('a sentence only moved, or a government takes something back', () => {
    const [a, b] = ['死者は12人になった。', '死者は昨年21人だった。']
    const before = version({ title: 't', lead: a, body: [a, b] })
    expect(isCorrection(before, version({ title: 't', lead: b, body: [b, a] }))).toBe(false)
    expect(isCorrection(lead('政府は法案を出した。'), lead('政府は法案を撤回しました。'))).toBe(
      false,
    )
  })
})

const SENTENCES = [
  '県は7日、県内の企業120社の調査結果を公表した。',
  'The council will spend £4.5m on 3 bridges by 2031.',
  'サーバーの障害は午前9時半から2時間続き、利用者1,500人に影響した。',
  'Toyota sold 1,024 cars in Spain last week, 12% more than in May.',
  '台風10号は24日、時速35キロで九州に近づく見込みだ。',
]

const wide = (text: string) =>
  text.replaceAll(/[!-~]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0))
const TYPOGRAPHY: readonly ((text: string) => string)[] = [
  wide,
  (text) => text.replaceAll('。', '｡ '),
  (text) => text.replaceAll('、', ','),
  (text) => text.replaceAll(/(?<=\p{Script=Han})(?=[\p{Script=Hiragana}\d])/gu, ' '),
  (text) => text.replaceAll(' ', '\u00a0'),
  (text) => `“${text}”`,
  (text) => text.replace(/\.$/, '…'),
  (text) => text.replaceAll('サーバー', 'サーバ'),
  (text) => text.replaceAll(/(?<=\d),(?=\d{3})/g, ''),
  (text) => text.normalize('NFD'),
  (text) => ` ${text}\n`,
]

const written = fc.record({
  title: fc.constantFrom(...SENTENCES),
  lead: fc.constantFrom(...SENTENCES),
  points: fc.uniqueArray(fc.constantFrom(...SENTENCES), { maxLength: 3 }),
})

describe('whatever an article says', () => {
  it('how it is written is no correction of it', () => {
    fc.assert(
      fc.property(
        written,
        fc.array(fc.constantFrom(...TYPOGRAPHY), { minLength: 1, maxLength: 4 }),
        (said, edits) => {
          const edit = (text: string) => edits.reduce((one, change) => change(one), text)
          const after = {
            title: edit(said.title),
            lead: edit(said.lead),
            points: said.points.map(edit),
          }
          expect(correctionOf(version(said), version(after))).toBeNull()
        },
      ),
    )
  })

  it('another digit is one, wherever on its card', () => {
    const places = fc.constantFrom('title', 'lead', 'points')
    fc.assert(
      fc.property(
        written,
        places,
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        (said, place, at, add) => {
          const change = (text: string) => {
            const digits = [...text.matchAll(/\d/g)]
            const digit = digits[at % digits.length]
            if (digit === undefined) throw new Error('every sentence has a digit')
            const other = String((Number(digit[0]) + add) % 10)
            return text.slice(0, digit.index) + other + text.slice(digit.index + 1)
          }
          fc.pre(place !== 'points' || said.points.length > 0)
          const [first = '', ...others] = said.points
          const after =
            place === 'points'
              ? { ...said, points: [change(first), ...others] }
              : { ...said, [place]: change(said[place as 'title' | 'lead']) }
          fc.pre(place === 'title' || !repeats(said, place === 'lead' ? said.lead : first))
          expect(correctionOf(version(said), version(after))?.kind).toBe('changed')
        },
      ),
    )
  })
})

/** What the card says in two places is not gone where one of them changes. */
const repeats = ({ lead: text, points }: { lead: string; points: string[] }, sentence: string) =>
  [text, ...points].filter((one) => one === sentence).length > 1

describe('an article that changes all the time', () => {
  it.each([
    ['【ライブ】開票速報', true],
    ['開票ライブブログ', true],
    ['開票 速報中', true],
    ['Election night LIVE', true],
    ['Live updates: the vote', true],
    ['ライブ会場で火災', false],
    ['How people live in Leeds', false],
    ['OLIVER wins', false],
  ])('is known by its title: %s', (title, live) => {
    expect(isLive([title], 0)).toBe(live)
  })

  it('is known by its versions, and by the title that it had', () => {
    expect(isLive(['Vote'], LIVE.versions)).toBe(false)
    expect(isLive(['Vote'], LIVE.versions + 1)).toBe(true)
    expect(isLive(['Vote: LIVE', 'Vote'], 0)).toBe(true)
  })
})
