/** What a user looks for: words that must be found, one of several, or not at all; where, in which feeds and from when. */
import { fail, ok, type Result } from '../lib/result.ts'
import { numberSpellings } from '../text/number-spellings.ts'
import { periodOf } from '../text/since.ts'
import { type Term, termOf } from '../text/terms.ts'
import { type Field, isAnd, isOr, keyNamed, type Piece, piecesOf } from './query-pieces.ts'

/** A word or phrase in its spellings, any of which will do; in a field, where one was named. */
export type Wanted = { spellings: Term[]; field: Field | null }

export type SearchQuery = {
  /** Of each of these one must be found. */
  all: Wanted[][]
  /** None of these. */
  none: Wanted[]
  /** What the names of the feeds hold; any feed where there is none. */
  feeds: string[]
  /** From this time on, in epoch ms. */
  from: number | null
  /** Before this time, in epoch ms. */
  to: number | null
}

export type QueryProblem =
  | { kind: 'empty-query' }
  /** It says only what is not to be found. */
  | { kind: 'only-without' }
  | { kind: 'bad-date'; typed: string }
  | { kind: 'bad-field'; typed: string }
  /** It ends before it begins. */
  | { kind: 'no-time' }

/** A query has no more words and phrases than these; the rest is not looked for. */
const MOST_WANTED = 32

type Draft = SearchQuery & { inField: Field | null }
type At = { now: number; zone: string }

const FIELDS: readonly Field[] = ['title', 'lead', 'source']
const isField = (key: string | null): key is Field => FIELDS.some((field) => field === key)

/** Gives the word or phrase of a piece, or null where it has no letter or digit. */
function wantedOf({ text, key, isQuoted, isBeginning }: Piece): Wanted | null {
  const own = termOf(text)
  if (own === null) return null
  const others = isQuoted ? [] : numberSpellings(text).flatMap((one) => termOf(one) ?? [])
  const spellings = [own, ...others].map((term) => (isBeginning ? { ...term, prefix: true } : term))
  return { spellings, field: isField(key) ? key : null }
}

/** Takes the word of a condition into the query; gives what is wrong with it. */
function takeCondition(draft: Draft, { key, text, typed }: Piece, at: At): QueryProblem | null {
  if (key === 'feed') {
    draft.feeds.push(text)
    return null
  }
  if (key === 'in') {
    const field = keyNamed(text)
    if (!isField(field)) return { kind: 'bad-field', typed }
    draft.inField = field
    return null
  }
  const period = periodOf(text, at)
  if (period === null) return { kind: 'bad-date', typed: text }
  if (key === 'after') draft.from = Math.max(draft.from ?? period.from, period.from)
  else {
    const end = key === 'until' ? period.to : period.from
    draft.to = Math.min(draft.to ?? end, end)
  }
  return null
}

const isCondition = ({ key }: Piece) => key !== null && !isField(key)

/** Gives the words and phrases of pieces, as many as a query may have, each once; `joins`: after `OR`. */
function wordsOf(
  pieces: readonly Piece[],
): { wanted: Wanted; isWithout: boolean; joins: boolean }[] {
  const words = new Map<string, { wanted: Wanted; isWithout: boolean; joins: boolean }>()
  let joins = false
  for (const piece of pieces) {
    const wanted = isOr(piece) ? null : wantedOf(piece)
    if (wanted !== null && words.size < MOST_WANTED) {
      const { isWithout } = piece
      const word = { wanted, isWithout, joins: joins && !isWithout }
      words.set(JSON.stringify(word), words.get(JSON.stringify(word)) ?? word)
    }
    joins = isOr(piece) || (joins && wanted === null)
  }
  return [...words.values()]
}

/** Words that `OR` stands between are one of several; it means nothing at either end. */
function takeWords(draft: Draft, pieces: readonly Piece[]): void {
  for (const { wanted, isWithout, joins } of wordsOf(pieces)) {
    const last = draft.all.at(-1)
    if (isWithout) draft.none.push(wanted)
    else if (joins && last !== undefined) last.push(wanted)
    else draft.all.push([wanted])
  }
}

const distinct = <T>(items: readonly T[]): T[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
]

/** `OR` and `AND` beside nothing are words that were typed. */
function wordsIn(pieces: readonly Piece[]): Piece[] {
  const words = pieces.filter((piece) => !isCondition(piece) && !isAnd(piece))
  return words.some((piece) => !isOr(piece))
    ? words
    : pieces.filter((piece) => !isCondition(piece)).map((piece) => ({ ...piece, isQuoted: true }))
}

const withField = (field: Field | null) => (wanted: Wanted) =>
  field === null || wanted.field !== null ? wanted : { ...wanted, field }

/**
 * Reads a query; `now` and `zone` say which day 昨日 is. Any text without keys is one; without a letter or digit to look for,
 * a feed or a time it is empty.
 */
export function parseQuery(query: string, at: At): Result<SearchQuery, QueryProblem> {
  const pieces = piecesOf(query)
  const draft: Draft = { all: [], none: [], feeds: [], from: null, to: null, inField: null }
  for (const piece of pieces.filter(isCondition)) {
    const problem = takeCondition(draft, piece, at)
    if (problem !== null) return fail(problem)
  }
  takeWords(draft, wordsIn(pieces))
  const { inField, feeds, from, to } = draft
  if (from !== null && to !== null && from >= to) return fail({ kind: 'no-time' })
  const all = distinct(draft.all.map((any) => distinct(any.map(withField(inField)))))
  const none = distinct(draft.none.map(withField(inField)))
  const isBounded = feeds.length > 0 || from !== null || to !== null
  if (all.length === 0 && !isBounded) {
    return fail({ kind: none.length > 0 ? 'only-without' : 'empty-query' })
  }
  return ok({ all, none, feeds, from, to })
}

/** Gives all spellings of what must be found, with the number of what each is a spelling of. */
export function termsWanted({ all }: SearchQuery): { terms: Term[]; clauseOf: number[] } {
  const flat = all.flatMap((any, clause) =>
    any.flatMap(({ spellings }) => spellings.map((term) => ({ term, clause }))),
  )
  return { terms: flat.map(({ term }) => term), clauseOf: flat.map(({ clause }) => clause) }
}
