/** Which section each key point of the digest format belongs to. Pure. */
import type { KeyPoint, Section } from '../model/article.ts'
import { indexTokens } from '../text/tokens.ts'

/** Less than this part of a point's words in a section is chance. */
const ENOUGH = 0.2

/**
 * Gives the points with their sections, each section at most once: by order when there are as many of both, or when the
 * other sections stand on a page that follows; else by the words that they share, the closest pairs first.
 */
export function tieToSections(
  points: readonly KeyPoint[],
  { sections, continues }: { sections: readonly Section[]; continues: boolean },
): KeyPoint[] {
  // A second source of a section has no heading of its own.
  const headed = [...sections.keys()].filter((index) => isHeaded(sections[index]))
  const main = headed.length > 0 ? headed : [...sections.keys()]
  const inOrder = main.length === points.length || (continues && main.length < points.length)
  const tied = inOrder ? new Map(main.entries()) : byWords(points, sections)
  return points.map((point, index) => {
    const section = tied.get(index)
    return section === undefined ? point : { ...point, section }
  })
}

const isHeaded = (section: Section | undefined) =>
  section !== undefined && (section.heading !== '' || section.question !== null)

function byWords(points: readonly KeyPoint[], sections: readonly Section[]): Map<number, number> {
  const held = sections.map((section) => new Set(indexTokens(wordsOf(section))))
  const pairs = points.flatMap(({ text }, point) =>
    held.map((words, section) => ({ point, section, share: shareIn(words, text) })),
  )
  const tied = new Map<number, number>()
  for (const { point, section } of pairs
    .filter(({ share }) => share >= ENOUGH)
    .sort((a, b) => b.share - a.share || a.point - b.point)) {
    if (!tied.has(point) && ![...tied.values()].includes(section)) tied.set(point, section)
  }
  return tied
}

function shareIn(words: ReadonlySet<string>, text: string): number {
  const own = new Set(indexTokens(text))
  return own.size === 0 ? 0 : [...own].filter((word) => words.has(word)).length / own.size
}

const wordsOf = (section: Section) =>
  [
    section.heading,
    section.question ?? '',
    section.answer ?? '',
    ...section.intro,
    section.source?.title ?? '',
    ...(section.source?.points ?? []),
    ...section.body,
  ].join('\n')
