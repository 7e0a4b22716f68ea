/**
 * Where the articles of one story tell the same quantity with different numbers. Pure; says nothing where it is not plain.
 *
 *   texts → mentions of quantities → of each teller the one number that it has for one → those that no rounding explains
 */
import type { Difference, SaidNumber } from '../model/difference.ts'
import { type Mention, rankOf } from './mentions.ts'
import { type Read, readTeller, type Teller } from './read-teller.ts'

/** More are not read: what five say is enough to see that they differ. */
const TELLERS = 5
/** More would push the text itself away. */
const MOST = 2

/** Gives at most two differences between the first five, the weightiest first; `teller` is an index into `tellers`. */
export function differencesIn(tellers: readonly Teller[]): Difference[] {
  const reads = tellers.slice(0, TELLERS).map(readTeller)
  const keys = new Set(reads.flatMap(({ all }) => all.map(keyOf)))
  return [...keys]
    .flatMap((key) => differenceIn(reads, key))
    .sort((a, b) => rankOf(a.quantity) - rankOf(b.quantity))
    .filter((one, index, all) => all.findIndex((o) => o.quantity === one.quantity) === index)
    .slice(0, MOST)
}

const keyOf = ({ quantity, unit, kind }: Pick<Mention, 'quantity' | 'unit' | 'kind'>): string =>
  `${quantity} ${unit} ${kind}`

function differenceIn(reads: readonly Read[], key: string): Difference[] {
  const said = reads.flatMap((one, teller) => {
    const mention = onlyOne(one, key)
    return mention === null ? [] : [{ teller, mention }]
  })
  const [first] = said
  if (first === undefined) return []
  const comparable = said.filter(
    ({ teller, mention }) =>
      teller === first.teller ||
      (isOfOneThing(mention, first.mention, [reads[teller], reads[first.teller]]) &&
        (agree(mention, first.mention) || differ(mention, first.mention))),
  )
  if (!comparable.some(({ mention }) => differ(mention, first.mention))) return []
  const { quantity, unit } = first.mention
  const numbers = comparable.map(({ teller, mention: { value, bound } }) => ({
    teller,
    value,
    bound,
  }))
  return [{ quantity, unit, said: numbers }]
}

/** The number that a teller has for a quantity; null where there is none, or two that do not agree. */
function onlyOne({ head, all }: Read, key: string): Said | null {
  const ofKey = (mentions: readonly Mention[]) => mentions.filter((one) => keyOf(one) === key)
  const prominent = ofKey(head)
  const mentions = prominent.length > 0 ? prominent : ofKey(all)
  const [first] = mentions
  if (first === undefined || mentions.some((one) => !agree(one, first))) return null
  const [sharpest = first] = mentions.toSorted((a, b) => sharpness(b) - sharpness(a))
  return {
    ...sharpest,
    sentencesPlaces: mentions.map(({ places }) => places),
    days: mentions.flatMap(({ days }) => days),
  }
}

type Said = Omit<Mention, 'places'> & {
  /** Of each sentence that says it. */
  sentencesPlaces: readonly (readonly string[])[]
}

const sharpness = ({ value, bound }: SaidNumber): number =>
  digitsOf(value) + (bound === 'exact' ? 10 : 0)

/** Two places, or two days of what is counted by the day, are two things; so is what the other one tells as well. */
function isOfOneThing(
  a: Said,
  b: Said,
  [ofA, ofB]: readonly [Read | undefined, Read | undefined],
): boolean {
  if (ofA === undefined || ofB === undefined || ofA.script !== ofB.script) return false
  if (!placesKnown(a, ofB) || !placesKnown(b, ofA) || onOtherDays(a, b)) return false
  if (a.value === b.value) return true
  if (ofA.values.has(b.value) || ofB.values.has(a.value)) return false
  if (isOneMore(a, b) && (ofA.hasCulprit || ofB.hasCulprit)) return false
  return !explains(a, b) && !explains(b, a)
}

function onOtherDays(a: Said, b: Said): boolean {
  const isByDay = a.quantity === 'attended' && a.days.length > 0 && b.days.length > 0
  return isByDay && !a.days.some((day) => b.days.includes(day))
}

const placesKnown = ({ sentencesPlaces }: Said, { text }: Read): boolean =>
  sentencesPlaces.every(
    (places) =>
      places.length === 0 ||
      places.some((place) => text.toLowerCase().includes(place.toLowerCase())),
  )

/** 38 are 35 passengers and 3 of the crew. */
const explains = (a: Said, b: Said): boolean => a.beside.includes(Math.abs(a.value - b.value))

/** Some count the gunman or the driver, others do not. */
const isOneMore = (a: Said, b: Said): boolean =>
  a.unit === 'people' && Math.abs(a.value - b.value) === 1

type Counted = SaidNumber & Pick<Mention, 'quantity'>

/** Up to here a count is told as it is, not rounded. */
const EXACT_BELOW = 30
const NEAR = 0.1
/** What is told as about so much may be off by this. */
const ABOUT = 0.15
/** Larger numbers that differ by less tell the same to a reader. */
const HARDLY = 0.02
const LARGE = 1_000
/** Numbers further apart are not of one thing. */
const FAR = 4
/** Agencies differ by less on one earthquake. */
const OTHER_QUAKE = 0.51

function differ(a: Counted, b: Counted): boolean {
  const [low, high] = [Math.min(a.value, b.value), Math.max(a.value, b.value)]
  const isFar = a.quantity === 'magnitude' ? high - low > OTHER_QUAKE : high > FAR * low
  return !agree(a, b) && !isFar
}

/** Tells whether two numbers can be one: equal, rounded, or one within the bounds of the other. */
function agree(a: SaidNumber, b: SaidNumber): boolean {
  if (a.value === b.value || within(a, b) || within(b, a)) return true
  const apart = Math.abs(a.value - b.value) / Math.max(a.value, b.value)
  if (a.bound === 'about' || b.bound === 'about') return apart <= ABOUT
  if (apart <= HARDLY && Math.max(a.value, b.value) >= LARGE) return true
  return apart <= NEAR && (rounds(a.value, b.value) || rounds(b.value, a.value))
}

/** `at least 100` says nothing against 112, but `at least 12` was a count. */
function within(bound: SaidNumber, { value }: SaidNumber): boolean {
  if (bound.bound === 'most') return value <= bound.value
  return bound.bound === 'least' && isRound(bound.value) && value >= bound.value
}

function isRound(value: number): boolean {
  const digits = digitsOf(value)
  return (digits === 1 && value >= 10) || (digits <= 2 && value >= 100)
}

/** Tells whether the coarse number is the fine one, rounded. */
function rounds(coarse: number, fine: number): boolean {
  const isCount = Number.isInteger(coarse) && Number.isInteger(fine)
  if (isCount && Math.max(coarse, fine) < EXACT_BELOW) return false
  const digits = digitsOf(coarse)
  return digits < digitsOf(fine) && Number(fine.toPrecision(digits)) === coarse
}

/** Significant digits: 1 of 5,000, 2 of 4.9. */
const digitsOf = (value: number): number =>
  String(value).replace('.', '').replace(/^0+/, '').replace(/0+$/, '').length
