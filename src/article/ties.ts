/** Which section each key point of the digest format belongs to. Pure. */
import type { KeyPoint, Section } from '../model/article.ts'
import { indexTokens } from '../text/tokens.ts'

/** Less than this part of a point's words in a section is chance. */
const ENOUGH = 0.2

/**
 * Gives the points with their sections: by order when there are as many of both, or when the other sections stand on a
 * page that follows; else each point with the section that shares most words with it, if any shares enough.
 */
export function tieToSections(
  points: readonly KeyPoint[],
  { sections, continues }: { sections: readonly Section[]; continues: boolean },
): KeyPoint[] {
  const byOrder =
    sections.length === points.length || (continues && sections.length < points.length)
  return points.map((point, index) => {
    const section = byOrder ? index : bestSection(point, sections)
    return section < sections.length && section >= 0 ? { ...point, section } : point
  })
}

function bestSection(point: KeyPoint, sections: readonly Section[]): number {
  const words = new Set(indexTokens(point.text))
  const shares = sections.map((section) => {
    const held = new Set(indexTokens(wordsOf(section)))
    return [...words].filter((word) => held.has(word)).length / Math.max(1, words.size)
  })
  const best = shares.reduce((top, share, index) => (share > (shares[top] ?? 0) ? index : top), 0)
  return (shares[best] ?? 0) >= ENOUGH ? best : -1
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
