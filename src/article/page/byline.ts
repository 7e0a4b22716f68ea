/** What stands over an article on its page and is none of its text: who wrote it, when, how long it takes to read. Pure. */

/** More is a sentence, whatever it begins with. */
const LONGEST = 120
const ENDS = /[。．.!！?？…]["”」』)）]*$/
const DATE =
  /\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2},? \d{4}\b|\b\d{1,2}\.? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{4}\b/i
const LABEL =
  /^(?:by |written by |words by |text by |posted |published |updated |last updated |share\b|文[:：／/=＝]|文・|取材[:：・]|著者[:：]|執筆(?:者)?[:：]|公開(?:日)?[:：]|更新(?:日)?[:：]|最終更新|投稿(?:日|者)?[:：]|\d+ ?(?:min(?:ute)?s?\b|分)(?: read|で読める)?)/i
/** Nothing but a number of minutes, or of comments. */
const COUNT = /^\d+ ?(?:min(?:ute)?s?(?: read)?|分で読めます?|comments?|件のコメント)$/i

/** Says whether a text over an article is such data. */
export function isByline(text: string): boolean {
  const line = text.trim()
  if (line === '' || line.length > LONGEST) return false
  if (COUNT.test(line)) return true
  return !ENDS.test(line) && (LABEL.test(line) || DATE.test(line))
}
