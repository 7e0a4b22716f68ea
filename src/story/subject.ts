/** Whom or what a title speaks of first: two companies with one kind of news begin differently. Pure. */
import { type Words, wordsOf } from './words.ts'

/** What stands in front and is no part of the sentence: 【速報】, （前橋）, LIVE: … */
const MARKER =
  /^(?:[【［[(（<＜][^】］\])）>＞]{0,12}[】］\])）>＞]\s*|(?:breaking|live|update|watch|exclusive|速報|独自|詳報)[:：\s]\s*)+/iu
const JA_END = /[、,。「『"“は]|(?<=\p{Script=Han}|[ァ-ヶー])(?:が|で|に|を|の|と)(?=\S)|\s{1,}|　/u

/** What follows is why, or what was before: the title's background. */
const BACKGROUND =
  /\s(?:(?:days|hours|weeks|months) )?(?:after|following|amid|despite|over(?! \d)|in (?:the )?wake of)\s/iu

/** Gives a title (in NFKC) in two: what it tells, and the background that it tells it before. */
export function clausesOf(title: string): { main: string; background: string } {
  const at = title.search(BACKGROUND)
  return at < 12
    ? { main: title, background: '' }
    : { main: title.slice(0, at), background: title.slice(at) }
}

const QUOTED = /[「『“"]([^」』”"。]{2,16})[」』”"]/gu

/** Gives the words of what a title (in NFKC) puts in quotation marks: mostly the name of a work or a product. */
export const quotedIn = (title: string): Words =>
  wordsOf([...title.matchAll(QUOTED)].map(([, name]) => name).join(' '))

/** Gives the words of the first phrase of a title (in NFKC). */
export function subjectOf(title: string): Words {
  const plain = title.replace(MARKER, '').replace(/^[「『"“]/u, '')
  if (/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(plain)) {
    const end = plain.slice(1).search(JA_END)
    return wordsOf(end < 0 ? plain : plain.slice(0, end + 1))
  }
  const capital = /^(?:(?:The|A|An)\s+)?((?:[\p{Lu}\p{N}][\p{L}\p{N}'’.&+-]*\s*){1,3})/u.exec(plain)
  return wordsOf(capital?.[1] ?? '')
}
