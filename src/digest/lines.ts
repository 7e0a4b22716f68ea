/** Parts of articles as lines of markdown, in which nothing of theirs is markdown. */
import { textsOf } from '../language/texts.ts'
import type { CitedSource, KeyPoint, Section } from '../model/article.ts'
import type { Locale } from '../model/subscription.ts'
import { graphemesOf } from '../text/graphemes.ts'
import { escapeMarkdown } from '../text/markdown.ts'
import { codePoints, truncate } from '../text/truncate.ts'
import { maskedLink } from './links.ts'
import { oneLine } from './one-line.ts'

/** Code points of one line; a longer text goes on in the next. Escaped, it still fits a description. */
const LINE = 700
/** Code points of the words that a link is put on. */
const LINK_TEXT = 200

/** Gives a text (of one line) with a mark in front, as several lines where it is very long; none for an empty text. */
export const markedLines = (mark: string, text: string): string[] =>
  piecesOf(text).map((piece) => `${mark}${escapeMarkdown(piece)}`)

/** Gives a point as one line, whatever its length. */
export const pointLine = (point: KeyPoint): string => `💡 ${escapeMarkdown(oneLine(point.text))}`

/** Gives a section's question and answer. */
export const questionLines = ({ question, answer }: Section): string[] => [
  ...markedLines('Q. ', oneLine(question ?? '')),
  ...markedLines('A. ', oneLine(answer ?? '')),
]

/** Gives a cited source: its title linked, publisher and date; none where it says nothing. */
export function sourceLines(source: CitedSource | null, locale: Locale): string[] {
  if (source === null) return []
  const title = truncate(oneLine(source.title), LINK_TEXT)
  const publisher = truncate(oneLine(source.publisher ?? ''), LINK_TEXT)
  const parts = [
    maskedLink(title || publisher, source.url),
    title === '' ? '' : escapeMarkdown(publisher),
    escapeMarkdown(truncate(oneLine(source.date ?? ''), LINK_TEXT)),
  ].filter((part) => part !== '')
  if (parts.length === 0) return []
  return [textsOf(locale).t('digest.source', { source: parts.join(' · ') })]
}

/** Gives where an article goes on: the teaser of its next page, linked where the address is known. */
export function nextPageLines(
  next: { teaser: string | null; url: string | null } | null,
  locale: Locale,
): string[] {
  if (next === null) return []
  const label = textsOf(locale).t('view.next-page')
  const teaser = markedLines('', oneLine(next.teaser ?? ''))
  const link = maskedLink(label, next.url)
  return link === label && teaser.length === 0 ? [] : [`**${link}**`, ...teaser]
}

function piecesOf(text: string): string[] {
  if (text === '') return []
  if (codePoints(text) <= LINE) return [text]
  const pieces: string[] = []
  let piece = ''
  let length = 0
  for (const grapheme of graphemesOf(text)) {
    const more = codePoints(grapheme)
    if (more > LINE) continue
    if (length + more > LINE) {
      pieces.push(piece)
      piece = ''
      length = 0
    }
    piece += grapheme
    length += more
  }
  return [...pieces, piece].filter((one) => one.trim() !== '')
}
