/** Lines and sentences that belong to a site and not to its article. Pure. */
import { sentences } from '../text/sentences.ts'
import type { Line } from './lines.ts'

const anyOf = (...parts: readonly string[]) => parts.join('|')

/** What a Japanese site writes at the beginning of a line that is its own. */
const JAPANESE = new RegExp(
  `^[\\s■□◆◇●○▼▽▶►▲△→⇒＞>・*＊※【［[<＜〈《☆★-]*(?:${anyOf(
    '続きを読む|続きは(?:こちら|から|有料|会員)|もっと読む|もっと見る|記事全文|全文を読む|全文はこちら|さらに読む|次のページ|前のページ|次ページ|残り[\\d０-９]+文字',
    '関連(?:記事|リンク|ニュース|動画|写真|キーワード|トピックス|タグ|商品)?[\\s:：】\\]］)）>＞|｜]|関連(?:記事|リンク|ニュース|動画|キーワード|トピックス)[^。]{0,30}$|あわせて読みたい|合わせて読みたい|こちらの記事も|編集部(?:の)?おすすめ|おすすめ(?:の)?記事|おすすめ関連',
    '(?:人気|アクセス|週間|デイリー|月間|閲覧|総合)(?:の?記事)?ランキング(?=$|[\\s:：】\\]]|はこちら)|ランキング一覧|新着記事|最新記事|トップページへ|トップへ戻る|ページの先頭|一覧(?:へ戻る|を見る|はこちら)|記事一覧',
    '画像(?:ギャラリー|一覧|をもっと|を見る|はこちら|[=＝:：])|写真(?:一覧|特集|ギャラリー|をもっと|を見る|はこちら|はイメージ|は資料|[=＝:：/／]|提供)|[(（【［[](?:写真|画像|動画|資料)[:：=＝・提はを】］\\])）]|動画(?:はこちら|を見る(?!人|と|こ|際|時|側|た|若)|[=＝:：])|フォト(?:ギャラリー|特集)|イメージ画像|サムネイル|アイキャッチ',
    '(?:出典|引用元|参考|参照元?|情報元|ソース|提供|配信元?|画像元|画像引用|撮影|取材|構成|編集|文責|執筆|翻訳|企画|文|聞き手|写真|監修)(?:[・/／](?:出典|引用元|画像元|撮影|取材|構成|編集|文|写真|執筆))*\\s*[:：=＝/／]',
    '※?\\s*(?:この|本)(?:記事|ページ|サイト|コンテンツ|コラム|連載)(?:は|の|に|を|には|では)(?![^。]*(?:取り消|取消し?ま|取り下げ|撤回|削除(?:いた)?し(?:ま|た)))[^。]{0,40}(?:転載|提供|掲載|配信|広告|プロモーション|アフィリエイト|引用|無断|会員|有料|PR|誤り|リンク|シェア|時点の情報)',
    '無断転載|無断複製|無断での|本記事の無断|禁無断|著作権は|Copyright|©',
    'PR(?=[\\s:：】\\]］)）]|$)|広告(?=[\\s:：】\\]］)）]|$)|スポンサー(?:ド)?(?:リンク|サイト|広告)|本ページは|本サイトは|この記事は有料|アフィリエイト(?:広告)?を',
    '(?:記事を|この記事を|ページを)?シェア(?:する|して|$)|(?:X|Ｘ|Twitter|ツイッター|Facebook|フェイスブック|LINE|はてな(?:ブックマーク)?|はてブ|Instagram|YouTube|インスタグラム)(?:で|に|を|の)?(?:シェア|フォロー|ポスト|ツイート|チャンネル登録|ブックマーク)(?:する|して|$|\\s)|はてなブックマーク|コメント(?:を書く|する|を見る|はこちら|欄)|いいね[!！]',
    'タイトルとURLをコピー|URLをコピー|リンクをコピー|目次(?:$|[\\s:：])|もくじ$|タグ\\s*[:：]|カテゴリー?\\s*[:：]|キーワード\\s*[:：]|著者\\s*[:：]|執筆者?\\s*[:：]|ライター\\s*[:：]',
    '(?:公開|更新|最終更新|投稿|掲載|配信)(?:日時?|時間)?\\s*[:：]|お問い合わせ(?:先|は|はこちら)?\\s*[:：はこ]|詳細?(?:しく)?は(?:こちら|公式|下記|以下)|詳しくは[^。]{0,20}(?:こちら|ご覧|サイト)|ウィキ(?:ペディア|ニュース|メディア・コモンズ)に[^。]{0,40}(?:あります|ある)|ウィキメディア・コモンズ',
  )})`,
  'i',
)
/** Words that news is written about too: a site's own where little follows, or where they ask the reader for something. */
const JAPANESE_ASKING =
  /^(?:広告|アフィリエイト|無料会員|有料会員|会員登録|会員限定|ログイン|有料会員|有料記事|メルマガ|メールマガジン|ニュースレター|フォロー|ツイート|チャンネル登録|高評価|ブックマーク)(?:[^。]{0,12}(?:ください|お願い|いただ|すると|になると|限定|はこちら|お済み)|[^。]{0,10}$)/
