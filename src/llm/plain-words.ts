/** A model's words as plain text: no markdown, nothing that rings, nothing that leads anywhere. Pure. */
import { cleanText } from '../text/clean.ts'

export type PlainWords = {
  text: string
  /** The links, invitations and mentions that were taken out. */
  removed: string[]
}

/** Up to white space, brackets or a script that addresses are not written in. */
const TAIL = '[^\\s<>()（）「」『』、。，\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]'
const LEADS_AWAY = new RegExp(
  `\\b[a-z][a-z0-9+.-]{1,20}:\\/\\/${TAIL}*` +
    `|\\b(?:mailto|javascript|data|tel):${TAIL}+` +
    `|\\bwww\\.${TAIL}+` +
    `|\\bdiscord(?:app)?\\.(?:gg|com\\/invite)\\/?${TAIL}*`,
  'giu',
)
const RINGS =
  /[@＠]\s?(?:everyone|here)\b|<(?:@[!&]?|#|a?:\w+:|t:|id:|\/[^:<>]{1,100}:)[^<>]{0,100}>/gi
const TAG = /<\/?[a-z!][^<>]{0,200}>/gi
/** `![picture](address)` goes, of `[words](address)` the words stay. */
const PICTURE = /!\[[^\]\n]{0,200}\]\([^()\n]{0,400}\)/g
const MASKED_LINK = /\[([^\]\n]{1,300})\]\(([^()\n]{1,400})\)/g
const LINE_MARK =
  /^(?:\s*(?:#{1,6}\s+|>+\s*|[-*+•・▪◦]\s+|-#\s+|\d{1,2}[.)]\s+|[💡✅📘]\ufe0f?\s*))+/u
const EMPHASIS = /\*{1,3}|_{2,3}|~~|\|\||`{1,3}/g
const UNDERLINED = /(?<![\p{L}\p{N}_])_([^_\n]{1,300})_(?![\p{L}\p{N}_])/gu
/** Numbers of sentences that a model adds to what it says. */
const NUMBERS =
  /\s?[[［【(（]\s?(?:(?:文|sentences?)\s?)?\d{1,3}(?:\s?[,、–-]\s?\d{1,3}){0,9}\s?[\]］】)）](?=\s?[。.!?]?$)/iu
const SPACE_IN_JAPANESE =
  /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}。、]) +(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/gu
/** More is no lead and no point. */
const LONGEST = 2000
const QUOTED = /^["“「『]([^"”」』]*)["”」』]$/u

/** Gives a model's words on one line, and what was taken out of them that could ring or lead away. */
export function plainWords(words: string): PlainWords {
  const removed: string[] = []
  let text = cleanText(words.slice(0, LONGEST)).replaceAll(/\s*\n\s*/g, ' ')
  let before: string
  do {
    before = text
    text = withoutMarks(withoutLinks(text, removed))
    // What stood around something may be joined to the same again.
  } while (text !== before)
  return { text, removed }
}

function withoutLinks(text: string, removed: string[]): string {
  const takeOut = (found: string) => {
    removed.push(found)
    return ' '
  }
  const left = text
    .replaceAll(PICTURE, takeOut)
    .replaceAll(MASKED_LINK, (_, label: string, address: string) => {
      removed.push(address)
      return label
    })
    .replaceAll(LEADS_AWAY, takeOut)
    .replaceAll(RINGS, takeOut)
    .replaceAll(TAG, ' ')
  return left === text ? text : left.replaceAll(SPACE_IN_JAPANESE, '')
}

const withoutMarks = (text: string): string =>
  text
    .replaceAll(EMPHASIS, '')
    .replaceAll(UNDERLINED, '$1')
    .replace(LINE_MARK, '')
    .replace(NUMBERS, '')
    .replaceAll(/[(（[［【<＜]\s?[)）\]］】>＞]/g, '')
    .replaceAll(/ {2,}/g, ' ')
    .replaceAll(/ (?=[。、，．,.!?！？])/g, '')
    .trim()
    .replace(QUOTED, '$1')
    .trim()
