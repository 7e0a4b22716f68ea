/** What else to try where a search found nothing: only what does find something in the caller's sight is suggested. */
import { distance } from 'fastest-levenshtein'
import { indexedWords } from '../archive/article-index.ts'
import {
  spelledWords,
  takenApart,
  withoutMinus,
  withoutOneWord,
  withoutTime,
  withWords,
} from '../archive/suggest.ts'
import type { SearchWish } from '../model/search.ts'
import type { Tx } from '../storage/db.ts'
import { indexTokens } from '../text/tokens.ts'
import type { Deps } from './deps.ts'
import type { Suggestion } from './search-services.ts'

/** As many as there is room for buttons in a row. */
const MOST = 4
/** Two letters that changed places are two changes. */
const CHANGES = 2
const SHORT = 5

type TotalOf = (wish: SearchWish) => Promise<number>
type Idea = Omit<Suggestion, 'total'>

/** Gives the word of the index that is nearest to a misspelled one, the more frequent of equally near ones; or null. */
async function nearest(tx: Tx, typed: string): Promise<string | null> {
  const [word = ''] = indexTokens(typed)
  const most = word.length < SHORT ? 1 : CHANGES
  const begins = new Set([word.slice(0, 2), `${word[1] ?? ''}${word[0] ?? ''}`])
  const known = (await Promise.all([...begins].map((letters) => indexedWords(tx, letters)))).flat()
  // What is spelled as in an article is no mistake.
  if (known.some((one) => one.word === word)) return null
  const near = known
    .map((one) => ({ ...one, changes: distance(one.word, word) }))
    .filter(({ changes }) => changes > 0 && changes <= most)
    .toSorted((a, b) => a.changes - b.changes || b.articles - a.articles)
  return near[0]?.word ?? null
}

async function respelled(tx: Tx, query: string): Promise<string | null> {
  const words = new Map<string, string>()
  for (const typed of spelledWords(query)) {
    const word = await nearest(tx, typed)
    if (word !== null) words.set(typed, word)
  }
  return words.size === 0 ? null : withWords(query, words)
}

async function ideas(tx: Tx, wish: SearchWish): Promise<Idea[]> {
  const { query, since, until, place, feedId, ...rest } = wish
  const spelling = await respelled(tx, query)
  const apart = takenApart(query)
  const isTimed = since !== undefined || until !== undefined || withoutTime(query) !== null
  const isNarrow = place !== undefined || feedId !== undefined
  return [
    ...(spelling === null
      ? []
      : [{ kind: 'spelling' as const, wish: { ...wish, query: spelling } }]),
    ...(apart === null ? [] : [{ kind: 'apart' as const, wish: { ...wish, query: apart } }]),
    ...(isTimed
      ? [
          {
            kind: 'any-time' as const,
            wish: { ...rest, place, feedId, query: withoutTime(query) ?? query },
          },
        ]
      : []),
    ...(isNarrow ? [{ kind: 'everywhere' as const, wish: { ...rest, query, since, until } }] : []),
    ...[...withoutMinus(query), ...withoutOneWord(query)].map((fewer) => ({
      kind: 'fewer' as const,
      wish: { ...wish, query: fewer },
    })),
  ]
}

/** Gives what finds something, the nearest to what was meant first. */
export async function suggestions(
  { db }: Pick<Deps, 'db'>,
  wish: SearchWish,
  totalOf: TotalOf,
): Promise<Suggestion[]> {
  const found: Suggestion[] = []
  for (const idea of await ideas(db, wish)) {
    if (found.length === MOST) break
    const total = await totalOf(idea.wish)
    if (total > 0) found.push({ ...idea, total })
  }
  return found
}
