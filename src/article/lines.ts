/** A text as the lines that a reader sees, whether it came as HTML or as plain text. */
import { type Block, htmlToBlocks, type Link } from '../text/html.ts'
import { paragraphs } from '../text/sentences.ts'

export type Line = {
  /** Trimmed, not empty; otherwise character for character. */
  text: string
  /** 1–6 for a heading of HTML, else 0: plain text has none. */
  level: number
  kind: Block['kind']
  links: readonly Link[]
}

/** Gives the lines of plain text: one or two newlines, CRLF or not, make no difference. */
export const linesOfText = (text: string): Line[] =>
  paragraphs(text.replaceAll('\uFEFF', '')).map((line) => ({
    text: line,
    level: 0,
    kind: 'paragraph',
    links: [],
  }))

/** Gives the lines of HTML: each block, broken where it breaks. */
export const linesOfHtml = (html: string, base?: string): Line[] =>
  htmlToBlocks(html, base).flatMap(({ text, level, kind, links }) =>
    paragraphs(text).map((line, index, all) => ({
      text: line,
      level,
      kind,
      links: all.length === 1 ? links : links.filter((link) => holds(line, link, index)),
    })),
  )

/** A link without text of its own belongs to the first line of its block. */
const holds = (line: string, link: Link, index: number) =>
  link.text === '' ? index === 0 : line.includes(link.text)
