/** The marks of the digest format, in all their spellings. */

/** Asks for a letter's form or a picture's. */
const FORM = '[\\ufe0e\\ufe0f]?'
/** What a list puts before its lines, where a mark of the format follows. */
const BULLET = '(?:(?:[・•·‣◦*■□◆◇●○▼▶]|[-–—]\\s|[0-9０-９]{1,2}[.)．]\\s?)\\s?)?'
const BULB = '💡'
const TICK = '[✅☑✔✓🗸🗹]'
const POINT = new RegExp(`^${BULLET}(?:${BULB}${FORM}\\s*){1,3}[:：・]?\\s*`, 'u')
const CHECK = new RegExp(`^${BULLET}${TICK}${FORM}\\s*[:：・]?\\s*`, 'u')
/** A mark whose text stands on the next line, as a picture before a paragraph does. */
const MARK_ALONE = new RegExp(`^${BULLET}(?:${BULB}|${TICK})${FORM}$`, 'u')
/** What stands around a heading for ornament; counted, since runs of any length beside each other take too long. */
const ORNAMENT =
  '(?:\\p{Extended_Pictographic}|[\\ufe0e\\ufe0f\\s■□◆◇●○▼▶★☆＼／\\\\/|｜【】《》〈〉「」<>＜＞［］\\[\\]!！❗‼?？:：]){0,8}'
const POINTS_HEAD = new RegExp(
  `^${ORNAMENT}(?:この|本)記事(?:で|から|を読んで|を読むと)[、,]?\\s?(?:分|わ|解|判)かる\\s?(?:[0-9０-９]{1,2}つの)?\\s?(?:事|こと|ポイント)(?:[0-9０-９]{1,2}(?:つ|点|選))?は?${ORNAMENT}(?:[（(][^）)]{1,10}[）)])?${ORNAMENT}$`,
  'u',
)

/** What leads over from the points to the first section. */
const PROMO =
  /^(?:(?:それ)?では[、,]?\s{0,3}(?:早速|さっそく|まず)?[、,]?(?:本日|今日|今回)の.{0,12}(?:ポイント|要点|内容)|(?:それでは[、,]?)?まずは?(?:こちら|以下)をご覧ください)/

const CHROME =
  /(?:Logo|Menu opener)$|^(?:Chrysanthemum Digest|Skip to (?:main )?content|コンテンツ(?:へ|に)(?:スキップ|移動)|メニュー|MENU|検索)$/
/** A path through the site: ホーム > 国際 > … */
const PATH = /^(?:ホーム|HOME|トップ(?:ページ)?|TOP)\s{0,3}[>›»＞/／]/i

const ARROW = `(?:(?:[=＝-]{1,2}[>＞]|[⇒→➡⇨➔➜⇛»≫》▶►▷☞⏩👉＞>…]${FORM})\\s?){1,3}`
const CREDIT_LABEL =
  '(?:出典元?|引用元?|画像元|画像出典|画像引用元|参照元?|参考元?|情報[元源]|Source)'
/** Blanks are counted: three runs of any length beside each other would take cubic time. */
const CREDIT = new RegExp(
  `[（(【]?\\s{0,3}[/／]?${CREDIT_LABEL}(?:\\s{0,3}[/／・,、&＆]\\s{0,3}${CREDIT_LABEL}){0,2}(?:\\s{0,3}[】]?[:：]|】|(?=\\s{0,3}https?:))`,
  'g',
)
const CREDIT_START = new RegExp(`^[（(【]?${CREDIT_LABEL}\\s*[/／・:：】]`)
const LEADING = '(?:\\p{Extended_Pictographic}|[\\ufe0f\\s▶►▷☞≫»→【・]){0,6}'
const MORE_WORDS = `${LEADING}さらに読む】?`
const MORE = new RegExp(`^${MORE_WORDS}\\s*(?:${ARROW}|[:：])?\\s*`, 'u')
/** さらに読むと… begins a sentence. */
const IS_MORE = new RegExp(
  `^${MORE_WORDS}(?:\\s*(?:${ARROW}|[:：])|\\s*$|\\s|(?=.{0,200}${CREDIT_LABEL}))`,
  'u',
)
const NEXT_WORDS = `${LEADING}(?:(?:続きは)?次の?ページ(?:を(?:読む|見る|開く)|(?:へ|に)(?:進む|続く)?)?|[2-9２-９]ページ目(?:を読む|へ))(?:\\s?[（(][\\d/／]{1,7}[）)])?】?`
const NEXT = new RegExp(`^${NEXT_WORDS}\\s*(?:${ARROW}|[:：])?\\s*`, 'u')
/** 次のページでは… begins a sentence. */
const IS_NEXT = new RegExp(`^${NEXT_WORDS}(?:\\s*(?:${ARROW}|[:：])|\\s*$|\\s)`, 'u')

