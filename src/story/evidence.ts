/** What two tellings share and where they differ, in numbers. Pure and symmetric. */
import { isOpposite } from './actions.ts'
import { daysApart } from './days.ts'
import type { Marks } from './figures.ts'
import type { Telling } from './telling.ts'
import { coverage, rareShared, type Words } from './words.ts'

/** Numbers that are weighed, each from 0. */
export type Evidence = {
  /** Which part of the one title is found in the other article: the lesser of the two, and the greater. */
  coverMin: number
  coverMax: number
  /** The greater, without names. */
  plainMax: number
  /** Shared names and rare words, as a logarithm. */
  rare: number
  /** Shared numbers that are too small for amounts. */
  counts: number
  amounts: number
  amountsDiffer: number
  sameDay: number
  nextDay: number
  otherDay: number
  /** Published a night or more apart. */
  nightBetween: number
  placeShared: number
  placeDiffers: number
  /** Of the telling words of one title those that the other article lacks, for the better side. */
  namesMissed: number
  /** Of the deeds in both titles those that the other article knows; deeds that it does not know. */
  actionsKnown: number
  actionsNew: number
  /** One title tells what came after something, the other does not. */
  after: number
  /** One title tells of markets, of which the other article says nothing. */
  markets: number
  opposite: number
  /** How much of what a title speaks of first the other article lacks; that both lack the other's. */
  subjectBoth: number
  clash: number
  /** Each title has a name, or something in quotation marks, that the other article does not know. */
  namesClash: number
  quotesClash: number
}

/** What keeps two texts apart whatever they share. */
export type Apart = {
  /** What is numbered and differs: `ordinal 節`, `version `. */
  marks: string[]
  /** They tell of different stages of an affair. */
  stage: boolean
}

const MONTH = 'period month'
const NIGHT_MS = 16 * 3_600_000
const CLASH = 0.2
const TELLING = 1
/** Of a name in quotation marks this much is enough to know it by. */
const QUOTED = 0.3
const NAME = 2
/** What no stage, deed or day is said of. */
const UNKNOWN = 0.5

/** Gives the evidence of two tellings. */
export function evidenceOf(a: Telling, b: Telling): Evidence {
  const coverA = coverage(a.title, b.words)
  const coverB = coverage(b.title, a.words)
  return {
    coverMin: Math.min(coverA, coverB),
    coverMax: Math.max(coverA, coverB),
    plainMax: Math.max(coverage(plainOf(a.title), b.words), coverage(plainOf(b.title), a.words)),
    rare: Math.log1p(rareShared(a.words, b.words)),
    counts: Math.min(2, overlap(a.figures().counts, b.figures().counts)),
    ...amountsOf(a, b),
    ...daysOf(a, b),
    ...placesOf(a, b),
    namesMissed: Math.min(missed(a.title, b.words), missed(b.title, a.words)),
    ...actionsOf(a, b),
    after: Number(a.isAfter !== b.isAfter),
    ...subjectsOf(a, b),
    namesClash: Number(lacksName(a.title, b.words) && lacksName(b.title, a.words)),
    quotesClash: Number(lacks(a.quoted(), b.words) && lacks(b.quoted(), a.words)),
  }
}

/** Gives what keeps two tellings apart. */
export function apartBy(a: Telling, b: Telling): Apart {
  const marks: string[] = []
  for (const [kind, inA] of a.figures().marks) {
    const inB = b.figures().marks.get(kind)
    if (inB && differs(kind, { inA, inB, a: a.titleFigures().marks, b: b.titleFigures().marks }))
      marks.push(kind)
  }
  return { marks, stage: stageDiffers(a, b) }
}

/** A title's own number counts more than those of the background. */
function differs(
  kind: string,
  { inA, inB, a, b }: { inA: ReadonlySet<string>; inB: ReadonlySet<string>; a: Marks; b: Marks },
): boolean {
  const [titleA, titleB] = [a.get(kind), b.get(kind)]
  if (titleA && titleB) return overlap(titleA, titleB) === 0
  // A lead names other months for comparison.
  return kind !== MONTH && overlap(inA, inB) === 0
}

