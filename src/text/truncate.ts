/** Lengths as Discord counts them, and cutting without breaking a character. */
import { eachGrapheme } from './graphemes.ts'

const ELLIPSIS = '…'

/** Gives the length in code points, which is how Discord counts. */
export function codePoints(text: string): number {
  let count = text.length
  for (let index = 1; index < text.length; index += 1) {
    const low = text.charCodeAt(index)
    if (low < 0xdc00 || low > 0xdfff) continue
    const high = text.charCodeAt(index - 1)
    if (high >= 0xd800 && high <= 0xdbff) count -= 1
  }
  return count
}

/**
 * Gives the longest beginning of whole graphemes with at most `max` code points; never more than `max`, so a single
 * grapheme that is longer than that gives an empty text.
 */
export function takeGraphemes(text: string, max: number): string {
  let taken = ''
  let room = max
  for (const grapheme of eachGrapheme(text)) {
    room -= codePoints(grapheme)
    if (room < 0) break
    taken += grapheme
  }
  return taken
}

/** Gives the text, or where it has more than `max` code points its beginning with … (counted in). Graphemes stay whole. */
export function truncate(text: string, max: number): string {
  const whole = text.toWellFormed()
  if (codePoints(whole) <= max) return whole
  return max < 1 ? '' : `${takeGraphemes(whole, max - 1).trimEnd()}${ELLIPSIS}`
}
