/** Where the articles of one story tell different numbers: over the labelled cases, and rule by rule. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KeyPoint } from '../../src/model/article.ts'
import { differencesIn } from '../../src/story/differences.ts'
import type { Teller } from '../../src/story/read-teller.ts'
import { NUMBER_PARTS, numberCases, numbersJudged } from './numbers.ts'

const teller = (lead: string, more: Partial<Teller> = {}): Teller => ({
  title: '',
  lead,
  keyPoints: [],
  body: [],
  flags: [],
  ...more,
})
const said = (...tellers: Teller[]) =>
  differencesIn(tellers).map(({ quantity, said: numbers }) => [
    quantity,
    ...numbers.map(({ value }) => value),
  ])

describe('the labelled cases', () => {
  it('are more than 100, most of which have nothing to say', () => {
    const { cases, negatives } = numbersJudged(NUMBER_PARTS)
    expect(cases).toBeGreaterThan(150)
    expect(negatives).toBeGreaterThan(90)
    expect(numberCases('en-held').length + numberCases('ja-held').length).toBeGreaterThan(30)
  })

  it('are hardly ever said to differ wrongly, in either language, tuned or not', () => {
    expect(numbersJudged(NUMBER_PARTS).precision).toBeGreaterThanOrEqual(0.95)
    for (const part of NUMBER_PARTS) {
      const { precision, recall } = numbersJudged([part])
      expect(precision, part).toBeGreaterThanOrEqual(0.9)
      expect(recall, part).toBeGreaterThanOrEqual(0.6)
    }
  })
})

describe('two articles of one story', () => {
  it.each([
    ['dead', '事故で12人が死亡した。', '事故の死者は14人。', 12, 14],
    ['dead', '事故で十二人が死亡した。', '事故の死者は14人。', 12, 14],
    ['outage', '約1万2000戸が停電した。', '停電は1万9,000戸に及んだ。', 12_000, 19_000],
    ['price', 'A社はB社を20億ドルで買収する。', 'B社の買収額は24億ドル。', 2e9, 2.4e9],
    ['price', 'A buys B for $2bn.', 'A is buying B for $2.4 billion.', 2e9, 2.4e9],
    ['turnout', 'Turnout was 52%.', 'Turnout stood at 58 percent.', 52, 58],
    ['dead', 'At least 12 died.', 'Twenty-two people were killed.', 12, 22],
  ])('differ in %s: %s %s', (quantity, one, other, low, high) => {
    expect(said(teller(one), teller(other))).toEqual([[quantity, low, high]])
    expect(said(teller(other), teller(one))).toEqual([[quantity, high, low]])
  })

  it.each([
    ['about and exact', '約50人が避難した。', '48人が避難した。'],
    ['rounded', 'A buys B for $5bn.', 'A buys B for $4.97bn.'],
    ['more than and exact', 'More than 100 people were killed.', 'Quake kills 112 people.'],
    ['up to and exact', 'Up to 60 people were evacuated.', 'They evacuated 45 people.'],
    ['dead and injured', '12人が死亡した。', '14人が負傷した。'],
    ['injured and badly injured', '14人がけがをした。', '4人が重傷を負った。'],
    ['two currencies', 'A buys B for $400m.', 'A buys B for £315m.'],
    ['two units', 'The fire burned 3,200 acres.', 'The fire burned 1,300 hectares.'],
    ['two towns', '東町で80人が避難した。', '西町で120人が避難した。'],
    ['another year', '12人が死亡した。', '昨年は14人が死亡した。'],
    ['a part', '22人がけがをした。', 'けが人のうち、子ども20人がけがをした。'],
    ['passengers and all', '38人を救助した。', '35人を救助、乗員3人も救助した。'],
    ['with the gunman', 'A gunman killed five.', 'Six people died, the gunman among them.'],
    ['far apart', '3 people were arrested.', '130 people were arrested.'],
  ])('are not said to differ: %s', (_why, one, other) => {
    expect(said(teller(one), teller(other))).toEqual([])
    expect(said(teller(other), teller(one))).toEqual([])
  })

  it('differ in nothing where one of them has both numbers, or another sense of its number', () => {
    const twelve = teller('12 people were killed.')
    expect(
      said(twelve, teller('14 people were killed, two days after 12 bodies were seen.')),
    ).toEqual([])
    const titled = teller('Fourteen children were killed.', { title: '14 killed' })
    expect(said(twelve, titled)).toEqual([])
  })

  it('are not held against what a model wrote', () => {
    const point = (origin: KeyPoint['origin']): KeyPoint[] => [
      { text: '14 people were killed.', origin, evidence: [] },
    ]
    const twelve = teller('12 people were killed.')
    expect(said(twelve, teller('', { keyPoints: point('extractive') }))).toHaveLength(1)
    expect(said(twelve, teller('', { keyPoints: point('llm') }))).toEqual([])
    expect(said(twelve, teller('14 people were killed.', { flags: ['translated'] }))).toEqual([])
  })

  it('differ in two things at most, the gravest first', () => {
    const text = (a: number) =>
      `Police arrested ${a} people. ${a} people were injured. ${a} people were killed. ${a} people were missing.`
    expect(said(teller(text(20)), teller(text(24))).map(([quantity]) => quantity)).toEqual([
      'dead',
      'missing',
    ])
  })

  it('may say anything without harm', () => {
    const odd = fc.array(
      fc.constantFrom(
        '12',
        '人',
        '死亡',
        '⟦0⟧',
        '⟦',
        'killed',
        ' ',
        '万',
        '$',
        ',',
        'M',
        '.',
        '\ud800',
      ),
      { maxLength: 60 },
    )
    fc.assert(
      fc.property(odd, odd, (a, b) => {
        const found = said(teller(a.join('')), teller(b.join(' ')))
        expect(found.length).toBeLessThanOrEqual(2)
      }),
      { seed: 20260118, numRuns: 300 },
    )
  })
})

describe('three articles of one story', () => {
  it('are all named with what they say', () => {
    const found = differencesIn([
      teller('At least 12 people were killed.'),
      teller('14 people were killed.'),
      teller('12 people were killed.'),
      teller('Nobody knows.'),
    ])
    expect(found.map(({ said: numbers }) => numbers)).toEqual([
      [
        { teller: 0, value: 12, bound: 'least' },
        { teller: 1, value: 14, bound: 'exact' },
        { teller: 2, value: 12, bound: 'exact' },
      ],
    ])
  })
})