function overlap<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  let count = 0
  for (const one of a) if (b.has(one)) count += 1
  return count
}

const plainOf = (title: Words): Words => new Map([...title].filter(([, weight]) => weight < NAME))

function missed(title: Words, words: Words): number {
  let whole = 0
  let lacking = 0
  for (const [word, weight] of title) {
    if (weight < TELLING) continue
    whole += weight
    if (!words.has(word)) lacking += weight
  }
  return whole === 0 ? 0 : lacking / whole
}

function amountsOf(a: Telling, b: Telling): Pick<Evidence, 'amounts' | 'amountsDiffer'> {
  let differing = 0
  for (const [unit, values] of a.figures().byUnit) {
    const others = b.figures().byUnit.get(unit)
    if (others && overlap(values, others) === 0) differing += 1
  }
  return {
    amounts: Math.min(2, overlap(a.figures().amounts, b.figures().amounts)),
    amountsDiffer: Math.min(2, differing),
  }
}

const gapOf = (a: Telling, b: Telling): number =>
  a.publishedAt === null || b.publishedAt === null ? 0 : Math.abs(a.publishedAt - b.publishedAt)

type Times = Pick<Evidence, 'sameDay' | 'nextDay' | 'otherDay' | 'nightBetween'>

function daysOf(a: Telling, b: Telling): Times {
  const apart = daysApart(a, b)
  return {
    sameDay: Number(apart === 0),
    nextDay: Number(apart === 1),
    otherDay: Number(apart !== null && apart > 1),
    nightBetween: Number(gapOf(a, b) > NIGHT_MS),
  }
}

function placesOf(a: Telling, b: Telling): Pick<Evidence, 'placeShared' | 'placeDiffers'> {
  let placeShared = 0
  let placeDiffers = 0
  for (const [kind, names] of a.places()) {
    const others = b.places().get(kind)
    if (!others) continue
    if (alike(names, others)) placeShared += 1
    else placeDiffers += 1
  }
  return { placeShared: Math.min(2, placeShared), placeDiffers: Math.min(2, placeDiffers) }
}

/** 三鷹 and JR三鷹, 能登 and 能登半島 are one place. */
const alike = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  [...a].some((one) => [...b].some((other) => one.endsWith(other) || other.endsWith(one)))

const tellsMarkets = (a: Telling, b: Telling): boolean =>
  a.titleActions().has('shares') && !b.actions().has('shares')

type Deeds = Pick<Evidence, 'actionsKnown' | 'actionsNew' | 'markets' | 'opposite'>

function actionsOf(a: Telling, b: Telling): Deeds {
  const known = overlap(a.titleActions(), b.actions()) + overlap(b.titleActions(), a.actions())
  const all = a.titleActions().size + b.titleActions().size
  const fresh = Math.max(
    a.titleActions().size - overlap(a.titleActions(), b.actions()),
    b.titleActions().size - overlap(b.titleActions(), a.actions()),
  )
  return {
    actionsKnown: all === 0 ? UNKNOWN : known / all,
    actionsNew: Math.min(3, fresh),
    markets: Number(tellsMarkets(a, b) || tellsMarkets(b, a)),
    opposite: Number(isOpposite(a.titleActions(), b.titleActions())),
  }
}

function subjectsOf(a: Telling, b: Telling): Pick<Evidence, 'subjectBoth' | 'clash'> {
  const inB = a.subject().size === 0 ? 1 : coverage(a.subject(), b.words)
  const inA = b.subject().size === 0 ? 1 : coverage(b.subject(), a.words)
  const better = Math.max(inA, inB)
  return { subjectBoth: 1 - better, clash: Number(better < CLASH) }
}

const lacksName = (title: Words, words: Words): boolean =>
  [...title].some(([word, weight]) => weight >= NAME && !words.has(word))

const lacks = (names: Words, words: Words): boolean =>
  names.size > 0 && coverage(names, words) < QUOTED

function stageDiffers(a: Telling, b: Telling): boolean {
  for (const [line, stages] of a.titleStages()) {
    const others = b.titleStages().get(line)
    if (others && overlap(stages, others) === 0) return true
  }
  return false
}