const JAPANESE_REQUEST =
  /(?:フォロー|チャンネル登録|会員登録|ログイン|シェア|ブックマーク|メルマガ|ニュースレター)[^。]{0,20}(?:ください|お願いし(?:ます|いたします)|お願いいたします|お願いします)[。!！]?$|(?:続き|全文|詳細|詳しく)[^。]{0,14}(?:こちら|ご覧ください|お読みいただけます|ご覧いただけます)[。!！]?$|(?:応援|クリック|ポチッ)[^。]{0,10}(?:お願い|ください)/

/** What an English site writes there; each ends at a word's end. */
const ENGLISH = new RegExp(
  `^[\\s■◆●▶►→»>*•|[({–—-]*(?:${anyOf(
    'read more|read the (?:full|original|rest|whole)|read (?:also|next)|continue reading|keep reading|click (?:here|to|on the)|tap here|subscribe(?! to (?:the|a) (?:view|idea))|sign (?:up|in) (?:for|to|here|now|with|today)|sign up$|log in (?:to|or)|newsletter(?=\\s*[:|]|$)|(?:get|join|download) (?:our|the) (?:app|free|daily|newsletter|weekly|latest|morning)',
    'follow (?:us|me|our|@\\w+|[\\w ]{2,30} on (?:twitter|x|facebook|instagram|bluesky|mastodon))|(?:like|find|join|connect with) us on|share (?:this|on|via|with|your)|share$|tweet(?: this)?$|(?:email|print) this|copy link|save for later|advert(?:isement|isment)?(?=\\s*[:|–—.-]|$)|advertising$|sponsored (?:content|post)|sponsored(?: by [\\w ]+)?(?=\\s*[:|]|$)|paid (?:post|content|promotion)|promoted(?: by [\\w ]+)?(?=\\s*[:|]|$)|partner content',
    "related(?:\\s*:| articles?| stor(?:y|ies)| posts?| content| news| topics| links| coverage)|more (?:on this|from|stories|news|like this|information about) ?|more:|see also\\b|see more|also (?:read|see)\\b|also on \\w+\\s*:|you (?:may|might) also|recommended(?: for you|:| stories| articles)|up next|most (?:read|popular|viewed)|trending(?: now|:)|don[’']t miss|in case you missed|top stories|watch (?:now|live|the (?:full )?video|:)|listen (?:now|to this|:)|view (?:gallery|all|comments|image)|show (?:more|comments)|load more|back to top|skip to|jump to",
    'filed under|tagged(?: with| as)?[ :]|tags?\\s*:|categor(?:y|ies)\\s*:|topics?\\s*:|posted (?:in|on|by|at)\\b(?=[^.]*$)|published(?: on| at)? (?:\\d|\\w+ \\d{1,2},? \\d{4})|published\\s*:|published (?:by|in)(?=[^.]*$)|updated?(?::| on| at| \\d)|last (?:updated|modified)|first published|written by|reporting by|editing by|additional reporting|compiled by|edited by|words by|story by|by: ',
    '(?:photo|image|picture|credit|photograph|photos|images|video|illustration|graphic|source|caption)s?(?: credit| source| courtesy)?(?: by)?\\s*[:|/©]|(?:photo|image|picture|photograph|video|illustration)s? (?:by|credit|courtesy|caption|source)\\b|courtesy of|image (?:source|caption)|media caption|getty images(?=[^a-z]*$|\\s*[/|])|file (?:photo|picture|image)|stock (?:photo|image)|representational image|(?:ap|afp|reuters|epa|pa) (?:photo|images?|wire)|pictured?(?: above| below| left| right| here)?\\s*[:(,]|above\\s*:|below\\s*:|scroll down for|swipe|enlarge this|hide caption|toggle caption',
    "(?:©|\\(c\\)|copyright)|all rights reserved|this (?:article|story|post|piece|page|content|material|transcript) (?:was|is|has been|may not|may|originally|first|contains?|appeared|includes)\\b[^.]{0,60}(?:publish|affiliate|updated|correct|edited|sponsored|syndicat|reproduc|appear|archived|translat|link|produced|written by|auto|copyright|available)|reproduced with|may contain affiliate|we (?:may )?(?:earn|receive|get) (?:a )?(?:small )?commission|as an amazon associate|editor[’']s? note|note to editors?|notes? to editors|correction\\s*:|disclaimer|terms of (?:use|service)|privacy policy|cookie (?:policy|settings|notice|preferences)|we use cookies|by (?:clicking|signing|subscribing|continuing)",
    'the post .+ (?:appeared first|first appeared) on|submitted by\\s+\\/u\\/|have an opinion on this|have (?:you )?got a (?:story|tip)|got a (?:story|tip)|do you (?:know|have) (?:more|a story|information)|send (?:us )?(?:your|tips|an email)|contact (?:us|the (?:author|reporter|newsroom|editor))|email (?:us|the author|tips)|for (?:more|further|media) (?:information|details|inquiries|enquiries|news|stories|coverage|tips)|(?:media|press|investor) (?:contact|inquiries|enquiries|relations)s?\\s*:|about the author|about (?:us|[A-Z]\\w+)$|view the original|source version|wikipedia has|wikinews (?:has|interviewed|is|attempted)|support (?:our|us|independent)|donate (?:now|today|here|to (?:us|our))|become a (?:member|subscriber|patron)|already a (?:member|subscriber)|this content is|to (?:continue|keep) reading|you have .{0,20}free article|please (?:read|see|review) (?:our|my|the) (?:full )?(?:disclosure|disclaimer|privacy|affiliate|terms|policy)|read (?:our|my) (?:disclosure|affiliate)|please (?:subscribe|sign|log|enable|consider|share|note that (?:this|we))',
  )})(?!(?<=\\p{L})\\p{L})`,
  'iu',
)
const WHOLE_ENGLISH =
  /^(?:comments?|loading(?:…|\.{3})?|menu|search|home|share|print|email|text size|play|pause|mute|close|open|next|previous|live|video|gallery|sources?|references|external links|sister links|facebook|twitter|whatsapp|reddit|linkedin|pinterest|\d+ (?:comments?|shares?|min(?:ute)?s? read|views|likes))[.:]?$/i
