/** Other queries for one that found nothing: a word less, words taken apart, no time. Pure. */
import { isAnd, isOr, type Piece, piecesOf } from './query-pieces.ts'

const isTime = ({ key }: Piece) => key === 'after' || key === 'before' || key === 'until'
const isWord = (piece: Piece) =>
  !piece.isWithout && piece.key !== 'feed' && piece.key !== 'in' && !isTime(piece)
const isJoin = (piece: Piece) => isOr(piece) || isAnd(piece)

const textOf = (pieces: readonly Piece[]) => pieces.map(({ typed }) => typed).join(' ')

/** A query of more words is not tried in all its ways. */
const MOST_WORDS = 6

/** Gives the query without each of its words in turn, the last one first; none for a query of one word, or one with OR. */
export function withoutOneWord(query: string): string[] {
  const pieces = piecesOf(query).filter((piece) => !isAnd(piece))
  const words = pieces.filter(isWord)
  if (words.length < 2 || words.length > MOST_WORDS || pieces.some(isJoin)) return []
  return words.toReversed().map((word) => textOf(pieces.filter((piece) => piece !== word)))
}

/** Gives the query without what it leaves out; none where it leaves nothing out, or says nothing else. */
export function withoutMinus(query: string): string[] {
  const pieces = piecesOf(query)
  const rest = pieces.filter(({ isWithout }) => !isWithout)
  return rest.length === pieces.length || rest.length === 0 ? [] : [textOf(rest)]
}

/** Gives the query without what it says of time, or null where it says nothing. */
export function withoutTime(query: string): string | null {
  const pieces = piecesOf(query)
  const rest = pieces.filter((piece) => !isTime(piece))
  return rest.length === pieces.length || rest.length === 0 ? null : textOf(rest)
}

/** Japanese is told into words by ICU's dictionary: what is looked for apart may stand apart. */
const segmenter = new Intl.Segmenter('ja', { granularity: 'word' })
const IN_HIRAGANA = /^[\p{Script=Hiragana}ー]+$/u
const UNSPACED = /^[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}ー々〆ヶ]{3,40}$/u
/** A particle, or what is left where a word was not known: neither is looked for. */
const PARTICLE = /^[\p{Script=Hiragana}ー]$/u

/** Gives the query with its long Japanese words, and its phrases, as words of their own; null where there are none. */
export function takenApart(query: string): string | null {
  const pieces = piecesOf(query)
  const texts = pieces.map((piece) => {
    if (!isWord(piece) || isJoin(piece) || piece.key !== null) return piece.typed
    // Words that are all in hiragana are told apart by nobody.
    if (!UNSPACED.test(piece.text) || IN_HIRAGANA.test(piece.text))
      return piece.isQuoted ? piece.text : piece.typed
    const words = [...segmenter.segment(piece.text)]
      .map(({ segment }) => segment)
      .filter((word) => !PARTICLE.test(word))
    return words.length > 1 ? words.join(' ') : piece.typed
  })
  const apart = texts.join(' ')
  return apart === textOf(pieces) ? null : apart
}

/** Gives the query with other words in the places of some. */
export const withWords = (query: string, words: ReadonlyMap<string, string>): string =>
  piecesOf(query)
    .map((piece) => {
      const other = piece.key === null && !piece.isWithout ? words.get(piece.text) : undefined
      return other ?? piece.typed
    })
    .join(' ')

/** Gives the words between spaces that may be misspelled: Latin ones of four letters and more. */
export const spelledWords = (query: string): string[] =>
  piecesOf(query)
    .filter((piece) => isWord(piece) && !isJoin(piece) && !piece.isQuoted && piece.key === null)
    .map(({ text }) => text)
    .filter((text) => /^\p{Script=Latin}{4,30}$/u.test(text))
