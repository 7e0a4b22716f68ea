/** The words of an article as they go into the search index, within what both engines can hold. */
import type { Article } from '../model/article.ts'
import type { Where } from '../model/search.ts'
import { indexTokens } from '../text/tokens.ts'
import { bodyParts, type Outline, outlineParts } from './parts.ts'
import type { IndexWords } from './search-index.ts'

/** https://www.postgresql.org/docs/current/textsearch-limitations.html — SQLite is held to the same: same answers. */
const POSITIONS = 16_000
const POSITIONS_PER_TOKEN = 255

const GROUP_OF: Record<Where, keyof IndexWords> = {
  title: 'a',
  lead: 'b',
  point: 'b',
  section: 'c',
  source: 'c',
  next: 'c',
  body: 'd',
}

/** Gives the words of an article by group, the weightier texts first: what does not fit is the end of the body. */
export function indexWords(article: Outline & Pick<Article, 'body'>): IndexWords {
  const words: IndexWords = { a: [], b: [], c: [], d: [] }
  const seen = new Map<string, number>()
  let free = POSITIONS
  for (const { where, text } of [...outlineParts(article), ...bodyParts(article)]) {
    if (free <= 0) break
    const tokens = indexTokens(text)
      .filter((token) => countUp(seen, token) <= POSITIONS_PER_TOKEN)
      .slice(0, free)
    if (tokens.length === 0) continue
    words[GROUP_OF[where]].push(tokens)
    // The boundary between two texts takes a position too.
    free -= tokens.length + 1
  }
  return words
}

function countUp(seen: Map<string, number>, token: string): number {
  const count = (seen.get(token) ?? 0) + 1
  seen.set(token, count)
  return count
}
