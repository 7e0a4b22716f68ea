/** What stands over the key points of the digest format: a title, a lead, and what the site puts around them. Pure. */
import { isOneLink } from './boilerplate.ts'
import type { Line } from './lines.ts'
import { isEnded, isPageData, isPromo } from './marks.ts'
import { pointHeadOf } from './point-heads.ts'

/** Fewer letters than these are a part of any title by chance. */
const TELLING = 8

/**
 * Gives title and lead of the lines over the key points.
 *
 * @param given the title that a feed or page head gives; without one it is the heading, else the first line that is no
 *   sentence
 * @param rest the lines after the key points: a table of contents says them once more
 */
export function titleAndLead(
  head: readonly Line[],
  { given, rest }: { given: string | null; rest: readonly Line[] },
): { title: string; lead: string } {
  const later = new Set(rest.map((line) => line.text).filter((text) => !isEnded(text)))
  // “この記事の要点” over the points is none of the lead.
  const last = head.at(-1)
  const over = last !== undefined && pointHeadOf(last.text) !== null ? head.slice(0, -1) : head
  const lines = over
    .filter((line) => !isPromo(line.text) && !isPageData(line.text) && !isOneLink(line))
    // The first line may be a title that is said again below, but an item of a list is none.
    .filter((line, index) => !later.has(line.text) || (index === 0 && line.kind !== 'item'))
  const at = titleIndex(lines, given)
  const own = lines[at]
  // What stands over the title is the site's.
  const below = lines.slice(at + 1).filter((line) => line.level === 0)
  const lead = below.some(({ text }) => isEnded(text)) ? below.filter(isNoLabel) : below
  return {
    title: given ?? own?.text ?? '',
    lead: lead.map((line) => line.text).join('\n'),
  }
}

/** A name or two of a category, a site, a writer. */
const LONGEST_LABEL = 20

const isNoLabel = ({ text }: Line) =>
  [...text].length > LONGEST_LABEL || /[、。，．,.!！?？]/.test(text)

/** The title is the last heading of the first level, or says the same as the given one, or is no sentence. */
function titleIndex(lines: readonly Line[], given: string | null): number {
  const first = lines[0]
  if (given !== null) return lines.findIndex((line) => isSame(line.text, given))
  const heading = lines.findLastIndex((line) => line.level === 1)
  if (heading >= 0) return heading
  if (first === undefined) return -1
  const isTitle =
    first.level > 0 || !/[。．]$/.test(first.text) || (lines.length > 1 && !isEnded(first.text))
  return isTitle ? 0 : -1
}

function isSame(text: string, given: string): boolean {
  const [a, b] = [bare(text), bare(given)]
  if (a === '' || b === '') return false
  return a === b || (a.length >= TELLING && b.endsWith(a)) || (b.length >= TELLING && a.endsWith(b))
}

const bare = (text: string) => text.normalize('NFKC').replaceAll(/[\s\p{P}]/gu, '')
