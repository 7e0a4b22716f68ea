/** What a sentence looks like to a reader who meets it alone. Pure. */
import { codePoints } from '../text/truncate.ts'

/** Languages that say more in a character. */
export const isDense = (lang: string): boolean => lang === 'ja' || lang === 'zh' || lang === 'ko'

type Range = { least: number; most: number }

/** Code points of a key point. */
export const POINT_LENGTH: Record<'dense' | 'spelled', Range> = {
  dense: { least: 20, most: 120 },
  spelled: { least: 40, most: 240 },
}
/** Code points of a lead: shorter takes the next sentence along, longer gives way to a later one. */
export const LEAD_LENGTH: Record<'dense' | 'spelled', Range> = {
  dense: { least: 25, most: 260 },
  spelled: { least: 60, most: 500 },
}

export const pointLength = (lang: string): Range =>
  POINT_LENGTH[isDense(lang) ? 'dense' : 'spelled']
export const leadLength = (lang: string): Range => LEAD_LENGTH[isDense(lang) ? 'dense' : 'spelled']

/** Says whether a text has a key point's length. */
export function hasPointLength(text: string, lang: string): boolean {
  const { least, most } = pointLength(lang)
  const length = codePoints(text)
  return length >= least && length <= most
}

const QUESTION = /[?？;؟]["”」』)）»’']*$/
/** Questions that end in a stop. */
const JAPANESE_QUESTION =
  /(?:でしょうか|だろうか|ですか|ますか|ませんか|のか|なのか|いかがでしょう|ましょうか)。?["”」』)）]*$/
const BARE_QUOTE =
  /^(?:[「『][^」』]*[」』]。?|“[^”]*”\.?|"[^"]*"\.?|‘[^’]*’|'.*[.,!?]'|«[^»]*»\.?|„[^“”]*[“”]\.?)$/
const ENDED = /[。．.!！｡…]["”」』)）»’'】]*$/
/** Thai, and headlines of lists, end without a mark: those are no statements. */
export const isQuestion = (text: string): boolean =>
  QUESTION.test(text) || JAPANESE_QUESTION.test(text)

/** Says whether a sentence is nothing but what somebody said. */
export const isBareQuote = (text: string): boolean => BARE_QUOTE.test(text)

/** Says whether it states something: it ends, and neither asks nor only quotes. */
export const isStatement = (text: string): boolean =>
  ENDED.test(text) &&
  !/(?:…|\.{3})["”」』)）]*$/.test(text) &&
  !isQuestion(text) &&
  !isBareQuote(text)

/** What speaks to the reader instead of telling something. */
const ADDRESS =
  /(?:ご覧ください|ご確認ください|お楽しみください|してください|ましょう|みてください|お願いします|お願いいたします|いただければ幸いです|ありがとうございま(?:す|した)|こんにちは|こんばんは|はじめまして|お久しぶり)[。!！]?$|^(?:こんにちは|こんばんは|はじめまして|どうも|皆さん|みなさん)|^(?:We|I)(?:['’]ll| will) (?:bring you|keep you|update|post|be (?:bringing|updating|back|here))(?!\p{L})|^(?:Please|Good (?:morning|afternoon|evening)|Thanks|Thank you|Hello|Hi|Welcome|Hey|Enjoy|Stay tuned|Let’s|Let's|Check out|Find out|Here’s|Here's|Click|Join|Don’t forget|Don't forget|Good luck|Happy)(?!\p{L})/u
export const isAddress = (text: string): boolean => ADDRESS.test(text)

/** What tells of the text itself: whom its writer asked, what it will explain. */
const ABOUT_TEXT =
  /^(?:この|本|当)(?:記事|稿|ページ|連載)で(?:は|も)|紹介(?:する|します|しよう|いたします)。?$|(?:に(?:話を)?(?:聞いた|聞きました|伺った|伺いました)|[をも](?:聞いた|聞きました|紹介(?:する|します|しよう)|まとめ(?:た|ました|る|ます)|解説(?:する|します)|振り返る|見ていく|見ていきます)|お(?:伝え|届け)(?:する|します)|(?:について|を)(?:解説|紹介|説明)(?:する|します))。?$|^(?:We|I) (?:asked|met|spoke|talked|sat down|tested|tried|compared|look|take a look)(?!\p{L})/u
export const isAboutText = (text: string): boolean => ABOUT_TEXT.test(text)

/** `Tragic: John Smith, 23, was found…`: a picture's caption within a text. */
const CAPTION =
  /^(?:\p{Lu}[\p{L}'’-]*(?:[ ,][\p{L}'’-]+){0,5}: ["“'‘]?\p{Lu}|(?:Pictured|Above|Below|Left|Right|Top|Inset)\b)|\((?:pictured|left|right|above|below|centre|center|file|top|bottom|inset)[^)]{0,40}\)|(?:^|[,;] )(?:pictured|seen|shown) (?:here|above|below|left|right|on|in|with|at|during|arriving|leaving)\b|[（(](?:左|右|中央(?!社)|写真|手前|奥|左端|右端|前列|後列|左上|右下)[^）)]{0,12}[）)]/u
export const isCaption = (text: string): boolean => CAPTION.test(text)

/** `By the time she left`, `In its report, it says`; not `In its report, the agency says`, which names whom it means. */
const UNDER =
  /^["“'‘]?(?:In|On|At|By|From|With|Under|Despite|After|Before|During|For|To|As|When|While|If|Although|Because|Since|Once|Until|Between|Among|Across|Behind|Beneath|Without|Within) /u
const UNDER_PRONOUN =
  /^["“'‘]?\p{Lu}\p{Ll}+(?: [\p{L}’'-]+,?){0,4} (?:(?:he|she|they|it|his|her|their|its)(?!\p{L})(?![^,]{0,60}, (?:the|\p{Lu}))|(?:him|them|we|us|our)(?!\p{L}))/u
/** `Doctors say he is`, `Fans love it`. */
const PRONOUN_SOON =
  /^(?:["“'‘]?[\p{L}’'-]+,? ){1,4}(?:he|she|they|him|them|it)(?!\p{L})|^(?:[\p{L}’'-]+ ){1,5}(?:do|does|did) (?:the same|so|likewise)(?!\p{L})/u
/** `The company said it expects`: of itself. Several speakers mean somebody else. */
const OF_ITSELF =
  /^(?!(?:Police|People|Officials|Officers|Detectives|Investigators|Prosecutors|Lawyers|Judges|Authorities|Doctors|Witnesses|Residents|Neighbou?rs|Friends|Relatives|Colleagues|Parents|Teachers|Scientists|Researchers|Experts|Analysts|Economists|Critics|Supporters|Opponents|Campaigners|Activists|Fans|Reports|Sources|Firefighters|Rescuers) )["“'‘]?\p{Lu}[\p{L}\d’'.&-]*(?: [\p{L}\d’'.&-]+){0,4} (?:said|says|announced|expects|expected|believes|believed|hopes|hoped|plans|planned|claims|claimed|added|warned|warns|thinks|confirmed|confirms|denied|denies|insists|insisted|estimates|estimated|promised|promises|admitted|admits) (?:that )?(?:it|he|she|they)(?!\p{L})/u
const JAPANESE_SOON = /^[^、。]{1,24}によ(?:ると|れば|り)、(?:この|その|それ|これ|同|両|彼)/u
/** `When he arrived`, `BBCによると、それ以前の`: leans a little later. */
export const leansSoon = (text: string, lang: string): boolean =>
  isDense(lang)
    ? JAPANESE_SOON.test(text)
    : UNDER.test(text)
      ? UNDER_PRONOUN.test(text)
      : PRONOUN_SOON.test(text) && !OF_ITSELF.test(text)