const ANYWHERE =
  /(?:Copyright\s*©|©\s*(?:\d{4}|Copyright)|All rights reserved|無断転載|無断複製|の続きを読む|(?:appeared first|first appeared) on|\[link\]\s*\[comments\]|(?:sign up|subscribe) (?:to|for) (?:our|the|my) .{0,30}newsletter|follow (?:us|him|her|me) on (?:twitter|x|facebook|instagram)|\bGetty Images\b.{0,30}$|contributed to this (?:report|story|article)|^Sorry,? (?:we are|comments)|comments (?:are|below have) (?:now )?(?:closed|been moderated)|(?:for|call) (?:confidential )?(?:support|help).{0,40}(?:samaritans|\d{3}[- ]\d{3,4}))/i
/** Other languages' commonest lines of their own. */
const ELSEWHERE =
  /^(?:lire (?:aussi|la suite|plus)|à lire (?:aussi|également)|voir aussi|partager|abonnez-vous|publicité|crédits? photo|inscrivez-vous|lesen sie (?:auch|mehr)|mehr (?:zum thema|lesen)|weiterlesen|auch interessant|anzeige(?=$|[\s:])|foto\s*:|bild\s*:|quelle\s*:|leer más|lea también|le(?:e|a) (?:también|más)|te puede interesar|suscríbe(?:te|se)|publicidad|compart(?:ir|e|ilhe)\b|leia (?:também|mais)|veja também|publicidade|assine|leggi (?:anche|tutto)|condividi|pubblicità|iscriviti|riproduzione riservata|lees (?:ook|meer)|相关阅读|相关新闻|延伸阅读|阅读全文|责任编辑|责编|来源[:：]|（责任编辑|\(责任编辑|编辑[:：]|记者[:：]|更多精彩|扫码|关注我们|분享하기|관련기사|관련 기사|무단전재|무단 전재|ⓒ|저작권자|사진\s*=|사진\s*제공|구독하기)/iu
const ELLIPSIS_ONLY = /^(?:\[?…\]?|\[?\.\.\.\]?|[-–—*_•·=+#~\s.]+)$/
/** A sentence that is nothing but brackets names who wrote or took something. */
const BRACKETS_ONLY = /^[（(【［[][^）)】］\]]{0,40}[）)】］\]][。.]?$/
/** Who wrote it, alone on its line. */
const BYLINE =
  /^(?:By|BY|by|Von|Par|Por|Di)\s+(?:\p{Lu}[\p{L}.'’-]*(?:,?\s+(?:and|und|et|y|e|for|in|of|&))?[,\s]*){1,8}(?:[,|·–-].{0,40})?(?<![.!?])$/u
const CREDIT_END =
  /(?:[(（](?:photo|image|picture|写真|画像|提供)[^)）]{0,60}[)）]|[=＝][^。=＝]{0,40}(?:撮影|提供|写す)[)）]?|(?:getty images|shutterstock|unsplash|pexels|adobe stock|istock|\/(?:AP|AFP|Reuters|PA))[)\s.]*)$/i
