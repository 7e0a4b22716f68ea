/** Characters and references that no XML document may hold become what was meant. Pure, linear. */

/** What Windows-1252 has where Unicode has the C1 controls; feeds that call it Latin-1 mean these. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]/g
/** Bounded, so that a document full of ampersands is read once. */
const REFERENCE = /&(?:#([xX]?)([0-9a-fA-F]{1,8});?|([A-Za-z][A-Za-z0-9]{1,31});)?/g
/** Most references are sound: those are left to the parser at once. */
const UNSOUND =
  /&(?!(?:[A-Za-z][A-Za-z0-9]{1,31}|#(?:3[2-9]|[4-9]\d|1[01]\d|12[0-6]|1[6-9]\d|[2-9]\d\d|[1-7]\d{3}));)/
const GONE = '\ufffd'

/** Gives the text without control characters; C1 controls become what Windows-1252 has in their place. */
export const withoutControls = (text: string): string =>
  text.replace(FORBIDDEN, (character) => {
    const code = character.charCodeAt(0)
    return code >= 0x80 && code <= 0x9f ? fromWindows1252(code) : ''
  })

const fromWindows1252 = (code: number): string => {
  const character = WINDOWS_1252[code - 0x80] ?? ''
  return character.charCodeAt(0) === code ? '' : character
}

/**
 * Gives text or an attribute's value with sound references: a bare `&` is escaped, a character that may not stand there
 * is replaced, a missing semicolon set. Named ones stay; the parser knows HTML's and leaves others as they are.
 */
export function withSoundReferences(text: string): string {
  if (!UNSOUND.test(text)) return text
  return text.replace(
    REFERENCE,
    (
      whole: string,
      hex: string | undefined,
      digits: string | undefined,
      name: string | undefined,
    ) => {
      if (name !== undefined) return whole
      if (digits === undefined) return '&amp;'
      return characterOf(whole, hex !== '', digits)
    },
  )
}

function characterOf(whole: string, isHex: boolean, digits: string): string {
  if (!isHex && /[a-f]/i.test(digits)) return withLetters(whole, digits)
  const code = Number.parseInt(digits, isHex ? 16 : 10)
  if (code >= 0x80 && code <= 0x9f) return fromWindows1252(code) || GONE
  if (isForbidden(code)) return GONE
  return `&#${code};`
}

/** `&#38abc`: the digits end where the letters begin. */
function withLetters(whole: string, digits: string): string {
  const number = /^\d*/.exec(digits)?.[0] ?? ''
  if (number === '') return `&amp;${whole.slice(1)}`
  return characterOf('', false, number) + whole.slice(2 + number.length)
}

const isForbidden = (code: number) =>
  (code < 0x20 && code !== 9 && code !== 10 && code !== 13) ||
  (code >= 0xd800 && code <= 0xdfff) ||
  code > 0x10ffff ||
  code === 0xfffe ||
  code === 0xffff
