/**
 * What was typed into a search, in pieces: words, "phrases", and what is said of them with a sign or a key in either language.
 *
 *   制裁 -米国 「追加 関税」 OR title:EU source:ロイター feed:NHK after:先週 sanct*
 */
import { caseless } from '../text/normalize.ts'
import { numberSpellings } from '../text/number-spellings.ts'

/** Where a word is asked to stand. */
export type Field = 'title' | 'lead' | 'source'

export type Key = Field | 'feed' | 'after' | 'before' | 'until' | 'in'

export type Piece = {
  /** The text behind the sign, the key and the quotes. */
  text: string
  /** As it was typed, to be told what is wrong with it. */
  typed: string
  key: Key | null
  isQuoted: boolean
  /** Not to be found. */
  isWithout: boolean
  /** Goes on: sanct*. */
  isBeginning: boolean
}

/** Keys as they are typed; the first of each language is the one that help texts name. */
export const KEY_NAMES: Record<Key, readonly string[]> = {
  title: ['title', '題名', '題', 'タイトル', '見出し'],
  lead: ['lead', 'リード', '要点', 'point', 'points'],
  source: ['source', '引用元', '出典', '引用'],
  feed: ['feed', 'フィード', '配信元'],
  after: ['after', 'から', 'since', '以降'],
  before: ['before', '前', 'より前'],
  until: ['until', 'まで', '以前'],
  in: ['in', '対象'],
}

const KEYS = new Map(
  Object.entries(KEY_NAMES).flatMap(([key, names]) => names.map((name) => [name, key as Key])),
)

/** Gives the key that a name is of, or null. */
export const keyNamed = (name: string): Key | null => KEYS.get(caseless(name)) ?? null

const QUOTED = '["“”„＂][^"“”„＂]*["“”„＂]|「[^「」]*」|『[^『』]*』'
const MARKS = /^["“”„＂「『]|["“”„＂」』]$/g
const PIECES = new RegExp(
  `(?<![^\\s"“”„＂「」『』])(?<without>[-－−])?(?<name>[\\p{L}]{1,8})[:：](?<of>${QUOTED}|[^\\s"“”„＂「」『』]+)` +
    `|(?<![^\\s"“”„＂「」『』])(?<no>[-－−])(?=\\S)(?<not>${QUOTED}|[^\\s"“”„＂「」『』]+)` +
    `|(?<quoted>${QUOTED})|(?<word>[^\\s"“”„＂「」『』]+)`,
  'gu',
)
const BEGINNING = /[*＊]+$/

const isQuote = (text: string) => /^["“”„＂「『]/.test(text)

const pieceOf = (
  text: string,
  {
    typed,
    key = null,
    isWithout = false,
  }: { typed: string; key?: Key | null; isWithout?: boolean },
): Piece => ({
  text: text.replaceAll(MARKS, '').replace(BEGINNING, ''),
  typed,
  key,
  isQuoted: isQuote(text),
  isWithout,
  isBeginning: !isQuote(text) && BEGINNING.test(text),
})

function pieceIn(match: RegExpMatchArray): Piece[] {
  const [typed] = match
  const { without, name, of, not, quoted, word } = match.groups ?? {}
  if (name !== undefined && of !== undefined) {
    const key = keyNamed(name)
    if (key !== null) return [pieceOf(of, { typed, key, isWithout: without !== undefined })]
    // 12:30, C:ドライブ and https://… are words like others.
    return isQuote(of)
      ? [pieceOf(name, { typed, isWithout: without !== undefined }), pieceOf(of, { typed })]
      : [pieceOf(`${name}:${of}`, { typed, isWithout: without !== undefined })]
  }
  if (not !== undefined) return [pieceOf(not, { typed, isWithout: true })]
  return [pieceOf(quoted ?? word ?? '', { typed })]
}

/** Gives the pieces of a query in order; a quote without its other half is a blank. */
export const piecesOf = (query: string): Piece[] =>
  [...query.matchAll(PIECES)].flatMap((match) => pieceIn(match))

/** Whether a piece says that what stands before or after it will do. */
export const isOr = ({ text, key, isQuoted, isWithout }: Piece): boolean =>
  key === null && !isQuoted && !isWithout && /^(?:OR|ＯＲ|[|｜]{1,2}|または|又は)$/.test(text)

/** Whether a piece says only that all is meant, which is so without it. */
export const isAnd = ({ text, key, isQuoted, isWithout }: Piece): boolean =>
  key === null && !isQuoted && !isWithout && /^(?:AND|ＡＮＤ|&{1,2}|＆|かつ)$/.test(text)

/** Gives the words and phrases that are looked for, other spellings of their numbers too, as they may stand in a text. */
export const wordsToShow = (query: string): string[] =>
  piecesOf(query)
    .filter(
      (piece) =>
        !piece.isWithout &&
        !isOr(piece) &&
        !isAnd(piece) &&
        (piece.key === null ||
          piece.key === 'title' ||
          piece.key === 'lead' ||
          piece.key === 'source'),
    )
    .flatMap(({ text, isQuoted }) => [text, ...(isQuoted ? [] : numberSpellings(text))])
