/** Whether two articles tell one story: over the labelled pairs, and rule by rule. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compare } from '../../src/story/compare.ts'
import { type Told, tellingOf } from '../../src/story/telling.ts'
import { judged } from '../bench/stories.ts'
import { BLIND, PARTS, PLAIN, pairsOf, tellingOfSample } from './pairs.ts'

const AT = Date.parse('2026-02-10T03:00:00Z')

const verdict = (a: Partial<Told>, b: Partial<Told>) => {
  const whole = (told: Partial<Told>): Told => ({ title: '', lead: '', publishedAt: AT, ...told })
  return compare(tellingOf(whole(a)), tellingOf(whole(b)))
}

describe('the labelled pairs', () => {
  it('are more than 300, most of them two stories', () => {
    const pairs = PARTS.flatMap(pairsOf)
    expect(pairs.length).toBeGreaterThan(600)
    expect(pairs.filter(({ same }) => !same).length / pairs.length).toBeGreaterThan(0.6)
  })

  it('are hardly ever merged wrongly, and mostly found, however little they share', () => {
    const all = judged(PARTS)
    expect(all.precision).toBeGreaterThanOrEqual(0.95)
    expect(all.recall).toBeGreaterThanOrEqual(0.7)
  })

  it('are judged as well where nothing was fitted', () => {
    const plain = judged(PLAIN)
    expect(plain.precision).toBeGreaterThanOrEqual(0.95)
    expect(plain.recall).toBeGreaterThanOrEqual(0.75)
    expect(judged([...PLAIN, ...BLIND]).precision).toBeGreaterThanOrEqual(0.95)
  })

  it('are hardly ever merged wrongly where their dates are not known', () => {
    expect(judged(PARTS, { dated: false }).precision).toBeGreaterThanOrEqual(0.95)
    const japanese = PARTS.filter((part) => part.startsWith('ja'))
    expect(judged(japanese, { dated: false }).recall).toBeGreaterThanOrEqual(0.4)
  })
})

describe('two articles', () => {
  const quake = {
    title: '石川県で震度5弱の地震、津波の心配なし',
    lead: '10日午前5時48分ごろ、石川県能登地方を震源とする地震があり、輪島市で震度5弱を観測した。',
  }

  it('tell one story in other words', () => {
    const other = {
      title: '能登で震度5弱　輪島市など強い揺れ',
      lead: '気象庁によると、10日早朝に石川県の能登地方で地震があった。輪島市で震度5弱の揺れを観測し、津波の心配はない。',
    }
    expect(verdict(quake, other).kind).toBe('same')
  })

  it.each([
    ['Federal Reserve', 'Fed'],
    ['the European Medicines Agency', 'EMA'],
    ['Transatlantic Trade Council', 'TTC'],
    ['evacuation', 'evacuated'],
    ['labour organisation', 'labor organization'],
    ['kidnapped schoolgirls', 'abducted pupils'],
    ['Ottawa', 'Canada'],
  ])('share a word where one says %s and the other %s', (one, other) => {
    const words = (text: string) =>
      tellingOf({ title: '', lead: `They saw ${text}`, publishedAt: AT }).words
    const inOne = words(one)
    expect([...words(other).keys()].some((word) => inOne.has(word))).toBe(true)
  })

  it('are not held apart by the months that a lead names beside, nor by a series and its last game', () => {
    const told = (more: string) => ({
      title: 'Inflation in Freedonia slows to 2.8% as Quentor beats Zarda',
      lead: `Freedonia's prices rose 2.8%, Quentor said in Zarda on Tuesday. ${more}`,
    })
    expect(verdict(told('It may cut rates in June.'), told('It was 3% in March.')).kind).toBe(
      'same',
    )
    expect(verdict(told('The series stands 4-1.'), told('It ended 112-104.')).kind).toBe('same')
    expect(verdict(told('It ended 3-1.'), told('It ended 2-2.')).kind).toBe('different')
  })

  it.each([
    ['震度', '震度5弱', '震度4'],
    ['マグニチュード', 'マグニチュード5.1', 'マグニチュード4.3'],
    ['a version', 'Firefox 138.0.1', 'Firefox 138.0.2'],
    ['a round', 'J1第3節', 'J1第4節'],
    ['a score', '広島3―1名古屋', '広島2―2名古屋'],
    ['a quarter', 'Halden second-quarter profit', 'Halden third-quarter profit'],
    ['a typhoon', '台風12号が接近', '台風13号が接近'],
    ['months', '4~6月期決算', '7~9月期決算'],
  ])('stay apart for %s, however alike they are', (_name, one, other) => {
    const told = (mark: string) => ({
      title: `${mark} 北斗電機 Halden Motors の発表`,
      lead: `北斗電機とHalden Motorsは10日、${mark}について発表した。詳細は明らかにしていない。`,
    })
    expect(verdict(told(one), told(other)).kind).toBe('different')
    expect(verdict(told(one), told(one)).kind).toBe('same')
  })

  it('tell one story in short texts that are nearly alike', () => {
    const night = {
      title: 'Wexcombe turns off its street lamps for moth night',
      lead: 'Wexcombe switched off its street lamps for its first moth night, and 1,900 people took part.',
    }
    const other = {
      title: 'Moth night: Wexcombe counts moths by switched-off street lamps',
      lead: 'At moth night in Wexcombe, 2,300 people took part and counted 212 species on white…',
    }
    expect(verdict(night, other).kind).toBe('same')
    const later = { ...other, publishedAt: AT + 20 * 3_600_000 }
    expect(verdict(night, later).kind).not.toBe('same')
  })

  it('are not compared across languages', () => {
    const english = { title: 'Earthquake in Ishikawa', lead: 'A quake shook Ishikawa on Tuesday.' }
    expect(verdict(quake, english).kind).toBe('different')
  })

  it('are two stories after two days, and have nothing to do with each other after a week', () => {
    const day = 24 * 3_600_000
    expect(verdict(quake, { ...quake, publishedAt: AT + 3 * day }).kind).toBe('follow-up')
    expect(verdict(quake, { ...quake, publishedAt: AT + 8 * day }).kind).toBe('different')
  })

  it('may be empty, long or odd without harm', () => {
    expect(verdict({}, {}).kind).toBe('different')
    const long = { title: 'あ'.repeat(5_000), lead: `${'1-2 '.repeat(5_000)}\ud800` }
    expect(() => verdict(long, long)).not.toThrow()
  })

  it('are judged the same whichever comes first', () => {
    const samples = PARTS.flatMap(pairsOf)
    fc.assert(
      fc.property(fc.constantFrom(...samples), ({ a, b }) => {
        const [one, other] = [tellingOfSample(a), tellingOfSample(b)]
        const there = compare(one, other)
        const back = compare(other, one)
        expect(back.kind).toBe(there.kind)
        if (Number.isFinite(there.score)) expect(back.score).toBeCloseTo(there.score)
      }),
      { seed: 20260118, numRuns: 150 },
    )
  })
})
