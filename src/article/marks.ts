/** The marks of the digest format, in all their spellings. */

const POINTS_HEAD =
  /^\s*(?:📘|📖|📗|📕|📙)?\s*この記事で(?:分|わ)かる(?:事|こと)\s*[!！]*\s*[:：]?\s*$/u
const POINT = /^💡\ufe0f?\s*/u
const CHECK = /^(?:✅|☑|✔)\ufe0f?\s*/u
const PROMO = /^(?:それでは[、,]?\s*本日の記事の重要ポイント|まずはこちらをご覧ください)/
const CHROME = /(?:Logo|Menu opener)$/
const MORE = /^さらに読む\s*(?:⇒|→|➡\ufe0f?|⇨|=>|＝＞|»|>{1,2}|＞{1,2})?\s*/u
const CREDIT = /\s*(?:出典|引用元)?\s*[/／・]?\s*(?:画像元|出典|引用元)\s*[:：]\s*/
const CREDIT_START = /^(?:出典|引用元|画像元)\s*[/／・:：]/
const DATE =
  /(?:公開日|掲載日|配信日)\s*[:：]\s*(\d{4}\s*[/／.\-年]\s*\d{1,2}\s*[/／.\-月]\s*\d{1,2}日?)\s*$/
const NEXT = /^次のページ(?:を読む|を見る|へ)?\s*(?:⇒|→|➡\ufe0f?|⇨|=>|＝＞|»|>{1,2}|＞{1,2})?\s*/u
/** What stands below an article on its page. */
const AFTER_END =
  /^(?:関連記事|関連する記事|あわせて読みたい|合わせて読みたい|おすすめ|人気記事|人気の|ランキング|最新記事|最近の投稿|シェア|この記事をシェア|ツイート|Tweet|Share|Copyright|©|タグ|カテゴリ|この記事を書いた|前の記事|次の記事|コメント|投稿日|広告|スポンサー|プライバシー|お問い合わせ|目次|The post )/i
const PAGE_NUMBERS = /^(?:ページ\s*)?[\d０-９\s|/·・.«»<>…]+$|^(?:前へ|次へ|前のページ)/

export const isPointsHead = (text: string): boolean => POINTS_HEAD.test(text)
export const isPoint = (text: string): boolean => POINT.test(text)
export const isCheck = (text: string): boolean => CHECK.test(text)
export const isPromo = (text: string): boolean => PROMO.test(text)
export const isChrome = (text: string): boolean => CHROME.test(text)
export const isMore = (text: string): boolean => MORE.test(text)
export const isNext = (text: string): boolean => NEXT.test(text)
export const isCreditStart = (text: string): boolean => CREDIT_START.test(text)
export const isAfterEnd = (text: string): boolean => AFTER_END.test(text) || PAGE_NUMBERS.test(text)

/** Gives what follows the 💡, ✅, `さらに読む ⇒` or `次のページを読む ⇒` at a line's start. */
export const afterPoint = (text: string): string => text.replace(POINT, '')
export const afterCheck = (text: string): string => text.replace(CHECK, '')
export const afterMore = (text: string): string => text.replace(MORE, '')
export const afterNext = (text: string): string => text.replace(NEXT, '')

/** Splits `publisher 出典/画像元: url`; null where no credit stands in it. */
export function splitCredit(text: string): { before: string; after: string } | null {
  const match = CREDIT.exec(text)
  if (!match) return null
  return { before: text.slice(0, match.index), after: text.slice(match.index + match[0].length) }
}

/** Takes a `公開日:2025/01/17` at a line's end apart; null where there is none. */
export function splitDate(text: string): { before: string; date: string } | null {
  const match = DATE.exec(text)
  return match?.[1] === undefined
    ? null
    : { before: text.slice(0, match.index).trimEnd(), date: match[1] }
}

/** A line that ends as a question does. */
export const isQuestion = (text: string): boolean => /[?？]["”」』)）]?$/.test(text)

/** A line that ends as a sentence does. */
export const isEnded = (text: string): boolean => /[。．.!！?？…♪☆★]["”」』)）]*$/.test(text)
