/**
 * Which quantities a text tells, as far as it is plain what they are of. Pure.
 *
 *   sentence → clauses, their numbers taken out → what stands around each
 */
import {
  QUANTITIES,
  type Quantity,
  type QuantityUnit,
  type SaidNumber,
} from '../model/difference.ts'
import { countedIn } from './counted.ts'
import { daysOf } from './days.ts'
import { markedNumbers, type Numeral } from './numbers.ts'
import { OTHER_TIME, PART, SCOPE } from './other-counts.ts'

export type Mention = SaidNumber & {
  quantity: Quantity
  unit: QuantityUnit
  /** Who or what is counted, beyond the unit, and where: only mentions of one kind are of one thing. */
  kind: string
  /** Places that its sentence names; each in all its spellings here. */
  places: readonly string[]
  /** Days that its sentence names. */
  days: readonly string[]
  /** Other numbers in its sentence. */
  beside: readonly number[]
}

type Script = 'ja' | 'other'

const CLAUSES = { ja: /[、,;。]|\s{1,}(?!⟦)/u, other: /,\s|[;:()—–]|\s-\s|\.\s/u }

const JA_PLACE = /(?:[\p{Script=Han}ァ-ヶー]{1,6}?[都府県市区町村島]|北海道)(?=で|の|内|に|沖|か)/gu
const EN_PLACE =
  /\b(?:in|across|near|off|at|of) (?:the )?((?:[A-Z][\p{L}'’-]+)(?: [A-Z][\p{L}'’-]+)*)/gu
const NO_PLACE =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)$/

/** Persons that are a part of all: told of them, a number is another one. */
const JA_WHO =
  /(子ども|子供|児童|生徒|園児|小学生|小中学生|中学生|高校生|大学生|女性|男性|警察官|消防士|消防団員|兵士|隊員|外国人|日本人|従業員|乗組員|(?<!乗客)乗員|(?<!乗員)乗客|妊婦|高齢者|職員|市民|民間人|観光客|生後\S{0,6})(?=⟦(\d+)⟧)/gu
const GENERIC =
  /^(?:people|persons?|victims?|others|workers?|miners?|protesters?|demonstrators?|activists?|marchers?|residents?|villagers?|hikers?|climbers?|spectators?|visitors?|fans|in|on|at|as|and|when|after|near|from|off|who|by|during|with|to|of|the|for|across|over|early|late|jobs?|lives)?$/

const UNITS: Record<string, QuantityUnit> = {
  人: 'people',
  名: 'people',
  戸: 'homes',
  世帯: 'homes',
  軒: 'homes',
  棟: 'buildings',
  件: 'records',
  人分: 'records',
  '%': 'percent',
  円: 'money JPY',
  ドル: 'money USD',
  ユーロ: 'money EUR',
  ポンド: 'money GBP',
  $: 'money USD',
  US$: 'money USD',
  '€': 'money EUR',
  '£': 'money GBP',
  '¥': 'money JPY',
  ヘクタール: 'hectare',
  平方キロ: 'square-kilometre',
  平方キロメートル: 'square-kilometre',
}
const NOUN_UNITS: readonly [RegExp, QuantityUnit][] = [
  [/^(?:home|house|household|propert|customer)/, 'homes'],
  [/^(?:building|structure)/, 'buildings'],
  [/^(?:patient|user|account|record|member|student)/, 'records'],
  [/^acre/, 'acre'],
  [/^hectare/, 'hectare'],
  [/^square/, 'square-kilometre'],
  [/^people/, 'people'],
]

export type SentenceRead = {
  mentions: readonly Mention[]
  /** Numbers in clauses that are of a part, or yet to come, whatever they count. */
  partial: readonly number[]
  values: readonly number[]
}

const NOTHING: SentenceRead = { mentions: [], partial: [], values: [] }

