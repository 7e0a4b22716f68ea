/** Lays blocks out as embeds, and embeds on pages. */
import { EMBED } from '../../config/limits.ts'
import type { Embed } from '../model/message.ts'
import { codePoints, truncate } from '../text/truncate.ts'
import type { Block } from './article-blocks.ts'
import { embedLength } from './embed-length.ts'

/** House rule, in code points: about three screens of a phone, far below what Discord takes. */
const PAGE = 2400
const EMBEDS_A_PAGE = 6

/** Gives pages of embeds without footers, at least one; each line must fit a description. */
export function paginate(blocks: readonly Block[]): Embed[][] {
  const pages: Embed[][] = []
  let room = 0
  for (const embed of blocks.flatMap(embedsOf)) {
    const length = embedLength(embed)
    const page = pages.at(-1)
    if (!page || length > room || page.length === EMBEDS_A_PAGE) {
      pages.push([embed])
      room = PAGE - length
    } else {
      page.push(embed)
      room -= length
    }
  }
  return pages
}

/** Several embeds for a block that is longer than a page; the title stands on the first. */
function embedsOf({ title, lines }: Block): Embed[] {
  const texts: string[][] = [[]]
  let room = PAGE
  for (const line of lines) {
    const length = codePoints(line) + 1
    if (length > room && texts.at(-1)?.length) {
      texts.push([])
      room = PAGE
    }
    texts.at(-1)?.push(line)
    room -= length
  }
  const descriptions = texts.map((text) => text.join('\n').trim())
  return descriptions
    .map((description, index) => ({
      ...(index === 0 && title !== null && { title: truncate(title, EMBED.title) }),
      ...(description !== '' && { description }),
    }))
    .filter((embed) => Object.keys(embed).length > 0)
}
