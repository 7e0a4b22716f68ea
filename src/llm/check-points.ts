/**
 * Whether what a model wrote may stand: its numbers, dates, names and links are the source's, its words mostly those of
 * the sentences it rests on. Pure. These rules are seldom wrong when they reject, and miss much: a wrong verb, a lost
 * "not". What guards a reader is the sentence that is shown beside each point.
 */
import { languageOf } from '../article/language-of.ts'
import { isDangling } from '../article/leaning.ts'
import { hasPointLength, isStatement } from '../article/sentence-shape.ts'
import { codePoints } from '../text/truncate.ts'
import { contentWords, shareIn } from './content-words.ts'
import { type DatesOf, datesOf, isKnownDate, westernYears } from './dates.ts'
import { isDense } from './dense.ts'
import { type KnownNames, knownNames, unknownName } from './names.ts'
import {
  type FoundNumber,
  isKnownNumber,
  numbersOf,
  plainFigures,
  statedNumbers,
} from './numbers.ts'
import type { PlainWords } from './plain-words.ts'
import { isTurned } from './turned.ts'

/** Why a text was not taken. */
export type Objection =
  | 'empty'
  | 'link'
  | 'wrong-language'
  | 'length'
  | 'no-statement'
  | 'leans'
  | 'no-evidence'
  | 'number'
  | 'date'
  | 'name'
  | 'turned'
  | 'little-evidence'

/** So much of a text's content words must stand in its evidence. */
export const LEAST_SHARE = 0.6

/** A source, taken apart once for all texts that are held against it. */
export type Source = {
  title: string
  text: string
  numbers: FoundNumber[]
  dates: DatesOf
  names: KnownNames
}

/** Gives the source that an article's title and sentences are. */
export function sourceOf(title: string, sentences: readonly string[]): Source {
  const text = [title, ...sentences].join('\n')
  const found = datesOf(text)
  const dates = { ...found, dates: eachOnce(found.dates) }
  const numbers = eachOnce(sourceNumbers(text, dates))
  return { title, text, numbers, dates, names: knownNames(text) }
}

/** A text that says one thing a thousand times costs no more than one that says it once. */
const eachOnce = <T>(values: readonly T[]): T[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
]

/** Days and months count nothing, years may stand alone elsewhere, and 3/4 may be no date. */
function sourceNumbers(text: string, { dates, rest }: DatesOf): FoundNumber[] {
  const figures = plainFigures(text)
  const fractions = [...figures.matchAll(/(?<!\d)\d{1,9}\/\d{1,9}/g)]
    .map(([pair]) => pair)
    .join(' ')
  const years = [...new Set(dates.map(({ year }) => year))].flatMap((year): FoundNumber[] =>
    year === null ? [] : [{ readings: [String(year)], kind: 'other' }],
  )
  return [
    ...numbersOf(rest),
    ...numbersOf(fractions),
    ...years,
    ...eraYears(figures),
    ...hoursOf(figures),
  ]
}

/** A year of an era that stands alone is the same year of the common one. */
const eraYears = (figures: string): FoundNumber[] =>
  [...figures.matchAll(/(?:令和|平成|昭和)(?:\d{1,2}|元)年/g)].flatMap(([year]) =>
    numbersOf(westernYears(year)),
  )

/** 午後3時 is 15時, and 15:00 is 3 p.m. */
function hoursOf(figures: string): FoundNumber[] {
  const afternoon = [...figures.matchAll(/午後(\d{1,2})|(\d{1,2})(?::\d{2})?\s?p\.?m/g)]
  const late = [...figures.matchAll(/\b(1[3-9]|2[0-3])(?=:\d{2}|時)/g)]
  return [
    ...afternoon.map(([, ja, en]) => Number(ja ?? en) + 12),
    ...late.map(([, hour]) => Number(hour) - 12),
  ].map((hour) => ({ readings: [String(hour)], kind: 'other' }))
}

/** A year may be said once for a whole article. */
const isYear = ({ readings }: FoundNumber) => /^(?:19|20)\d\d$/.test(readings[0] ?? '')

/**
 * Gives the first kind of fact in a text that its source does not have, or null. Dates, years and names may stand anywhere in
 * the source; other numbers stand in `evidence`, where one that belongs to something else is less likely to be met.
 */
export function inventedFact(
  text: string,
  source: Source,
  evidence: Source = source,
): 'number' | 'date' | 'name' | null {
  const { dates, weekdays, rest } = datesOf(text)
  const hasYear = (year: number) =>
    source.numbers.some(({ readings }) => readings.includes(String(year)))
  const hasDate = dates.every((date) => isKnownDate(date, source.dates.dates, hasYear))
  if (!hasDate || weekdays.some((day) => !source.dates.weekdays.includes(day))) return 'date'
  const isKnown = (number: FoundNumber) =>
    isKnownNumber(number, evidence.numbers) ||
    (isYear(number) && isKnownNumber(number, source.numbers))
  if (!statedNumbers(rest).every(isKnown)) return 'number'
  return unknownName(text, source.names) === null ? null : 'name'
}

/** Says whether something that rings or leads away was in a text and not in its source. */
export const hasOwnLink = (removed: readonly string[], source: string): boolean =>
  removed.some((link) => !source.toLowerCase().includes(link.toLowerCase()))

/** Says whether a text is in a language. A short one without any common word is believed. */
export const isInLanguage = (text: string, lang: string): boolean => languageOf(text, lang) === lang

export type Claim = {
  words: PlainWords
  /** The sentences that it rests on. */
  evidence: readonly string[]
  lang: string
}

/** Gives why a key point may not stand, or null where it may. */
export function objectionTo(claim: Claim, source: Source): Objection | null {
  const { text } = claim.words
  const early = objectionToForm(claim, source)
  if (early !== null) return early
  if (!hasPointLength(text, claim.lang)) return 'length'
  if (!isStatement(text)) return 'no-statement'
  return isDangling(text, claim.lang) ? 'leans' : objectionToContent(claim, source)
}

/** Code points of a lead: it may hold two sentences, and be short where the news is. */
const LEAD = { dense: { least: 15, most: 180 }, spelled: { least: 30, most: 360 } } as const

/** Gives why a lead may not stand, or null where it may. */
export function objectionToLead(claim: Claim, source: Source): Objection | null {
  const early = objectionToForm(claim, source)
  if (early !== null) return early
  const { least, most } = isDense(claim.lang) ? LEAD.dense : LEAD.spelled
  const length = codePoints(claim.words.text)
  if (length < least || length > most) return 'length'
  return isDangling(claim.words.text, claim.lang) ? 'leans' : objectionToContent(claim, source)
}

function objectionToForm({ words, lang }: Claim, source: Source): Objection | null {
  if (words.text === '') return 'empty'
  if (hasOwnLink(words.removed, source.text)) return 'link'
  return isInLanguage(words.text, lang) ? null : 'wrong-language'
}

function objectionToContent({ words, evidence }: Claim, source: Source): Objection | null {
  if (evidence.length === 0) return 'no-evidence'
  const invented = inventedFact(words.text, source, sourceOf(source.title, evidence))
  if (invented !== null) return invented
  const held = evidence.join('\n')
  if (isTurned(words.text, held)) return 'turned'
  return shareIn(contentWords(held), words.text) < LEAST_SHARE ? 'little-evidence' : null
}
