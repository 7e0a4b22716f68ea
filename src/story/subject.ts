/** Whom or what a title speaks of first: two companies with one kind of news begin differently. Pure. */
import { type Words, wordsOf } from './words.ts'

/** What stands in front and is no part of the sentence: 【速報】, （前橋）, LIVE: … */
const MARKER =
  /^(?:[【［[(（<＜][^】］\])）>＞]{0,12}[】］\])）>＞]\s*|(?:breaking|live|update|watch|exclusive|速報|独自|詳報)[:：\s]\s*)+/iu
const JA_END = /[、,。「『"“は]|(?<=\p{Script=Han}|[ァ-ヶー])(?:が|で|に|を|の|と)(?=\S)|\s{1,}|　/u

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