const DATE_WORD = '(?:公開|掲載|配信|投稿|更新|発表|発行)(?:日時?|(?=\\s{0,3}[:：]))'
const DATE_LABEL = new RegExp(
  `[（(]?${DATE_WORD}(?:\\s{0,3}[:：]|\\s{1,3}(?=[\\d０-９])|(?=[\\d０-９]))([^。！？!?]{0,40})$`,
)
const DAY_WRITTEN =
  '[\\d０-９]{4}\\s{0,2}[/／.．\\-年]\\s{0,2}[\\d０-９]{1,2}\\s{0,2}[/／.．\\-月]\\s{0,2}[\\d０-９]{1,2}日?'
const DAY = new RegExp(`^${DAY_WRITTEN}`)
/** A day by itself, with or without its hour. */
const DAY_ALONE = new RegExp(
  `^[（(［[]?(${DAY_WRITTEN})(?:\\s{0,2}[（(].[）)])?(?:\\s{1,2}[\\d０-９]{1,2}[:：時][\\d０-９]{2}分?)?[）)］\\]]?(?:\\s{0,2}(?:公開|掲載|配信|付))?$`,
)

/** What sites write over their advertisements. */
const AD_LABEL =
  /^[[［【]?(?:スポンサー(?:ド)?(?:リンク|サイト|広告)?|広告|PR|AD|Advertisements?|Sponsored(?: links?)?)[\]］】]?$/i
