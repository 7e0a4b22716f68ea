/** The part of a title that tells: without its site's name and its labels; of two titles glued together the second. Pure. */
import { codePoints } from '../text/truncate.ts'

/** Names that stand behind a dash or a colon, where words of the title may stand too. */
const SITE =
  /(?:^|\s)(?:News|Times|Post|Reuters|AP|AFP|BBC(?: News| Sport)?|CNN|NBC|CBS|ABC|NPR|PBS|Guardian|Journal|Magazine|Blog|Online|Today|Weekly|Daily(?: \w+)?|Herald|Tribune|Telegraph|Independent|Observer|Chronicle|Gazette|Review|Wikinews|Wikipedia|YouTube|GitHub|Reddit|Bloomberg|Forbes|CNET|Wired|WIRED|Engadget|Gizmodo|TechCrunch|The Verge|Ars Technica|Axios|Politico|Vox|Medium|Substack|Mail Online|MailOnline|Euronews|Al Jazeera|DW|Le Monde|Le Figaro|Spiegel|Zeit|El País|Nature|Science|Quartz|Newsroom|Press Release)$|\.(?:com|net|org|co|jp|co\.\w\w|io|tv|de|fr|es|it)$|(?:新聞|ニュース|通信|オンライン|デジタル|ウェブ|ドットコム|放送|テレビ|マガジン|ブログ|公式サイト|編集部|新报|日报|新闻|网|뉴스|신문|일보)(?:\s?(?:電子版|オンライン|デジタル|DIGITAL|ONLINE|Web|WEB|NEWS|社))?$|^(?:NHK|NHK NEWS WEB|日経(?:電子版|クロステック|ビジネス)?|Yahoo!ニュース|ITmedia.{0,12}|Impress.{0,12}|.{1,12} ?Watch|ねとらぼ|ナタリー|.{0,8}ナタリー|note|Qiita|Zenn|はてな.{0,10}|文春オンライン|東洋経済オンライン|ダイヤモンド・オンライン|ロイター|時事ドットコム|共同通信|AFPBB News|CNET Japan|GIGAZINE|ORICON NEWS|PR TIMES|Business Insider.{0,8}|Forbes JAPAN|TBS NEWS DIG|FNNプライムオンライン|テレ朝news|日テレNEWS.{0,8}|JBpress|現代ビジネス|ハフポスト|ギズモード・ジャパン|マイナビニュース|MANTANWEB)$/iu
const LONGEST_SITE = 32
/** What is longer is a text, and not looked through. */
const LONGEST_TITLE = 1000
/** What is left must be a title: fewer code points are a name. */
const LEAST = { dense: 6, spelled: 12 }

/** Says nothing that the card does not say beside. */
const LABEL =
  /^(?:[【［[〈《<＜(（](?:速報|独自|号外|写真|動画|画像|更新|追記|続報|詳報|特集|会員限定|有料(?:会員限定)?|無料|LIVE|ライブ|生中継|中継|PR|AD|広告|再掲|訂正|UPDATE[D]?|BREAKING|WATCH|VIDEO|PHOTOS?|EXCLUSIVE|LIVE UPDATES)[】］\]〉》>＞)）]\s*|(?:速報|独自|号外)[：:]\s*|(?:BREAKING(?: NEWS)?|Breaking(?: news)?|EXCLUSIVE|Exclusive|UPDATED?|Updated?|UPDATE \d+|WATCH|Watch|VIDEO|Video|LIVE(?: UPDATES)?|Live(?: updates)?|PHOTOS?|Photos|JUST IN|Analysis|Opinion)\s*(?::|[-–—](?=\S)|\|)\s*)/u
const TAIL_LABEL =
  /\s*[（(【［[](?:速報|更新|追記|動画|写真|画像|写真あり|動画あり|PR|全文|有料|会員限定|video|photos?|updated)[）)】］\]]$/iu

/** Gives the telling part of a title in the title's own words; the title itself where nothing can go. */
export function tellingTitle(title: string): string {
  if (title.length > LONGEST_TITLE) return title
  const named = withoutSite(title.trim())
  const bare = withoutLabels(named)
  return second(bare) || title
}

const isDenseTitle = (text: string) => /[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]/.test(text)
const isTitle = (text: string) =>
  codePoints(text) >= (isDenseTitle(text) ? LEAST.dense : LEAST.spelled)

/** ` | BBC News`, ` - Reuters`, `：日本経済新聞`, more than once: `Title - Section | Site`. */
function withoutSite(title: string): string {
  let rest = title
  for (let times = 0; times < 2; times += 1) {
    const cut = cutSite(rest)
    if (cut === rest) break
    rest = cut
  }
  return rest
}

function cutSite(title: string): string {
  const match =
    /^(.*\S)(\s*[|｜]\s*|\s+[-–—•·]\s+|\s*[：:]\s*|\s*[-–—]\s*(?=[\u3041-\u9fff]))(\S.*)$/u.exec(
      title,
    )
  const [, head = '', mark = '', name = ''] = match ?? []
  if (head === '' || !isTitle(head) || codePoints(name) > LONGEST_SITE) return title
  // A bar stands before a name; a dash or a colon may stand before more of the title.
  const bar = /[|｜]/.test(mark)
  return SITE.test(name) || (bar && codePoints(name) < codePoints(head)) ? head : title
}

function withoutLabels(title: string): string {
  let rest = title
  for (let times = 0; times < 3 && LABEL.test(rest); times += 1) rest = rest.replace(LABEL, '')
  const bare = rest.replace(TAIL_LABEL, '')
  return isTitle(bare) ? bare : title
}

/** Of two titles that are glued together at a question mark, the second one tells. */
function second(title: string): string {
  const [, first = '', after = ''] = /^(.*[?？])\s*([^?？]+)$/.exec(title) ?? []
  const isWhole =
    codePoints(after) >= (isDenseTitle(after) ? LEAST.dense * 1.5 : LEAST.spelled * 1.5)
  return first !== '' && isWhole && !/^[」』）)”"’と]/.test(after) ? after.trim() : title
}