/** Gives what a sentence (in NFKC) tells. */
export function readSentence(sentence: string, script: Script): SentenceRead {
  const { text, numerals } = markedNumbers(sentence, script)
  if (numerals.length === 0) return NOTHING
  const values = numerals.map(({ value }) => value)
  const clauses = text.split(CLAUSES[script]).filter((clause) => clause.includes('⟦'))
  const isOther = OTHER_TIME[script].test(sentence)
  const [ofParts, plain] = [
    clauses.filter(isPart(script)),
    clauses.filter((c) => !isPart(script)(c)),
  ]
  const places = placesIn(sentence, script)
  const days = daysOf(sentence)
  const scope = [...sentence.matchAll(SCOPE[script])].map(([word]) => word.toLowerCase()).join(' ')
  const mentions = (isOther ? [] : plain).flatMap((clause) =>
    told(clause, numerals, script).map((mention) => ({
      ...mention,
      kind: `${mention.kind} ${scope}`.trim(),
      places,
      days,
      beside: values.filter((value) => value !== mention.value),
    })),
  )
  const elsewhere = isOther ? plain.flatMap((clause) => told(clause, numerals, script)) : []
  const partial = [
    ...ofParts.flatMap((clause) => valuesIn(clause, numerals)),
    ...elsewhere.map(({ value }) => value),
  ]
  return { mentions, partial, values }
}

const isPart =
  (script: Script) =>
  (clause: string): boolean =>
    PART[script].test(clause)

const valuesIn = (clause: string, numerals: readonly Numeral[]): number[] =>
  [...clause.matchAll(/⟦(\d+)⟧/g)].flatMap(([, at]) => numerals[Number(at)]?.value ?? [])

type Told = Omit<Mention, 'places' | 'days' | 'beside'>

function told(clause: string, numerals: readonly Numeral[], script: Script): Told[] {
  const who = new Map([...clause.matchAll(JA_WHO)].map(([, noun = '', at = '']) => [at, noun]))
  return countedIn(script).flatMap(({ quantity, kind, patterns }) =>
    patterns
      .flatMap((pattern) => [...clause.matchAll(pattern)])
      .flatMap(({ 1: at = '', groups }) => {
        const numeral = numerals[Number(at)]
        if (numeral === undefined) return []
        const noun = nounOf(groups?.['noun'] ?? '') || (who.get(at) ?? '')
        const unit = unitOf(numeral, { quantity, noun, script })
        if (unit === null || !suits(unit, kind)) return []
        const { value, bound } = numeral
        return [{ quantity, unit, value, bound, kind: kindOf(noun, { quantity, numeral }) }]
      }),
  )
}

/** The first word of who is counted, in the singular; nothing where it is anybody. */
function nounOf(words: string): string {
  const [first = ''] = words.trim().toLowerCase().split(/[ -]/)
  return GENERIC.test(first) ? '' : first.replace(/s$/, '')
}

/** Jobs and workers are cut alike; homes and households are not one. */
const kindOf = (
  noun: string,
  { quantity, numeral }: { quantity: Quantity; numeral: Numeral },
): string => {
  if (quantity === 'laid-off') return ''
  return /^[人名]$/.test(numeral.unit) ? noun : `${noun}${numeral.unit}`
}

function unitOf(
  { unit, value }: Numeral,
  { quantity, noun, script }: { quantity: Quantity; noun: string; script: Script },
): QuantityUnit | null {
  if (quantity === 'magnitude') return unit === '' && value < 10 ? 'magnitude' : null
  if (unit !== '') return UNITS[unit] ?? null
  if (script === 'ja') return null
  const named = NOUN_UNITS.find(([pattern]) => pattern.test(noun))
  return Number.isInteger(value) || named ? (named?.[1] ?? 'people') : null
}

function suits(unit: QuantityUnit, kind: string): boolean {
  if (kind === 'people') return unit === 'people'
  if (kind === 'money') return unit.startsWith('money')
  if (kind === 'percent') return unit === 'percent'
  if (kind === 'things') return /^(?:homes|buildings|records|people)$/.test(unit)
  return /^(?:magnitude|hectare|acre|square)/.test(unit)
}

function placesIn(sentence: string, script: Script): string[] {
  if (script === 'ja') {
    return [...sentence.matchAll(JA_PLACE)].map(([place]) => place.replace(/^同|^全/, ''))
  }
  return [...sentence.matchAll(EN_PLACE)]
    .map(([, place = '']) => place.replace(/['’]s?$/, ''))
    .filter((place) => !NO_PLACE.test(place.split(' ')[0] ?? ''))
}

/** Gives the rank of a quantity: 0 is told first. */
export const rankOf = (quantity: Quantity): number => QUANTITIES.indexOf(quantity)
