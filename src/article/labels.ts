/** What stands before or behind a sentence and is none of it: datelines, credits, bullets, notes. Pure. */

const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\\.?'
const AGENCIES =
  'Reuters|AP|AFP|CNN(?:Money| Business| Student News)?|UPI|Xinhua|Bloomberg|Kyodo|Kyodo News|Jiji|dpa|DPA|EFE|ANSA|TASS|PTI|ANI|IANS|Yonhap|Thomson Reuters Foundation|BUSINESS WIRE|Business Wire|GLOBE NEWSWIRE|GlobeNewswire|PRNewswire|PR Newswire|MarketWatch|CNBC|BBC|WIRED|The Hollywood Reporter|InStyle|Mashable|EW\\.com|PEOPLE\\.com|CNET|NPR|AFP Relaxnews'
const AGENCY = `(?:\\((?:[\\w ]+/)?(?:${AGENCIES})[^)]{0,20}\\)|/(?:PRNewswire|CNW|PRNewswire-[\\w ]+)/)`
const DASH = '(?:\\s*(?:--|[-–—])\\s*)'
const DATE = `(?:,? ?(?:${MONTH} \\d{1,2}|\\d{1,2} ${MONTH})(?:,? \\d{4})?,?)`
const PLACE =
  "[A-Z][\\p{L}'.’-]+(?:[ ,/]+(?:[A-Z][\\p{L}'.’]*|de|of|la|el|on|in|upon))?(?:[ ,/]+[A-Z][\\p{L}'.’]*){0,4}"
const LOUD_PLACE =
  "\\p{Lu}{2}[\\p{Lu}'.’-]*(?:[ ,/]+\\p{Lu}[\\p{Lu}'.’-]+){0,3}(?:, \\p{Lu}[\\p{L}.]+(?: \\p{Lu}[\\p{L}.]+)?)?"
