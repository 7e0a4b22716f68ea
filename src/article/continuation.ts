/** A paged article as one: the first page with the sections of those that follow it. Pure. */
import type { ArticleText, KeyPoint, NextPage, Section } from '../model/article.ts'
import { normalize } from '../text/normalize.ts'
import { tieToSections } from './ties.ts'

/** Pages after the first that are followed; what is longer is read at its source. */
export const MOST_CONTINUATION_PAGES = 5

/** The first page with its own address where that is known: a link back to it leads nowhere new. */
export type FirstPage = ArticleText & { url?: string | null }

/**
 * Gives the article with the sections of its continuation pages in their order, each section once, and its points tied
 * anew. Title, lead and points stay the first page's. `next` is the first page that is not among them, or null: a page that
 * is none of this article ends the walk and stays the next one, and a link back to a page that is there leads nowhere.
 *
 * @param pages in the order in which `next` led to them; not more than `MOST_CONTINUATION_PAGES` are looked at
 */
export function withContinuation<T extends FirstPage>(first: T, pages: readonly ArticleText[]): T {
  const sections = [...first.sections]
  const seen = new Set(placesOf(first.url ?? null))
  let next = first.next
  for (const page of pages.slice(0, MOST_CONTINUATION_PAGES)) {
    if (!belongsTo(first, page)) break
    for (const place of placesOf(next)) seen.add(place)
    sections.push(...page.sections.filter((one) => !sections.some((other) => isSame(one, other))))
    next = page.next
  }
  const left = placesOf(next).some((place) => seen.has(place)) ? null : next
  if (sections.length === first.sections.length) return { ...first, next: left }
  return {
    ...first,
    sections,
    next: left,
    keyPoints: tiedAnew(first.keyPoints, { sections, continues: left !== null }),
    flags: first.flags.filter((flag) => flag !== 'no-text'),
  }
}

/** Only points that the page brings itself were written over its sections. */
function tiedAnew(
  points: readonly KeyPoint[],
  pages: { sections: readonly Section[]; continues: boolean },
): KeyPoint[] {
  if (points.some(({ origin }) => origin !== 'native')) return [...points]
  return tieToSections(
    points.map(({ section: _section, ...point }) => point),
    pages,
  )
}

/** Where a link leads, in a form in which two ways to write it are one; its words where it has no address. */
function placesOf(link: NextPage | string | null): string[] {
  if (link === null) return []
  if (typeof link === 'string') return [withoutEnd(link)]
  return link.url === null ? [bare(link.teaser ?? '')] : [withoutEnd(link.url)]
}

const withoutEnd = (url: string) => url.replace(/#.*$/, '').replace(/\/$/, '')

const bare = (text: string) => normalize(text).replaceAll(/[\s\p{P}\p{S}]/gu, '')

const sameWords = (a: string, b: string) => bare(a) !== '' && bare(a) === bare(b)

/** A page with sections and without points goes on; one that has points is this article's only where it repeats them. */
function belongsTo(first: ArticleText, page: ArticleText): boolean {
  if (page.sections.length === 0) return false
  if (page.keyPoints.length === 0) return true
  const again = page.keyPoints.some(({ text }) =>
    first.keyPoints.some((point) => sameWords(point.text, text)),
  )
  return again || sameWords(first.title, page.title) || sameWords(first.lead, page.lead)
}

/** Two sections of one heading are one, but for those that cite different articles. */
function isSame(a: Section, b: Section): boolean {
  const [one, other] = [nameOf(a), nameOf(b)]
  return sameWords(one, other) && !citeDifferently(a, b)
}

const nameOf = ({ heading, question, source }: Section) =>
  heading || question || source?.title || source?.url || ''

function citeDifferently({ source: a }: Section, { source: b }: Section): boolean {
  if (!a?.url || !b?.url) return false
  return withoutEnd(a.url) !== withoutEnd(b.url) && !sameWords(a.title, b.title)
}
