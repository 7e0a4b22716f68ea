/** A text as the lines that a reader sees, whether it came as HTML or as plain text. */
import { visibleText } from '../text/clean.ts'
import { type Block, htmlToBlocks, isBareText } from '../text/html.ts'
import { type Link, linksOfTexts } from '../text/links.ts'
import { paragraphs } from '../text/sentences.ts'

export type Line = {
  /** Trimmed, not empty; otherwise character for character. */
  text: string
  /** 1–6 for a heading of HTML, else 0: plain text has none. */
  level: number
  kind: Block['kind']
  links: readonly Link[]
  /** Number of the block of HTML that it is a line of; plain text has none. */
  block?: number
  /** Number of the box of HTML (a div, a section …) that it stands in; plain text has none. */
  box?: number
}

/** A newline that software put where its window ended: before a small letter, after a comma or a little word. */
const WRAP =
  /(?<=[a-z\d,;] ?)\n(?=\p{Ll}+[ ,.])|(?<=[a-z](?:,| (?:a|an|the|of|in|on|at|to|by|for|from|with|and|or|as)) ?)\n(?=\S)/gu

/** Gives the lines of plain text: one or two newlines, CRLF or not, make no difference; wrapped lines are one. */
export const linesOfText = (text: string): Line[] =>
  paragraphs(visibleText(text).replaceAll(WRAP, ' ')).map((line) => ({
    text: line,
    level: 0,
    kind: 'paragraph',
    links: [],
  }))

/** Gives the lines of HTML: each block, broken where it breaks; text without mark-up has its paragraphs by blank lines. */
export const linesOfHtml = (html: string, base?: string): Line[] =>
  isBareText(html)
    ? htmlToBlocks(html, base, { newlines: true }).map((block) => ({
        ...block,
        text: block.text.replaceAll('\n', ' '),
      }))
    : linesOfBlocks(htmlToBlocks(html, base))

/** Gives the lines of HTML whose source's own newlines end lines too, as in a text that software left unmarked. */
export const linesOfUnmarked = (html: string, base?: string): Line[] =>
  linesOfBlocks(htmlToBlocks(html, base, { newlines: true }))

/** Gives the lines of HTML with those that stand beside the text, in asides. */
export const linesWithAsides = (html: string, base?: string): Line[] =>
  linesOfBlocks(htmlToBlocks(html, base, { asides: true }))

const linesOfBlocks = (blocks: readonly Block[]): Line[] =>
  blocks.flatMap(({ text, level, kind, links, box }, block) => {
    const texts = paragraphs(text)
    const own = linksOfTexts(texts, links)
    return texts.map((line, index) => ({
      text: line,
      level,
      kind,
      links: own[index] ?? [],
      block,
      box,
    }))
  })
