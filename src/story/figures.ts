/** What of a text's numbers tells one event from another: which number, edition, version, magnitude, score, period. Pure. */

/** Kinds of figures that name the event itself: where two texts have different ones, they tell of two events. */
export type MarkKind = 'magnitude' | 'intensity' | 'ordinal' | 'version' | 'score' | 'period'

/** By what is numbered (`ordinal 節`, `version`), each number in one spelling. */
export type Marks = ReadonlyMap<string, ReadonlySet<string>>

export type Figures = {
  /** By kind, each mark in one spelling. */
  marks: Marks
  /** Amounts with what they count (`46人`, `8400000000$`), for agreement. */
  amounts: ReadonlySet<string>
  /** By what is counted (`人死`, `人`, `円`): the amounts. */
  byUnit: ReadonlyMap<string, ReadonlySet<number>>
}

const NUMBER_WORDS: Record<string, string> = {
  first: '1',
  second: '2',
  third: '3',
  fourth: '4',
  fifth: '5',
  sixth: '6',
  seventh: '7',
  eighth: '8',
  ninth: '9',
  tenth: '10',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
}
const numbered = (text: string) => NUMBER_WORDS[text.toLowerCase()] ?? String(Number(text))

const MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const monthNumber = (name: string) =>
  'janfebmaraprmayjunjulaugsepoctnovdec'.indexOf(name.slice(0, 3).toLowerCase()) / 3 + 1

type Rule = {
  kind: MarkKind
  pattern: RegExp
  /** What is numbered, and its number. */
  name: (match: RegExpMatchArray) => readonly [string, string] | null
}

const RULES: readonly Rule[] = [
  {
    kind: 'magnitude',
    pattern: /(?:マグニチュード(?:\(M\))?は?|\bM)\s*(\d(?:\.\d)?)(?!\d)/gu,
    name: (m) => ['', m[1] ?? ''],
  },
  {
    kind: 'magnitude',
    pattern: /\bmagnitude[- ](?:of )?(\d\.\d)/giu,
    name: (m) => ['', m[1] ?? ''],
  },
  { kind: 'magnitude', pattern: /\b(\d\.\d)[- ]magnitude\b/giu, name: (m) => ['', m[1] ?? ''] },
  { kind: 'intensity', pattern: /震度\s*(\d)\s*([弱強]?)/gu, name: (m) => ['', `${m[1]}${m[2]}`] },
  {
    kind: 'ordinal',
    pattern:
      /第\s*(\d+)\s*(節|回|戦|話|版|号|期|巻|部|章|四半期|ラウンド|試合|工場|原発|弾|局|審|位|ステージ)/gu,
    name: (m) => [m[2] ?? '', String(Number(m[1]))],
  },
  {
    kind: 'ordinal',
    pattern: /(台風|台湾号)\s*(\d+)\s*号/gu,
    name: (m) => [m[1] ?? '', String(Number(m[2]))],
  },
  {
    kind: 'ordinal',
    pattern: /(\d+)\s*(号線|回戦|号店|区補選|日目)/gu,
    name: (m) => [m[2] ?? '', String(Number(m[1]))],
  },
  {
    kind: 'ordinal',
    pattern: /([ァ-ヶー]{2,}|\p{Script=Han}{2,})」?\s*(\d+)\s*号機/gu,
    name: (m) => [m[1] ?? '', String(Number(m[2]))],
  },
  {
    kind: 'ordinal',
    pattern:
      /\b(\d+)(?:st|nd|rd|th)\s+(edition|annual|round|stage|session|summit|game|test|season|episode|anniversary|grammy|oscar|academy)/giu,
    name: (m) => [m[2]?.toLowerCase() ?? '', String(Number(m[1]))],
  },
  {
    kind: 'ordinal',
    pattern:
      /\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)[- ](stage|round|test|leg|edition)\b/giu,
    name: (m) => [m[2]?.toLowerCase() ?? '', numbered(m[1] ?? '')],
  },
  {
    kind: 'ordinal',
    pattern:
      /\b(stage|round|game|test|leg|week|matchday|day|part|episode|chapter|volume|no\.)\s+(\d+|one|two|three|four|five|six)\b/giu,
    name: (m) => [m[1]?.toLowerCase() ?? '', numbered(m[2] ?? '')],
  },
  {
    kind: 'version',
    pattern: /(?<![\d.])v?(\d+\.\d+\.\d+(?:\.\d+)*)(?![\d.]*\d)/giu,
    name: (m) => ['', m[1] ?? ''],
  },
  {
    kind: 'version',
    pattern:
      /(?<=\b(?!Magnitude)[A-Z][\p{L}.]+ )v?(\d+\.\d+)(?=\s|,|$|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana})(?!\s*(?:%|percent|million|billion|trillion|points|万|億))/gu,
    name: (m) => ['', m[1] ?? ''],
  },
  {
    kind: 'score',
    pattern:
      /(?<![\d.\-/:年月])(\d{1,3})\s*[-–—―−ー対]\s*(\d{1,3})(?![\d\-/年月日時歳人位個点回分度％%期号]|\.\d|\s*(?:year|day|month|week|hour|inch|mile|month|時|分))/gu,
    name: (m) => scoreOf(m[1], m[2]),
  },
  {
    kind: 'period',
    pattern: /(\d{1,2})\s*[~〜～\-–]\s*(\d{1,2})\s*月期/gu,
    name: (m) => ['months', `${Number(m[1])}-${Number(m[2])}`],
  },
  {
    kind: 'period',
    pattern: /(?<![\d~〜～\-–])(\d{1,2})月期/gu,
    name: (m) => ['fiscal', String(Number(m[1]))],
  },
  {
    kind: 'period',
    pattern: /(?<![\d~〜～\-–])(\d{1,2})月(?=の|分)(?!\s*\d)/gu,
    name: (m) => ['month', String(Number(m[1]))],
  },
  {
    kind: 'period',
    pattern: new RegExp(`\\b(?:in|for|during|since|of)\\s+(${MONTHS})\\b(?!\\s+\\d)`, 'giu'),
    name: (m) => ['month', String(monthNumber(m[1] ?? ''))],
  },
  {
    kind: 'period',
    pattern: /\b(first|second|third|fourth)[- ]quarter\b/giu,
    name: (m) => ['quarter', numbered(m[1] ?? '')],
  },
  { kind: 'period', pattern: /\bQ([1-4])\b/gu, name: (m) => ['quarter', m[1] ?? ''] },
]

