/** A card's text: the lead and its three points; for the digest format alone also what each point rests on. */
import { EMBED } from '../../config/limits.ts'
import type { Article, KeyPoint, Section } from '../model/article.ts'
import type { Locale } from '../model/subscription.ts'
import { cleanText } from '../text/clean.ts'
import { escapeMarkdown, fitMarkdown } from '../text/markdown.ts'
import { cutAtSentence } from '../text/sentences.ts'
import { codePoints } from '../text/truncate.ts'
import { chapterLines, factsOf, pointsBesideChapters } from './kinds.ts'
import { pointLine, questionLines, sourceLines } from './lines.ts'
import { oneLine } from './one-line.ts'
import { type Room, roomFor } from './room.ts'

/** `top`: whole lead. `small`: the cards below. `full`: a digest-format article that is alone. */
export type CardKind = 'top' | 'small' | 'full'

/** Code points of the lead of a second or later card: as a share of it where the message is long. */
const SMALL_LEAD: Room = { dense: 80, spelled: 160 }
/** Code points of a top card's lead that is not the publisher's own; theirs is shown whole. */
const TOP_LEAD: Room = { dense: 400, spelled: 800 }
const POINTS = 3
/** Escaped. What is longer is no point but a text, and stands in the article view only: a card cuts no point. */
const ALL_POINTS = 2400

/** Chapters of a video or an episode. */
const CHAPTERS: Record<CardKind, number> = { top: 6, full: 6, small: 3 }

export type CardText = {
  kind: CardKind
  locale: Locale
  /** How much of a small card's room for its lead is used, in (0, 1]. */
  leadShare: number
}

/** Gives the markdown of a card's description, possibly empty; points are whole or absent. */
export function descriptionOf(article: Article, card: CardText): string {
  const { kind, locale } = card
  const points = cardPoints(article)
  const inFull = kind === 'full' && article.sections.length > 0
  const whole = inFull ? fullText(article, points, locale) : null
  if (whole !== null) return whole
  const facts = factsOf(article, locale)
  const lines = [...points.map(pointLine), ...chapterLines(article, locale, CHAPTERS[kind])]
  const below = lines.join('\n')
  const room = EMBED.description - codePoints(facts) - codePoints(below) - 4
  const text = article.details?.kind === 'post' ? postText(article) : leadOf(article, card)
  return paragraphs(facts, fitMarkdown(text, room), below)
}

/** A post is its text: its first sentence is the title already. */
const postText = (article: Article): string =>
  cutAtSentence(cleanText(article.body.join('\n')).trim(), roomFor(article, TOP_LEAD))

/** Gives the section that a point belongs to, if the article has it (page 2 may not have been read). */
export const sectionOf = (article: Article, point: KeyPoint): Section | undefined =>
  point.section === undefined ? undefined : article.sections[point.section]

function cardPoints(article: Article): KeyPoint[] {
  let room = ALL_POINTS
  return pointsBesideChapters(article)
    .filter((point) => oneLine(point.text) !== '')
    .slice(0, POINTS)
    .filter((point) => {
      const length = codePoints(pointLine(point))
      if (length > room) return false
      room -= length
      return true
    })
}

function leadOf(article: Article, { kind, leadShare }: CardText): string {
  const lead = oneLine(article.lead)
  // Many feeds give the title again where they have no text.
  if (lead === oneLine(article.title) || lead === oneLine(article.headline)) return ''
  if (kind === 'small')
    return cutAtSentence(lead, Math.floor(roomFor(article, SMALL_LEAD) * leadShare))
  const own = article.keyPoints.some((point) => point.origin === 'native')
  return own ? cleanText(article.lead).trim() : cutAtSentence(lead, roomFor(article, TOP_LEAD))
}

/** Lead, then every point with its section's question, answer and source; null where that is too long for one card. */
function fullText(article: Article, points: readonly KeyPoint[], locale: Locale): string | null {
  const lead = escapeMarkdown(cleanText(article.lead).trim())
  const blocks = points.map((point) => {
    const section = sectionOf(article, point)
    const grounds = section
      ? [...questionLines(section), ...sourceLines(section.source, locale)]
      : []
    return [pointLine(point), ...grounds].join('\n')
  })
  const text = paragraphs(lead, ...blocks)
  return codePoints(text) <= EMBED.description ? text : null
}

/** Joins what is not empty with an empty line between. */
const paragraphs = (...parts: readonly string[]): string =>
  parts.filter((part) => part !== '').join('\n\n')
