/** An article's headline in the length that a line of contents, a card's title or an option has room for. */
import { textsOf } from '../language/texts.ts'
import type { Article } from '../model/article.ts'
import type { Locale } from '../model/subscription.ts'
import { graphemesOf } from '../text/graphemes.ts'
import { codePoints, takeGraphemes, truncate } from '../text/truncate.ts'
import { oneLine } from './one-line.ts'
import type { Room } from './room.ts'

/** Code points of a headline in the contents: one line of a phone screen. */
export const CONTENTS_HEADLINE: Room = { dense: 24, spelled: 60 }
/** Code points of a title on the second and later cards. */
export const CARD_HEADLINE: Room = { dense: 40, spelled: 90 }

/** What ends a thought and stays with it, and what only stands between two. */
const KEPT = /^[!！?？]$/u
const BETWEEN = /^[:：。―—–|｜]$/u
const PAUSE = /^[、，,\s]$/u
const OPENING = /^[「『（(【［[《〈“]$/u
const CLOSING = /^[」』）)】］\]》〉”]$/u
/** A headline that is cut says something only if this much of its room is used. */
const THOUGHT_SHARE = 0.4
const PAUSE_SHARE = 0.5

/** Gives the telling title as plain text on one line, or a word for its absence; not escaped. */
export const wholeHeadline = (article: Article, locale: Locale): string =>
  oneLine(article.headline) || oneLine(article.title) || textsOf(locale).t('digest.untitled')

/** Gives the title as published, as plain text on one line, or a word for its absence; not escaped. */
export const titleOf = (article: Article, locale: Locale): string =>
  oneLine(article.title) || wholeHeadline(article, locale)

/** Gives the telling title in at most `max` code points, on one line; not escaped. */
export const headlineOf = (article: Article, locale: Locale, max: number): string =>
  shortenHeadline(wholeHeadline(article, locale), max)

/**
 * Cuts a headline to at most `max` code points: after a whole thought (before a colon or dash, after ! or ?) if one
 * fills enough of the room, else with … at a pause, else with … between two graphemes.
 */
export function shortenHeadline(text: string, max: number): string {
  if (codePoints(text) <= max) return text
  const cut = cutsOf(text, max)
  if (cut.thought !== null) return cut.thought
  if (cut.pause !== null) return `${cut.pause}…`
  return truncate(text, max)
}

type Cuts = { thought: string | null; pause: string | null }

function cutsOf(text: string, max: number): Cuts {
  const cuts: Cuts = { thought: null, pause: null }
  // One more than fits: what comes after a mark tells whether it ends a thought.
  const graphemes = [...graphemesOf(takeGraphemes(text, max + 2))]
  let depth = 0
  let taken = ''
  let length = 0
  for (const [index, grapheme] of graphemes.entries()) {
    const next = graphemes[index + 1] ?? ''
    if (CLOSING.test(grapheme)) depth = Math.max(0, depth - 1)
    if (OPENING.test(grapheme)) depth += 1
    const before = length
    length += codePoints(grapheme)
    if (depth === 0) noteCut(cuts, { grapheme, next, before, taken, max })
    taken += grapheme
  }
  return cuts
}

/** Remembers the last place to cut: `taken` (of length `before`) is what stands in front of `grapheme`. */
function noteCut(
  cuts: Cuts,
  at: { grapheme: string; next: string; before: number; taken: string; max: number },
): void {
  const { grapheme, next, before, taken, max } = at
  if (endsThought(grapheme, taken, next)) {
    if (KEPT.test(grapheme) && before + 1 >= max * THOUGHT_SHARE && before < max)
      cuts.thought = taken + grapheme
    if (BETWEEN.test(grapheme) && before >= max * THOUGHT_SHARE) cuts.thought = taken.trimEnd()
  }
  if (PAUSE.test(grapheme) && before >= max * PAUSE_SHARE && before < max)
    cuts.pause = taken.trimEnd()
}

/** Whether a mark ends a thought here: not the colon of 10:30, the ! of `Yahoo!ニュース` or the dash of a name. */
function endsThought(mark: string, taken: string, next: string): boolean {
  if (/^[:!?]$/.test(mark)) return !/\w$/.test(taken) || /^\s$/.test(next)
  if (/^[—–|]$/.test(mark)) return /\s$/.test(taken) || mark === '—'
  return true
}