const POINTS = 20

function scoreOf(a = '', b = ''): readonly [string, string] | null {
  const [low, high] = [Number(a), Number(b)].sort((x, y) => x - y)
  if (low === undefined || high === undefined || high > 200) return null
  // A series stands 4-1 where its last game was 112-104.
  return [high < POINTS ? '' : 'points', `${low}-${high}`]
}

/** Gives the marks of a text (in NFKC). */
export function marksOf(text: string): Marks {
  const marks = new Map<string, Set<string>>()
  for (const { kind, pattern, name } of RULES) {
    for (const match of text.matchAll(pattern)) {
      const [what, number] = name(match) ?? []
      if (number === undefined) continue
      const key = `${kind} ${what}`
      const known = marks.get(key) ?? new Set()
      known.add(number)
      marks.set(key, known)
    }
  }
  return marks
}

/** What a number is multiplied by where one of these stands behind it. */
export const POWERS: Record<string, number> = {
  千: 1e3,
  万: 1e4,
  億: 1e8,
  兆: 1e12,
  million: 1e6,
  m: 1e6,
  billion: 1e9,
  bn: 1e9,
  trillion: 1e12,
  tn: 1e12,
  thousand: 1e3,
}
const JA_AMOUNT =
  /(\d[\d,]*(?:\.\d+)?)((?:[兆億万千]\d[\d,]*(?:\.\d+)?)*)([兆億万千]{0,2})\s*(人|世帯|戸|棟|円|ドル|ユーロ|%|キロ|メートル|トン|店|台|件|品目|社|本|頭|歳|票|便|隻|カ所|か所|ポイント|倍)/gu
const EN_AMOUNT =
  /([$€£¥]|\bC\$|\bA\$)?(\d[\d,]*(?:\.\d+)?)\s?(million|billion|trillion|thousand|bn|m|tn)?\b\s*(%|percent|per cent)?(?:[\s-]([a-z]{3,}))?/giu

/** Gives the number that digits with commas say. */
export const bareNumber = (text: string): number => Number(text.replaceAll(',', ''))

/** Gives what 3億2000万 says, from its first digits, the pairs of power and digits behind them, and the last powers. */
export function jaValue(head: string, middle: string, last: string): number {
  let value = 0
  let current = bareNumber(head)
  for (const [, power = '', digits = ''] of middle.matchAll(/([兆億万千])(\d[\d,]*(?:\.\d+)?)/gu)) {
    value += current * (POWERS[power] ?? 1)
    current = bareNumber(digits)
  }
  for (const power of last) current *= POWERS[power] ?? 1
  return value + current
}

type Amount = { unit: string; value: number }

/** Gives the amounts of a text (in NFKC) by what they count. */
export function amountsOf(text: string): Amount[] {
  return /[\p{Script=Hiragana}\p{Script=Han}]/u.test(text) ? jaAmounts(text) : enAmounts(text)
}

const jaAmounts = (text: string): Amount[] =>
  [...text.matchAll(JA_AMOUNT)].map(([, head = '', middle = '', last = '', unit = '']) => ({
    unit: unit === '戸' ? '世帯' : unit,
    value: jaValue(head, middle, last),
  }))

const enAmounts = (text: string): Amount[] =>
  [...text.matchAll(EN_AMOUNT)]
    .map(([, money = '', digits = '', power = '', percent = '', noun = '']) => ({
      unit: enUnit({ money, percent, noun }),
      value: bareNumber(digits) * (POWERS[power.toLowerCase()] ?? 1),
    }))
    .filter(({ unit, value }) => unit !== '' || value >= 100)

function enUnit({
  money,
  percent,
  noun,
}: {
  money: string
  percent: string
  noun: string
}): string {
  if (money !== '') return '$'
  return percent === '' ? noun.toLowerCase().replace(/s$/u, '') : '%'
}

/** Gives what a text's numbers say; the text in NFKC. */
export function figuresOf(text: string): Figures {
  const byUnit = new Map<string, Set<number>>()
  const amounts = new Set<string>()
  for (const { unit, value } of amountsOf(text)) {
    if (!Number.isFinite(value)) continue
    const known = byUnit.get(unit) ?? new Set()
    known.add(value)
    byUnit.set(unit, known)
    // Small counts are shared by chance.
    if (value >= 11 || !Number.isInteger(value)) amounts.add(String(value))
  }
  return { marks: marksOf(text), amounts, byUnit }
}
