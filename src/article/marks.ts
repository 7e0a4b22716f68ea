/** The marks of the digest format, in all their spellings. */

const POINTS_HEAD =
  /^(?:\p{Extended_Pictographic}|\ufe0f|[\s■□◆◇●○▼▶【《〈<＜[［])*この記事で(?:分|わ)かる(?:事|こと)は?(?:\ufe0f|[\s!！❗‼?？:：】》〉>＞\]］])*$/u
const POINT = /^💡\ufe0f?\s*/u
const CHECK = /^(?:✅|☑|✔)\ufe0f?\s*/u
/** A mark whose text stands on the next line, as a picture before a paragraph does. */
const MARK_ALONE = /^(?:💡|✅|☑|✔)\ufe0f?$/u
const PROMO = /^(?:それでは[、,]?\s*本日の記事の重要ポイント|まずはこちらをご覧ください)/
const CHROME = /(?:Logo|Menu opener)$/
const MORE = /^さらに読む\s*(?:⇒|→|➡\ufe0f?|⇨|=>|＝＞|»|>{1,2}|＞{1,2})?\s*/u
/** Blanks are counted: three runs of any length beside each other would take cubic time. */
const CREDIT = /(?:(?:出典|引用元)\s{0,3})?(?:[/／・]\s{0,3})?(?:画像元|出典|引用元)\s{0,3}[:：]/
const CREDIT_START = /^(?:出典|引用元|画像元)\s*[/／・:：]/
const DATE_LABEL = /(?:公開日|掲載日|配信日)\s*[:：]([^。！？!?]{0,40})$/
const DAY = /^[\d０-９]{4}\s*[/／.\-年]\s*[\d０-９]{1,2}\s*[/／.\-月]\s*[\d０-９]{1,2}日?/
/** What sites write over their advertisements. */
const AD_LABEL =
  /^[[［【]?(?:スポンサー(?:ド)?(?:リンク|サイト|広告)?|広告|PR|AD|Advertisements?|Sponsored(?: links?)?)[\]］】]?$/i
/** A page's own data over its text: dates, categories, who wrote it. */
const PAGE_DATA =
  /^(?:(?:公開日?|投稿日?|更新日?|最終更新日?)[:：]?\s*)?(?:\d{4}\s*[/.\-年]\s*\d{1,2}\s*[/.\-月]\s*\d{1,2}日?(?:[\s|｜/／(（・·][^。！!？?]{0,40})?$)|^(?:カテゴリー?|タグ|著者|執筆者?|ライター|投稿者|Category|Tags?|By|Posted|共有|シェア|Share)\s*[:：]|^(?:目次|もくじ|ホーム|HOME|共有|シェア(?:する)?|ツイート(?:する)?|ポスト(?:する)?|Share|Tweet|Facebook|LINE|X|はてブ|Pocket)$/i
const NEXT = /^次のページ(?:を読む|を見る|へ)?\s*(?:⇒|→|➡\ufe0f?|⇨|=>|＝＞|»|>{1,2}|＞{1,2})?\s*/u
/** What stands below an article on its page; a sentence may begin like that too. */
const AFTER_END =
  /^(?:関連記事|関連する記事|あわせて読みたい|合わせて読みたい|おすすめ|人気記事|人気の|ランキング|最新記事|最近の投稿|シェア|この記事をシェア|ツイート|Tweet|Share|タグ|カテゴリ|この記事を書いた|前の記事|次の記事|コメント|投稿日|広告|スポンサー|プライバシー|お問い合わせ|目次)/i
const ALWAYS_AFTER_END = /^(?:Copyright\b|©|The post .+ (?:first appeared|appeared first) on )/i
const PAGE_NUMBERS = /^(?:ページ\s*)?[\d０-９\s|/·・.«»<>…]+$|^(?:前へ|次へ|前のページ)/

export const isPointsHead = (text: string): boolean => POINTS_HEAD.test(text)
export const isPoint = (text: string): boolean => POINT.test(text)
export const isMark = (text: string): boolean => isPoint(text) || isCheck(text)
export const isMarkAlone = (text: string): boolean => MARK_ALONE.test(text)
export const isCheck = (text: string): boolean => CHECK.test(text)
export const isPromo = (text: string): boolean => PROMO.test(text)
export const isChrome = (text: string): boolean => CHROME.test(text)
export const isAdLabel = (text: string): boolean => AD_LABEL.test(text)
export const isPageData = (text: string): boolean => PAGE_DATA.test(text)
export const isMore = (text: string): boolean => MORE.test(text)
export const isNext = (text: string): boolean => NEXT.test(text)
export const isCreditStart = (text: string): boolean => CREDIT_START.test(text)
export const isAfterEnd = (text: string): boolean =>
  ALWAYS_AFTER_END.test(text) ||
  (!isEnded(text) && (AFTER_END.test(text) || PAGE_NUMBERS.test(text)))

/** Gives what follows the 💡, ✅, `さらに読む ⇒` or `次のページを読む ⇒` at a line's start. */
export const afterPoint = (text: string): string => text.replace(POINT, '')
export const afterCheck = (text: string): string => text.replace(CHECK, '')
export const afterMore = (text: string): string => text.replace(MORE, '')
export const afterNext = (text: string): string => text.replace(NEXT, '')

/** Splits `publisher 出典/画像元: url`; null where no credit stands in it. */
export function splitCredit(text: string): { before: string; after: string } | null {
  const match = CREDIT.exec(text)
  if (!match) return null
  return {
    before: text.slice(0, match.index).trimEnd(),
    after: text.slice(match.index + match[0].length).trimStart(),
  }
}

/** Takes a `公開日:2026/03/04` at a line's end apart, of which only the day is kept; null where there is none. */
export function splitDate(text: string): { before: string; date: string | null } | null {
  const match = DATE_LABEL.exec(text)
  if (match === null) return null
  const written = match[1]?.trim() ?? ''
  const day = DAY.exec(written)?.[0]
  const before = text.slice(0, match.index).trimEnd()
  if (before !== '' && day === undefined) return null
  return { before, date: (day ?? written) || null }
}

/** A line that ends as a question does. */
export const isQuestion = (text: string): boolean => /[?？]["”」』)）]?$/.test(text)

/** A line that ends as a sentence does. */
export const isEnded = (text: string): boolean => /[。．.!！?？…♪☆★]["”」』)）]*$/.test(text)