/** Where a report was sent from, and by whom. */
const DATELINE = new RegExp(
  `^(?:${[
    `(?:${PLACE}${DATE}? ?)?(?:--)?${AGENCY}${DASH}?`,
    `${LOUD_PLACE}${DATE}?(?:--| (?:--|[-–—]) ?)(?=["“'‘]?[\\p{Lu}\\d])`,
    `${PLACE}${DATE} (?:--|[-–—]) (?=["“'‘]?[\\p{Lu}\\d])`,
    `【[^】]{1,40}】(?:[（(][^）)]{1,24}[）)])?\\s*[-–—]?\\s*(?=\\S)`,
    `[［[][^\\]］]{0,30}(?:ロイター|共同|時事|AP|AFP|ブルームバーグ)[^\\]］]{0,6}[\\]］]\\s*[-–—]?\\s*`,
    `[（(][^）)]{0,12}(?:ロイター|共同|時事|ＣＮＮ|CNN|AP|AFP|ブルームバーグ)[^）)]{0,8}[）)]\\s*[-–—]?\\s*`,
    `[（(](?:東京|大阪|ソウル|北京|新华社|中新社)[=＝]?[^）)]{0,12}[）)]\\s*`,
    `[（(][^）)]{0,6}社記者[^）)]{1,24}電[）)]\\s*`,
    `(?:新华社|中新社|中新网)[^，。]{0,16}电(?:[（(][^）)]{1,24}[）)])?\\s*`,
    `[［[(（][^\\]］)）]{1,16}(?:뉴스|기자|뉴시스)[\\]］)）]\\s*(?:[^=]{1,12}=\\s*)?`,
  ].join('|')})`,
  'u',
)
/** What a list or a mark of its own puts before a text. */
const BULLET =
  /^(?:(?:[✅💡☑✔・•●■□◆◇▶►▼◎○☆★※]\ufe0f?\s*|[*–—-]\s+)+|(?:\(?\d{1,2}[.)]|[①-⑳])\s+)(?=\S)/u
/** When a line of a live report was written. */
const CLOCK =
  /^\[?(?:\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?)(?: [A-Z]{2,4})?\]?(?:\s*[-–—|]+\s+|:\s+|\s+(?=\p{Lu}\p{Ll}|[\p{Script=Han}\p{Script=Katakana}]))(?=\S)/u
/** The Daily Mail's page head in one line. */
const PAGE_HEAD =
  /^By\s?\.\s.{2,200}?(?:PUBLISHED|Published|UPDATED|Updated|Last updated)\s?:?\s?\.?\s?.{0,60}?\d{4}(?:\s?\.)?(?:\s?\|\s?\.?\s?(?:UPDATED|Updated)\s?:\s?\.?\s?.{0,50}?\d{4}\s?\.?)?\s*/
const NOTICE =
  /^(?:Scroll down for (?:the |a )?(?:full )?(?:videos?|more|pictures|photos)(?: and [a-z]+)?|SCROLL DOWN FOR (?:VIDEO|MORE)|BREAKING(?: NEWS)?:|Breaking(?: news)?:|EXCLUSIVE:|Exclusive:|Advertisement|ADVERTISEMENT)\s*[.:]?\s+(?=["“'‘]?\p{Lu})/u
/** Who wrote or took something, in brackets at the end, after the stop or before it. */
const TAIL =
  /\s*(?:[（(【［[](?:(?:写真|画像|動画|提供|撮影)(?!再生|視聴|編集|認識|処理|配信時|価格|数)|出典|共同|時事|ロイター|AFP|AP|CNN|Photo|Image|Picture|Credit|Source|Reuters|via|video)[^）)】］\]]{0,40}[）)】］\]]|(?:\[\d{1,3}\])+)(?=[。.]?$)/u
const FOOTNOTES = /(?:\[(?:\d{1,3}|注\d*|note \d+|citation needed|要出典)\])+/g

/** Takes a page's head away from a line before its sentences are told apart. */
export const withoutPageHead = (line: string): string =>
  line.startsWith('By') ? line.replace(PAGE_HEAD, '') || line : line

/** Takes away what stands before a sentence and is none of it: a dateline, a bullet, a notice. */
export function withoutLabel(text: string): string {
  const bare = text
    .replace(NOTICE, '')
    .replace(BULLET, '')
    .replace(CLOCK, '')
    .replace(DATELINE, '')
    .replace(NOTICE, '')
  return bare.trim() || text
}

/** Where a company sits, who leads it, how it is called below, and under which sign its shares trade. */
const COMPANY =
  /[（(](?:本社|本店|所在地|東証|証券コード|代表取締役|代表者?[:：]|以下[、,\s]?「)[^（）()]{0,120}[)）]|\s?\((?:NASDAQ|Nasdaq|NYSE|TSXV?|LSE|AIM|OTC\w*|ASX|TSE|TYO|HKEX|Euronext)[^()]{0,40}\)/gu

/** A sentence that was cut ends in `…`. */
function withoutSign(text: string): string {
  if (!text.endsWith(BROKEN_OFF)) return text
  const rest = text.slice(0, -BROKEN_OFF.length).trimEnd()
  return rest === '' || WHOLE.test(rest) ? rest : `${rest}…`
}

/** Takes a credit or a company's particulars in brackets and the numbers of footnotes away. */
export function withoutTail(text: string): string {
  const whole = /[（(]/.test(text) ? text.replaceAll(COMPANY, '') : text
  const bare = whole.includes('[') ? whole.replaceAll(FOOTNOTES, '') : whole
  return withoutSign(bare.replace(TAIL, '')).trim() || text
}

/** What invites to the rest, at the end of a line that has more. */
const MORE =
  /(?:\s*(?:\[\s*(?:…|\.{3})\s*\]|…|\.{3}|[［[（(]?(?:続きを読む|続きはこちら|もっと読む|記事全文を読む|全文を読む|さらに読む)[］\]）)]?|(?<![\p{L}’'-] )(?<=[\s.…\])])(?:Continue reading|Read more|Read on|Keep reading|Read the (?:full|whole|rest)[^.]{0,30})|(?<=\p{Ll} )(?:Continue reading|Read more)(?=\s*(?:…|\.{3}|[»→>])))(?:\s*[»→>])*)+\s*$/u
const LONGEST_MORE = 80
const INVITES = /読む|こちら|[Rr]ead|\[/
const WHOLE = /[.。!！?？」』”"’)）]$/u

/** Whoever reads the body knows that the article has more. */
const BROKEN_OFF = '[…]'

/** Takes away what invites to the rest of a text that is cut there, but for the sign `[…]` that it is. */
export function withoutMore(line: string): string {
  const from = Math.max(0, line.length - LONGEST_MORE)
  const end = MORE.exec(line.slice(from))
  const at = from + (end?.index ?? 0)
  if (end === null || at === 0 || !INVITES.test(end[0])) return line
  const rest = line.slice(0, at).trimEnd()
  return `${rest} ${BROKEN_OFF}`
}

/** What a page's box of links begins with, in a text that lost its lines. */
const LINK_BOX = /^.{0,60}(?:関連ニュース|最近公開された記事|関連記事|新着記事|最新記事)/u
/** Whom a report names as its source, after the box. */
const SOURCED =
  /(?:(?:[\p{Script=Han}]{2,4}|日本経済|スポーツ)新聞|[\p{Script=Han}]{2}通信|NHK|CNN|BBC|ロイター|AFP)(?:[・、](?:[\p{Script=Han}]{2,4}新聞|[\p{Script=Han}]{2}通信|NHK|CNN|BBC|ロイター|AFP))*によると/gu
/** Less after a title is not the article's first sentence. */
const LEAST_AFTER = 25
const LEAST_TITLE = 15

/** Takes away what a text's first sentence has before its article begins: a box of links, its own title. */
export function withoutBox(sentence: string, title: string): string {
  const boxed = LINK_BOX.test(sentence)
  const isThere = title.length >= LEAST_TITLE && (boxed || sentence.startsWith(title))
  const titled = isThere ? sentence.lastIndexOf(title) : -1
  const rest = titled < 0 ? sentence : sentence.slice(titled + title.length).trim()
  const begins = /^[\p{Lu}\p{N}\p{Script=Han}\p{Script=Katakana}「『“"【(（]/u.test(rest)
  const own = rest.length >= LEAST_AFTER && begins ? rest : sentence
  if (!boxed) return own
  const at = [...own.matchAll(SOURCED)].at(-1)?.index ?? 0
  return own.slice(at)
}
