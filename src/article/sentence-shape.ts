/** What a sentence looks like to a reader who meets it alone. Pure. */
import { codePoints } from '../text/truncate.ts'

const DANGLING_JAPANESE =
  /^(?:また|しかし|だが|ただし?|なお|一方で?|さらに|そして|それ|その|これ|この(?!ほど|たび)|こう|そう|そこ|ここ|つまり|例えば|たとえば|同(?:じく|氏|社|日|省|国|局|庁|大|紙|校|県|市|町|村|党|署|機|船|店|誌|館|園|院|団|作|容疑者|被告|選手|監督|番組)(?!盟|志|時|様)|両(?:者|氏|社|店|国|報道|選手|容疑者|被告)[はがのもにで、]|彼女?(?:ら|たち)?[はがのをもに]|いずれも|うち|ところが|とはいえ|けれども|だから|したがって|以上|他方|もっとも|ちなみに|とくに|特に)/
const DANGLING_ENGLISH =
  /^(?:However|But|And|Or|So|Also|Moreover|Furthermore|Meanwhile|Instead|Still|Yet|Then|Thus|Therefore|He|She|They|It|This|That|These|Those|His|Her|Their|Its|Such|There|Here|Besides|Nevertheless|For example|For instance|In addition|As a result|On the other hand)\b/
/** Words at a sentence's start that can go without harm, with the comma after them. */
const STRIPPABLE_JAPANESE =
  /^(?:また|しかし|だが|なお|一方で?|さらに|そして|ただし|ちなみに|その後|そのうえ|ところが|とはいえ|もっとも|とくに|特に)、/
const STRIPPABLE_ENGLISH =
  /^(?:However|But|And|So|Also|Moreover|Furthermore|Meanwhile|Still|Yet|Then|Besides|Nevertheless|In addition),\s+/

const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\\.?'
const AGENCY = '\\((?:Reuters|AP|AFP|CNN|UPI|Xinhua|Bloomberg|Kyodo|dpa)[^)]{0,20}\\)'
/** Where a report was sent from, and by whom. */
const DATELINE = new RegExp(
  `^[A-Z][A-Z'.-]+(?:[ ,/]+[A-Z][\\w'.-]*){0,4}(?:,? ${MONTH} \\d{1,2}(?:, \\d{4})?)? (?:${AGENCY} ?[-–—]{1,2} |[–—] (?=["“]?[A-Z]))` +
    `|^${AGENCY} ?[-–—]{0,2} ?` +
    '|^(?:【[^】]{1,20}[=＝][^】]{1,20}】|【[^】]{1,12}(?:共同|時事|ロイター|AFP|AP|CNN)】|[［[][^\\]］]{0,24}(?:ロイター|共同|時事|AP|AFP)[\\]］])\\s*[-–—]?\\s*',
  'u',
)
/** What a list or a mark of its own puts before a text. */
const BULLET = /^(?:(?:[✅💡☑✔・•●■◆▶►]\ufe0f?\s*|[*-]\s+))+(?=\S)/u

/** Takes away what stands before a sentence and is none of it: a dateline, a bullet. */
export const withoutLabel = (text: string): string =>
  text.replace(DATELINE, '').replace(BULLET, '') || text

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
