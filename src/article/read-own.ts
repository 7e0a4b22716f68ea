/** An article that brings its own points: theirs first, copied, completed from its sentences where they are few. */
import type { ArticleText, KeyPoint } from '../model/article.ts'
import { cleanText } from '../text/clean.ts'
import { htmlToText } from '../text/html.ts'
import { sentences } from '../text/sentences.ts'
import { readExtractive } from './extractive.ts'
import { languageOf } from './language-of.ts'
import type { Line } from './lines.ts'
import { withoutMark } from './list-lines.ts'
import { type OwnPoints, ownPoints } from './own-points.ts'
import { isTelling } from './point-shape.ts'
import { pointsBeside, type Whole } from './points-beside.ts'

export const KEY_POINTS = 3

type About = { title: string | null; lang: string | null }

/** What an article may bring beside its text. */
type Beside = {
  /** For a box that is left out of its text. */
  whole: Whole | null
  abstract: string | null
}

/** Gives the article with its publisher's own points, from its text, a box beside it or its abstract; null where it has none. */
export function readOwn(
  lines: readonly Line[],
  { abstract, whole, ...about }: About & Beside,
): ArticleText | null {
  const own =
    ownPoints(lines) ??
    pointsBeside(whole, { lines, ...about }) ??
    pointsOfAbstract(lines, abstract)
  return own === null ? null : withOwnPoints(own, about)
}

/** Gives an article of points that are its publisher's, the first three of them, and of what it says beside them. */
export function withOwnPoints({ points, rest }: OwnPoints, about: About): ArticleText {
  const own = points.slice(0, KEY_POINTS)
  const read = readExtractive(rest, { ...about, given: own })
  const keyPoints = [
    ...own.map((text): KeyPoint => ({ text, origin: 'native', evidence: [] })),
    ...read.keyPoints,
  ]
  return {
    ...read,
    keyPoints,
    lang: languageOf([read.title, read.lead, ...own].join(' '), about.lang),
    // What a card has no room for is found and read all the same.
    body: [...read.body, ...points.slice(KEY_POINTS)],
    flags: keyPoints.length < KEY_POINTS ? ['fewer-points'] : [],
  }
}

/** An abstract that is the article's beginning once more is none. */
function pointsOfAbstract(lines: readonly Line[], abstract: string | null): OwnPoints | null {
  if (abstract === null) return null
  const plain = cleanText(/[<&]/.test(abstract) ? htmlToText(abstract) : abstract)
  const whole = lines.map(({ text }) => text).join('\n')
  const points = sentences(plain)
    .map(withoutMark)
    .filter((text) => isTelling(text) && !text.endsWith('…') && !whole.includes(text))
  return points.length === 0 ? null : { points, rest: [...lines] }
}
