/** What in a sentence is a name, as far as its letters show it. Pure. */

const KATAKANA = /[\p{Script=Katakana}ー]{2,}(?:[・=＝][\p{Script=Katakana}ー]+)*/gu
/** What stands behind the name of a person, a place or a body. */
const KANJI =
  /[\p{Script=Han}々]{1,8}(?=氏|さん|容疑者|被告|首相|総理|大統領|知事|市長|町長|村長|議員|大臣|長官|社長|会長|教授|監督|選手|大学|銀行|新聞|病院|空港|裁判所|県|府|市|町|村|区|州|省|庁|党|駅|川|山|島)/gu
/** A run of characters that stands for itself: 田中太郎. */
const HAN_RUN = /[\p{Script=Han}々]{3,6}/gu
/** A capital inside a sentence. */
const CAPITAL = /(?<=[\p{L}\p{N},;:)”’"']\s+[“‘"']?)\p{Lu}[\p{L}\p{N}’'.&-]*/gu

const NO_NAMES = new Set([
  'I',
  'Mr',
  'Mrs',
  'Ms',
  'Dr',
  'The',
  'A',
  'An',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
])

const bare = (word: string) => word.replace(/['’]s?$|[.]$/u, '')

/** Gives the names of a sentence in NFKC, and what may be one beside what shows it. */
export function namesIn(text: string): { sure: string[]; runs: string[] } {
  const plain = text.normalize('NFKC')
  const all = (pattern: RegExp) => [...plain.matchAll(pattern)].map(([name]) => name)
  const capitals = all(CAPITAL)
    .map(bare)
    .filter((word) => word.length > 1 && !NO_NAMES.has(word))
  return { sure: [...all(KATAKANA), ...all(KANJI), ...capitals], runs: all(HAN_RUN) }
}

/** Whether two runs differ in a part only: 田中太郎 and 田中次郎, but not 発表 and 逮捕. */
export function isRespelled(a: string, b: string): boolean {
  if (a === b || a.length !== b.length) return false
  const same = [...a].filter((sign, index) => sign === b[index]).length
  return same >= a.length / 2
}