/** A page's own data over its text: dates, categories, who wrote it. */
const PAGE_DATA =
  /^(?:(?:公開日?|投稿日?|更新日?|最終更新日?)[:：]?\s*)?(?:\d{4}\s*[/.\-年]\s*\d{1,2}\s*[/.\-月]\s*\d{1,2}日?(?:[\s|｜/／(（・·][^。！!？?]{0,40})?$)|^(?:カテゴリー?|タグ|著者|執筆者?|ライター|投稿者|Category|Tags?|By|Posted|共有|シェア|Share)\s*[:：]|^この記事は(?:約|およそ)?[\d０-９]+分で読め|^[※*＊]?(?:本|当|この)(?:ページ|記事|サイト)(?:は|に|には)、?[^。]{0,20}(?:プロモーション|広告|アフィリエイト|PR)[^。]{0,20}。?$|^(?:目次|もくじ|ホーム|HOME|共有|シェア(?:する)?|ツイート(?:する)?|ポスト(?:する)?|Share|Tweet|Facebook|LINE|X|はてブ|Pocket)$/i
/** What stands below an article on its page; a sentence may begin like that too. */
const AFTER_END =
  /^(?:関連(?:する)?記事|[あ合]わせて読みたい|おすすめ|人気記事|人気の|ランキング|(?:最新|新着)の?(?:記事|情報)|最近の投稿|シェア|SNSでシェア|(?:よろし|よ)ければ.{0,12}シェア|この記事をシェア|この記事が気に入ったら|ツイート|Tweet|Share|タグ|カテゴリ|この記事を書いた|前の記事|次の記事|記事一覧|コメント|投稿日|広告|スポンサー|プライバシー|お問い合わせ|運営会社|プロフィール|サイト内検索|目次|Related (?:posts|articles)|Post Views|About me\b|Leave a (?:comment|reply))/i
const ALWAYS_AFTER_END =
  /^(?:Copyright\b|©|All rights reserved|この記事が気に入ったら|The post .+ (?:first appeared|appeared first) on )/i
const PAGE_NUMBERS =
  /^(?:(?:固定)?ページ\s*[:：]?\s*)?[\d０-９\s|/·・.«»<>…]+(?:次へ)?$|^[«<\s]*(?:前へ|次へ|前のページ|PREV|NEXT|TOP|ページトップ|トップへ戻る)|^(?:X|Facebook|LINE|はてブ|Pocket|Bluesky)$/i

/** Where a mark, a way to a source or the next page begins within a line: after a blank or a sentence's end. */
export const BEFORE_MARK = new RegExp(
  `(?<=[\\s。．！？!?」』）)])\\s{0,3}(?=(?:${BULB}|${TICK})|${MORE_WORDS}\\s*${ARROW}|次のページを読む\\s*${ARROW})`,
  'u',
)

const BULLET_AT_START = new RegExp(`^${BULLET}`)

/** Gives what a list puts before a line; most often nothing. */
export const bulletOf = (text: string): string => BULLET_AT_START.exec(text)?.[0] ?? ''

export const isPointsHead = (text: string): boolean => POINTS_HEAD.test(text)
export const isPoint = (text: string): boolean => POINT.test(text) && !isPointsHead(text)
export const isMark = (text: string): boolean => isPoint(text) || isCheck(text)
export const isMarkAlone = (text: string): boolean => MARK_ALONE.test(text)
export const isCheck = (text: string): boolean => CHECK.test(text)
export const isPromo = (text: string): boolean => PROMO.test(text)
export const isChrome = (text: string): boolean => CHROME.test(text) || PATH.test(text)
export const isAdLabel = (text: string): boolean => AD_LABEL.test(text)
export const isPageData = (text: string): boolean => PAGE_DATA.test(text)
export const isMore = (text: string): boolean => IS_MORE.test(text)
export const isNext = (text: string): boolean => IS_NEXT.test(text)
export const isCreditStart = (text: string): boolean => CREDIT_START.test(text)
export const isAfterEnd = (text: string): boolean =>
  ALWAYS_AFTER_END.test(text) ||
  (!isEnded(text) && (AFTER_END.test(text) || PAGE_NUMBERS.test(text)))

/** Gives what follows the 💡, ✅, `さらに読む ⇒` or `次のページを読む ⇒` at a line's start. */
export const afterPoint = (text: string): string => text.replace(POINT, '')
export const afterCheck = (text: string): string => text.replace(CHECK, '')
export const afterMore = (text: string): string => text.replace(MORE, '')
export const afterNext = (text: string): string => text.replace(NEXT, '')

/**
 * Splits `publisher 出典/画像元: url`; null where no credit stands in it. Of several credits the source's counts, not the
 * picture's.
 */
export function splitCredit(text: string): { before: string; after: string } | null {
  const credits = [...text.slice(0, LONGEST_CREDITED).matchAll(CREDIT)]
  const [first] = credits
  if (first === undefined) return null
  const at = Math.max(
    0,
    credits.findIndex(([label]) => label.replaceAll(/画像(?:元|出典|引用元)/g, '').length > 3),
  )
  const credit = credits[at] ?? first
  return {
    before: text.slice(0, first.index).trimEnd(),
    after: text.slice(credit.index + credit[0].length, credits[at + 1]?.index).trim(),
  }
}

/** Publisher, credit and the longest address that anybody could follow. */
const LONGEST_CREDITED = 4000

/** Takes the sentences away that lead over from the points, which may stand before the first heading on its line. */
export const withoutPromo = (text: string): string => {
  let rest = text
  while (PROMO.test(rest)) {
    const [, after = ''] = /^[^。！!]{0,80}(?:[。！!]\s*|$)(.*)$/su.exec(rest) ?? []
    if (after.length >= rest.length) return ''
    rest = after
  }
  return rest
}

/** Takes a `公開日:2026/03/04` at a line's end apart, of which only the day is kept; null where there is none. */
export function splitDate(text: string): { before: string; date: string | null } | null {
  const alone = DAY_ALONE.exec(text)?.[1]
  if (alone !== undefined) return { before: '', date: alone }
  const match = DATE_LABEL.exec(text)
  if (match === null) return null
  const written = match[1]?.trim().replace(/[）)]$/, '') ?? ''
  const day = DAY.exec(written)?.[0]
  const before = text.slice(0, match.index).trimEnd()
  if (before !== '' && day === undefined) return null
  return { before, date: (day ?? written) || null }
}

/** A line that ends as a question does. */
export const isQuestion = (text: string): boolean => /[?？]["”」』)）]?$/.test(text)

/** A line that ends as a sentence does. */
export const isEnded = (text: string): boolean => /[。．.!！?？…♪☆★]["”」』)）]*$/.test(text)
