/** An item of one long sentence: where it joins two statements, the first leads and the second is a point. Pure. */
import { codePoints } from '../text/truncate.ts'
import type { Point } from './choose.ts'
import { halvesOf } from './clauses.ts'
import { overlap, wordsOf } from './likeness.ts'
import { hasPointLength, isStatement, leadLength } from './sentence-shape.ts'

/** Shared content words / the smaller set: more is the same said twice. */
const SAME = 0.45

type Card = { lead: string; points: readonly Point[] }

/** Gives lead and points anew where the lead's end is a point that is not said yet; else as they are. */
export function splitLead(
  card: Card,
  { number, given, lang }: { number: number; given: readonly string[]; lang: string },
): Card {
  const [lead, second] = halvesOf(card.lead, lang) ?? ['', '']
  const stand =
    codePoints(lead) >= leadLength(lang).least &&
    isStatement(lead) &&
    isStatement(second) &&
    hasPointLength(second, lang)
  if (!stand) return card
  const words = wordsOf(second, lang)
  const others = [lead, ...card.points.map(({ text }) => text), ...given]
  if (others.some((text) => overlap(words, wordsOf(text, lang)) > SAME)) return card
  return { lead, points: [{ text: second, number }, ...card.points] }
}
