/** The digest format: a page that brings its lead, three key points and cited sections; all copied, never corrected. */
import type { ArticleText, KeyPoint, NextPage } from '../model/article.ts'
import { languageOf } from './language-of.ts'
import type { Line } from './lines.ts'
import {
  afterNext,
  afterPoint,
  isAfterEnd,
  isCheck,
  isEnded,
  isNext,
  isPoint,
  isPointsHead,
  withoutPromo,
} from './marks.ts'
import { titleAndLead } from './native-head.ts'
import { firstSection, sectionsOf } from './sections.ts'
import { tieToSections } from './ties.ts'

const KEY_POINTS = 3
/** Lines of a teaser, where it is broken into several. */
const TEASER_LINES = 3

/**
 * Reads a page in the digest format. Three key points; where a page has more, the first three. A continuation page has no
 * lead and no points, and bears the flag.
 *
 * @param given the title that a feed or page head gives; without one the first line that is no sentence is it
 */
export function readNative(
  lines: readonly Line[],
  { given, lang }: { given: string | null; lang: string | null },
): ArticleText {
  const { head, points, rest } = partsOf(lines)
  const { title, lead } = titleAndLead(head, { given, rest })
  const sections = sectionsOf(rest)
  const next = nextPageOf(rest)
  const tied = tieToSections(points, { sections, continues: next !== null })
  const keyPoints = tied.slice(0, KEY_POINTS)
  const continuation = points.length === 0
  const named = title || sections[0]?.heading || sections[0]?.question || ''
  return {
    title: named,
    headline: headlineOf(named),
    lead: continuation ? '' : lead,
    keyPoints,
    sections,
    next,
    lang: languageOf(`${named} ${lead} ${points.map((point) => point.text).join(' ')}`, lang),
    body: sections.length > 0 ? [] : plainBody(rest),
    flags: continuation ? ['continuation'] : keyPoints.length < KEY_POINTS ? ['fewer-points'] : [],
  }
}

type Parts = { head: Line[]; points: KeyPoint[]; rest: Line[] }

function partsOf(lines: readonly Line[]): Parts {
  const headAt = lines.findIndex((line) => isPointsHead(line.text))
  const firstPoint = lines.findIndex((line) => isPoint(line.text))
  if (firstPoint < 0) {
    const start = firstSection(lines)
    return { head: lines.slice(0, start), points: [], rest: lines.slice(start) }
  }
  const head = lines.slice(0, headAt >= 0 && headAt < firstPoint ? headAt : firstPoint)
  const { points, end } = pointsFrom(lines, firstPoint)
  const rest = lines.slice(end)
  const firstCheck = rest.findIndex((line) => isCheck(line.text))
  // A section's own text may begin with the same words.
  const own = rest.flatMap((line, index) => {
    const text = index > firstCheck ? line.text : withoutPromo(line.text)
    return text === '' ? [] : [{ ...line, text }]
  })
  return { head, points, rest: own }
}

function pointsFrom(lines: readonly Line[], first: number): { points: KeyPoint[]; end: number } {
  const points: KeyPoint[] = []
  let end = first
  while (isPoint(lines[end]?.text ?? '')) {
    points.push({ text: afterPoint(lines[end]?.text ?? ''), origin: 'native', evidence: [] })
    end += 1
  }
  return { points, end }
}

/** What goes on after a question mark is no second title: 「大丈夫?」と, 安全?を問う. */
const GOES_ON = /^[」』）)”"’】〉》]|^(?:と(?!も|ころ|き)|って|など|を|が|は|に|の|という)/

/** Of two titles that are glued together at the last question mark, the second one tells. */
export function headlineOf(title: string): string {
  const second = /[?？][!！]*\s*([^?？!！][^?？]*)$/.exec(title)?.[1]?.trim() ?? ''
  return [...second].length >= 6 && !GOES_ON.test(second) ? second : title
}

function nextPageOf(lines: readonly Line[]): NextPage | null {
  const at = lines.findIndex((line) => isNext(line.text))
  const marker = lines[at]
  if (marker === undefined) return null
  const own = afterNext(marker.text).trim()
  const teaser = own === '' ? teaserAfter(lines, at + 1) : own
  return { teaser: teaser === '' ? null : teaser, url: linkOf(lines.slice(at, at + 2)) }
}

function teaserAfter(lines: readonly Line[], from: number): string {
  const texts: string[] = []
  for (const line of lines.slice(from, from + TEASER_LINES)) {
    const over =
      line.level > 0 || isAfterEnd(line.text) || (texts.length > 0 && !isEnded(line.text))
    if (over) break
    texts.push(line.text)
  }
  return texts.join('\n')
}

/** The marker is the link, or the teaser under it is. */
const linkOf = (lines: readonly Line[]) => lines.flatMap((line) => line.links)[0]?.href ?? null

/** A page with points but without cited sections: its text is the body. */
const plainBody = (lines: readonly Line[]) =>
  lines.filter((line) => line.level === 0 && !isNext(line.text)).map((line) => line.text)
