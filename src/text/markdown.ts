/** Discord's markdown: how a stranger's text is shown as the text that it is. */
import { codePoints, truncate } from './truncate.ts'

/** Discord links an address up to white space or `<`. */
const ADDRESS = /\bhttps?:\/\/[^\s<]+/gi
const INLINE = /[\\*_~`|[\]<]/g
/** What makes a heading, a small line, a quote or a list at the beginning of a line. */
const LINE_START = /^([^\S\n]*)(#{1,3}(?=\s)|-#|>{1,3}(?=\s)|[-+](?=\s)|•(?!.)|\d{1,9}(?=[.)]\s))/gm
const DEAD = '\u200b'

/** Characters of markdown inside an address would break the link if they were escaped: they are percent-encoded. */
const IN_ADDRESS: Record<string, string> = {
  '*': '%2A',
  _: '%5F',
  '~': '%7E',
  '`': '%60',
  '|': '%7C',
  '[': '%5B',
  ']': '%5D',
  '\\': '%5C',
}

/**
 * Breaks everything that could ring or that Discord would turn into a name: `@everyone`, `@here`, `<@…>`, `<@&…>`, `<#…>`,
 * `<:emoji:…>`, `<t:…>`, `</command:…>`, `<id:…>`. What is shown looks the same.
 */
export function breakMentions(text: string): string {
  return text
    .replaceAll(/@(?=everyone|here)/gi, `@${DEAD}`)
    .replaceAll(/<(?=[@#:/]|a:|t:|id:)/gi, `<${DEAD}`)
}

/** A number at the start of a line is followed by its dot, which is what is escaped. */
const escapeLineStarts = (text: string) =>
  text
    .replaceAll(LINE_START, (_, space: string, mark: string) =>
      /^\d/.test(mark) ? `${space}${mark}` : `${space}\\${mark}`,
    )
    .replaceAll(/^([^\S\n]*\d{1,9})([.)])(?=\s)/gm, '$1\\$2')

const escapePlain = (text: string) => breakMentions(text).replaceAll(INLINE, '\\$&')

/** Gives markdown that shows the text exactly as it is: no formatting, no links of its own but plain addresses, no rings. */
export function escapeMarkdown(text: string): string {
  let escaped = ''
  let end = 0
  for (const match of text.matchAll(ADDRESS)) {
    escaped += escapePlain(text.slice(end, match.index))
    escaped += breakMentions(match[0]).replaceAll(
      /[*_~`|[\]\\]/g,
      (mark) => IN_ADDRESS[mark] ?? mark,
    )
    end = match.index + match[0].length
  }
  return escapeLineStarts(escaped + escapePlain(text.slice(end)))
}

/**
 * Gives the text escaped with at most `max` code points, cut before escaping: neither a grapheme nor an escape is cut in
 * two, and a cut is marked with ….
 */
export function fitMarkdown(text: string, max: number): string {
  const whole = escapeMarkdown(text)
  if (codePoints(whole) <= max) return whole
  let fits = ''
  let low = 0
  let high = Math.min(max, codePoints(text))
  while (low <= high) {
    const middle = (low + high) >> 1
    const tried = escapeMarkdown(truncate(text, middle))
    if (codePoints(tried) <= max) {
      fits = tried
      low = middle + 1
    } else high = middle - 1
  }
  return fits
}
