/** Untrusted text becomes clean text: nothing invisible, nothing that turns lines around, no floods of marks. */

/** C0 and C1 controls but tab and newline. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g
/**
 * Bidirectional overrides and isolates, zero-width spaces, soft hyphens, invisible operators. The joiners U+200C and
 * U+200D stay: words of Persian and emoji families are made with them.
 */
const INVISIBLE =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g
/** No script stacks more than a few marks on one letter. */
const MARK_FLOOD = /(\p{M}{4})\p{M}+/gu
const JOINER_FLOOD = /([\u200c\u200d])[\u200c\u200d]+/g
/** Every kind of space but the newline; U+3000 is a character of Japanese text and stays one. */
const SPACES = /[^\S\n\u3000]+/g

/** A kana and its voicing mark apart, as macOS writes them. */
const SPLIT_KANA = /[\u3046-\u30fd][\u3099\u309a]/g

/**
 * Gives the text well-formed, its lines ended by `\n` alone, without control, override and zero-width characters and floods
 * of marks, its kana in one piece. What a reader sees, spaces too, stays character for character.
 */
export function visibleText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?|\u2028|\u2029|\u0085/g, '\n')
    .replaceAll(CONTROLS, '')
    .replaceAll(INVISIBLE, '')
    .replaceAll(JOINER_FLOOD, '$1')
    .replaceAll(SPLIT_KANA, (kana) => kana.normalize('NFC'))
    .replaceAll(MARK_FLOOD, '$1')
}

/**
 * Gives the text well-formed and without control, override and zero-width characters; spaces are single, at most one empty
 * line in a row, the ends trimmed. What a reader sees stays character for character.
 */
export function cleanText(text: string): string {
  return visibleText(text)
    .replaceAll(SPACES, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}