/** `(CNN)`-like names and dates: nothing is said. */
const DATE_ONLY =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:\w{3,9}\.?\s+\d{1,2},?|\d{1,2}\.?\s+\p{L}{3,9}\.?,?)\s+\d{4}[^.]{0,24}\.?$|^\d{4}[年/.-]\d{1,2}[月/.-]\d{1,2}日?[^。]{0,16}$|^(?:[^。]{0,24}[[［(（])?\d{4}年\d{1,2}月\d{1,2}日\s*\d{1,2}[時:]\d{2}分?\s*(?:公開|更新|配信|掲載)?[\])］）]?$|^\d{1,2}日\s*\d{1,2}時\d{2}分(?:\s[^。]{0,10})?$/iu

/** hnrss.org's own lines. */
export const LINK_LINE =
  /^(?:(?:Article|Comments) URL: ?https?:|(?:Points|# Comments): ?\d+$|Article URL$)/

const begins = (text: string) =>
  JAPANESE.test(text) ||
  JAPANESE_ASKING.test(text) ||
  ENGLISH.test(text) ||
  ELSEWHERE.test(text) ||
  BYLINE.test(text)

/** Says whether a sentence is a site's own and no part of the article. */
export const isBoilerplate = (text: string): boolean =>
  begins(text) ||
  WHOLE_ENGLISH.test(text) ||
  ANYWHERE.test(text) ||
  JAPANESE_REQUEST.test(text) ||
  ELLIPSIS_ONLY.test(text) ||
  BRACKETS_ONLY.test(text) ||
  CREDIT_END.test(text) ||
  DATE_ONLY.test(text) ||
  LINK_LINE.test(text)

/** A line that is nothing but one link leads elsewhere. */
export const isOneLink = (line: Line) =>
  line.links.length === 1 && line.links[0]?.text.trim() === line.text.trim()

/** A paragraph is more than its first or last sentence: those of several are judged one by one. */
const isBoilerplateLine = (text: string) =>
  ELLIPSIS_ONLY.test(text) || (isBoilerplate(text) && sentences(text, 2).length === 1)

/** Gives the lines that can hold the article's sentences. */
export const articleLines = (lines: readonly Line[]): Line[] =>
  lines.filter((line) => line.level === 0 && !isBoilerplateLine(line.text) && !isOneLink(line))
