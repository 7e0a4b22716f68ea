/** What a sentence looks like to a reader who meets it alone. Pure. */
import { codePoints } from '../text/truncate.ts'

const DANGLING_JAPANESE =
  /^(?:また|しかし|だが|ただし?|なお|一方で?|さらに|そして|それで|そのため|そのうえ|その後|その[^\s、。]{0,6}[はがをにで]|それ[はがをにで]|これ[はがをにで]|この[^\s、。]{0,8}[はがをにで]|こうした|こうして|そこで|つまり|例えば|たとえば|同(?:氏|社|日|省|国|局|庁|大|容疑者|被告)|彼女?(?:ら)?[はがのを]|ところが|とはいえ|けれども|だから|したがって|ここで|ここに|以上|他方|もっとも|ちなみに|とくに|特に)/
const DANGLING_ENGLISH =
  /^(?:However|But|And|Or|So|Also|Moreover|Furthermore|Meanwhile|Instead|Still|Yet|Then|Thus|Therefore|He|She|They|It|This|That|These|Those|His|Her|Their|Its|Such|There|Here|Besides|Nevertheless|For example|For instance|In addition|As a result|On the other hand)\b/
/** Words at a sentence's start that can go without harm, with the comma after them. */
const STRIPPABLE_JAPANESE =
  /^(?:また|しかし|だが|なお|一方で?|さらに|そして|ただし|ちなみに|その後|そのうえ|ところが|とはいえ|もっとも|とくに|特に)、/
const STRIPPABLE_ENGLISH =
  /^(?:However|But|And|So|Also|Moreover|Furthermore|Meanwhile|Still|Yet|Then|Besides|Nevertheless|In addition),\s+/

/** Says whether a sentence leans on the one before it. */
export const isDangling = (text: string): boolean =>
  DANGLING_JAPANESE.test(text) || DANGLING_ENGLISH.test(text)

/** Takes a connective away from a sentence's start. */
export function withoutConnective(text: string): string {
  const japanese = text.replace(STRIPPABLE_JAPANESE, '')
  if (japanese !== text) return japanese
  const english = text.replace(STRIPPABLE_ENGLISH, '')
  return english === text ? text : english.charAt(0).toUpperCase() + english.slice(1)
}

const wide = (lang: string) => lang === 'ja' || lang === 'zh' || lang === 'ko'

/** Says whether a sentence has a key point's length: 20–120 characters, 40–240 where words have spaces between. */
export function hasPointLength(text: string, lang: string): boolean {
  const length = codePoints(text)
  return wide(lang) ? length >= 20 && length <= 120 : length >= 40 && length <= 240
}

/** A lead that is shorter takes the next sentence along. */
export const isShortLead = (text: string, lang: string): boolean =>
  codePoints(text) < (wide(lang) ? 25 : 60)

/** Says whether it states something: it ends, and neither asks nor only quotes. */
export function isStatement(text: string): boolean {
  if (/[?？]["”」』)）]?$/.test(text)) return false
  if (/^[「“"『][^」”"』]*[」”"』]$/.test(text)) return false
  return /[。．.!！]["”」』)）]*$/.test(text)
}
