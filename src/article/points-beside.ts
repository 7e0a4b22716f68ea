/** The publisher's own points in a box that is no part of the text: an aside, a part of the page that Readability drops. Pure. */
import { languageOf } from './language-of.ts'
import { overlap, wordsOf } from './likeness.ts'
import { type Line, linesWithAsides } from './lines.ts'
import { isEnded } from './marks.ts'
import { type OwnPoints, pointsUnder } from './own-points.ts'
import { type PointHead, pointHeadOf } from './point-heads.ts'

/** A page with more of them is a list of articles. */
const MOST_HEADS = 20
/** A box of another article shares fewer of its words with this one. */
const OF_THIS = 0.35
/** Paragraphs of the article above a heading that says little by itself. */
const ABOVE_WEAK = 2

/** Where an article's text was taken from. */
export type Whole = {
  html: string
  /** For relative links. */
  base: string | undefined
  /** A site's page, which speaks of other articles too; a feed's item speaks of its own. */
  isPage: boolean
}

type About = { lines: readonly Line[]; title: string | null; lang: string | null }

/** Gives points that stand in a page and not in the lines of its article, and those lines without them; null where none do. */
export function pointsBeside(whole: Whole | null, about: About): OwnPoints | null {
  if (whole === null || about.lines.length === 0) return null
  const page = linesWithAsides(whole.html, whole.base)
  const heads = headsIn(page, new Set(about.lines.map(({ text }) => text)))
  for (const { at, head } of heads) {
    const found = pointsUnder(page, at, head)
    if (found === null || (whole.isPage && !isOfThis(found.points, about))) continue
    const said = new Set(found.points)
    return { points: found.points, rest: about.lines.filter(({ text }) => !said.has(text)) }
  }
  return null
}

/** What stands in the text itself was judged there. */
function headsIn(page: readonly Line[], own: ReadonlySet<string>) {
  const places = page.flatMap(({ text }, at) => (own.has(text) && isEnded(text) ? [at] : []))
  const heads = page.flatMap(({ text }, at) => {
    const head = own.has(text) ? null : pointHeadOf(text)
    return head === null ? [] : [{ at, head }]
  })
  return heads.length > MOST_HEADS ? [] : heads.filter(({ at, head }) => isBeside(at, head, places))
}

/** Below its last paragraph a page speaks of other articles. */
function isBeside(at: number, { trust }: PointHead, places: readonly number[]): boolean {
  const above = places.filter((place) => place < at).length
  return trust === 'weak' ? above <= ABOVE_WEAK : places.length === 0 || above < places.length
}

function isOfThis(points: readonly string[], { lines, title, lang }: About): boolean {
  const said = points.join(' ')
  const text = [title ?? '', ...lines.map((line) => line.text)].join(' ')
  const language = languageOf(text, lang)
  return overlap(wordsOf(said, language), wordsOf(text, language)) >= OF_THIS
}
