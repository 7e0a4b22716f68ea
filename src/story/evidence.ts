/** What two tellings share and where they differ, in numbers. Pure and symmetric. */
import type { Actions } from './actions.ts'
import { daysApart } from './days.ts'
import type { Marks } from './figures.ts'
import type { Telling } from './telling.ts'
import { coverage, rareShared, sharedWeight, type Words, weightOf } from './words.ts'

/** Numbers that are weighed, each from 0. */
export type Evidence = {
  /** Which part of the one title is found in the other article: the lesser of the two, and the greater. */
  coverMin: number
  coverMax: number
  /** The greater, without names. */
  plainMax: number
  /** Shared names and rare words, as a logarithm. */
  rare: number
  /** Shared amounts. */
  amounts: number
  /** They tell of days that are one, or more, apart. */
  nextDay: number
  otherDay: number
  /** Published a night or more apart. */
  nightBetween: number
  placeShared: number
  placeDiffers: number
  /** Of the telling words of one title those that the other article lacks, for the better side. */
  namesMissed: number
  /** Deeds of the one title that the other article does not know. */
  actionsNew: number
  /** One title tells what came after something, the other does not. */
  after: number
  /** One title tells of markets, of which the other article says nothing. */
  markets: number
  /** How much of what a title speaks of first the other article lacks; that both lack the other's. */
  subjectBoth: number
  clash: number
  /** Each title has a name, or something in quotation marks, that the other article does not know. */
  namesClash: number
  quotesClash: number
  /** By rare words: how alike the texts are, what they share (as a logarithm), how far the one's title is in the other. */
  alike: number
  rareWords: number
  titleInMax: number
  titlesAlike: number
  /** Of the news of both: what part is told by both; that neither tells the other's title. */
  deedsAlike: number
  deedsApart: number
  /** One title tells what somebody says of it. */
  reacts: number
  /** How much of what a title speaks of first the other article lacks, for the worse side. */
  subjectEither: number
}

/** What keeps two texts apart whatever they share. */
export type Apart = {
  /** What is numbered and differs: `ordinal 節`, `version `. */
  marks: string[]
  /** They tell of different stages of an affair. */
  stage: boolean
}

const MONTH = 'period month'
/** Agencies measure a quake a tenth apart, and correct themselves. */
const MAGNITUDE = 'magnitude '
const MEASURED = 0.11
const NIGHT_MS = 16 * 3_600_000
const CLASH = 0.2
const TELLING = 1
/** Of a name in quotation marks this much is enough to know it by. */
const QUOTED = 0.3
const NAME = 2

/** Gives the evidence of two tellings. */
export function evidenceOf(a: Telling, b: Telling): Evidence {
  const coverA = coverage(a.title, b.words)
  const coverB = coverage(b.title, a.words)
  return {
    coverMin: Math.min(coverA, coverB),
    coverMax: Math.max(coverA, coverB),
    plainMax: Math.max(coverage(plainOf(a.title), b.words), coverage(plainOf(b.title), a.words)),
    rare: Math.log1p(rareShared(a.words, b.words)),
    amounts: Math.min(2, overlap(a.figures().amounts, b.figures().amounts)),
    ...daysOf(a, b),
    ...placesOf(a, b),
    namesMissed: Math.min(missed(a.title, b.words), missed(b.title, a.words)),
    ...actionsOf(a, b),
    after: Number(a.isAfter !== b.isAfter),
    ...subjectsOf(a, b),
    namesClash: Number(lacksName(a.title, b.words) && lacksName(b.title, a.words)),
    quotesClash: Number(lacks(a.quoted(), b.words) && lacks(b.quoted(), a.words)),
    ...rarityOf(a, b),
    ...deedsOf(a, b),
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
  if (kind === MAGNITUDE) return !near(inA, inB)
  if (titleA && titleB) return overlap(titleA, titleB) === 0
  // A lead names other months for comparison.
  return kind !== MONTH && overlap(inA, inB) === 0
}

const near = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  [...a].some((one) => [...b].some((other) => Math.abs(Number(one) - Number(other)) < MEASURED))

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

const gapOf = (a: Telling, b: Telling): number =>
  a.publishedAt === null || b.publishedAt === null ? 0 : Math.abs(a.publishedAt - b.publishedAt)

type Times = Pick<Evidence, 'nextDay' | 'otherDay' | 'nightBetween'>

function daysOf(a: Telling, b: Telling): Times {
  const apart = daysApart(a, b)
  return {
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

const newDeeds = (title: Actions, known: Actions): number => title.size - overlap(title, known)

function actionsOf(a: Telling, b: Telling): Pick<Evidence, 'actionsNew' | 'markets'> {
  const inA = newDeeds(a.titleActions(), b.actions())
  const inB = newDeeds(b.titleActions(), a.actions())
  return {
    actionsNew: Math.min(3, Math.max(inA, inB)),
    markets: Number(tellsMarkets(a, b) || tellsMarkets(b, a)),
  }
}

type Rarity = Pick<Evidence, 'alike' | 'rareWords' | 'titleInMax' | 'titlesAlike'>

function rarityOf(a: Telling, b: Telling): Rarity {
  const [inA, inB] = [a.rare(), b.rare()]
  const shared = sharedWeight(inA.words, inB.words)
  const titles = Math.min(weightOf(inA.title), weightOf(inB.title))
  return {
    alike: shared / Math.max(1, Math.sqrt(weightOf(inA.words) * weightOf(inB.words))),
    rareWords: Math.log1p(shared),
    titleInMax: Math.max(coverage(inA.title, b.words), coverage(inB.title, a.words)),
    titlesAlike: sharedWeight(inA.title, inB.title) / Math.max(1, titles),
  }
}

type Deeds = Pick<Evidence, 'deedsAlike' | 'deedsApart' | 'reacts'>

function deedsOf(a: Telling, b: Telling): Deeds {
  const [inA, inB] = [a.deeds(), b.deeds()]
  const [titleA, titleB] = [a.titleActions(), b.titleActions()]
  const both = overlap(inA.front, inB.front)
  const told = titleA.size > 0 && titleB.size > 0
  const apart = told && overlap(titleA, inB.front) === 0 && overlap(titleB, inA.front) === 0
  return {
    deedsAlike: both / Math.max(1, inA.front.size + inB.front.size - both),
    deedsApart: Number(apart),
    reacts: Number(inA.reacts !== inB.reacts),
  }
}

function subjectsOf(
  a: Telling,
  b: Telling,
): Pick<Evidence, 'subjectBoth' | 'clash' | 'subjectEither'> {
  const inB = a.subject().size === 0 ? 1 : coverage(a.subject(), b.words)
  const inA = b.subject().size === 0 ? 1 : coverage(b.subject(), a.words)
  const better = Math.max(inA, inB)
  return {
    subjectBoth: 1 - better,
    clash: Number(better < CLASH),
    subjectEither: 1 - Math.min(inA, inB),
  }
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
