/** The names in a text, as far as their letters show them, and whether a source bears them. Pure. */
import { normalize } from '../text/normalize.ts'

const KATAKANA = /[\p{Script=Katakana}ー]{3,}/gu
/** Loanwords that a sentence may be put into: no names. */
const LOANWORDS = new Set(
  normalize(
    'メンバー サービス ニュース データ ユーザー システム インターネット ネット サイト ページ メール アプリ スマホ テレビ ラジオ ' +
      'イベント チーム リーグ シーズン ゲーム プレー プレーヤー ファン ゴール ポイント スタート トップ ランキング コスト サポート ' +
      'プロジェクト プログラム プラン グループ センター ホテル レストラン スーパー コンビニ メーカー ブランド デザイン モデル タイプ ' +
      'レベル ルール テスト テーマ コメント インタビュー スタッフ リーダー トラブル リスク ケース ニーズ バス トラック タクシー ' +
      'エネルギー ガス ウイルス ワクチン マスク アルバム ライブ ドラマ アニメ ケガ ドル ユーロ パーセント メートル キロ トン ヘクタール ' +
      'グラム リットル カ月 オープン クラス セット チケット ツアー バランス パートナー ビジネス プロ ペース ボランティア マーケット ' +
      'メディア メッセージ メリット ライン リスト レース ロボット ワークショップ オンライン キャンペーン コロナ コンサート',
  ).split(' '),
)

/** What stands behind a person's name. */
const PERSON =
  /[\p{Script=Han}々]{2,8}(?=氏|さん|ちゃん|容疑者|被告|首相|総理|大統領|知事|市長|町長|村長|議員|大臣|長官|社長|会長|教授|監督|選手|投手|捕手|内野手|外野手|棋士|九段|八段|七段|竜王|王将|名人|親方|牧師|神父|弁護士|記者|巡査|警部)/gu
/** What a place or a body is called by, with its name before it. */
const PLACE_OR_BODY =
  /[\p{Script=Han}々]{2,8}(?=大学|銀行|新聞|製作所|裁判所|病院|空港|(?:省|庁|社|党|県|府|市|町|村|区|郡|州|港|駅|山|川|島|湖|湾|海峡|諸島|半島|岬|峠|寺|城|高校)(?![\p{Script=Han}]))/gu
/** Stand before such endings without naming anything. */
const NAMELESS =
  /^(?:同|当|各|両|本|他|全|自|弊|新|旧|元|前|現|某|地方|国立|県立|市立|公立|私立|民間|大手|中央|株式会|会|与|野|政|都道府|市区|市町|一部|複数|関係|発電|担当|代表|副|最高|地裁|高等|簡易|家庭|国際|総合|救急|主要|全国|周辺|無人|離|火|河|登|当時|日本人)+$/u

const joined = (text: string) => normalize(text).replaceAll(/[\s・·=＝‐-]/g, '')

/** What a source bears, taken apart once for all texts that are held against it. */
export type KnownNames = {
  /** In the form of `joined`. */
  text: string
  katakana: Set<string>
  words: Set<string>
  /** What its capitalized sequences may be shortened to. */
  initials: Set<string>
}

const LETTER =
  "(?![\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー々])[\\p{L}\\p{N}\\p{M}'’&.-]"
const CAPITALIZED = new RegExp(`(?<![\\p{Script=Latin}\\p{N}])\\p{Lu}(?:${LETTER})*`, 'u')
/** Capitalized words in a row, with the little words that stand inside names. */
const SEQUENCE = new RegExp(
  `${CAPITALIZED.source}(?:\\s(?:(?:of|the|and|for|de|van|von|der|bin|al|la|le|du|da)\\s){0,2}${CAPITALIZED.source})*`,
  'gu',
)

const bareWord = (word: string) =>
  normalize(word)
    .replace(/['’]s?$/, '')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

/** Words of letters with capitals, wherever they stand: Japanese writes nothing between them and itself. */
const SPELLED =
  /(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々])[\p{L}\p{N}\p{M}.'’&])+/gu

const wordsIn = (text: string): string[] =>
  [...text.normalize('NFKC').matchAll(SPELLED)]
    .map(([word]) => bareWord(word))
    .filter((word) => word !== '')

/** The words of a sequence of capitalized ones that have a capital. */
const capitalizedWords = (sequence: string): string[] =>
  sequence.split(/[\s/–—-]+/).filter((word) => CAPITALIZED.test(word))

/** What a sequence may be shortened to: Bank of Japan is BOJ or BJ. */
function initialsOf(sequence: string): string[] {
  const words = sequence.split(/[\s-]+/).filter((word, index) => index > 0 || word !== 'The')
  const letters = (some: readonly string[]) =>
    some.map((word) => word.charAt(0).toLowerCase()).join('')
  return words.length < 2
    ? []
    : [letters(words), letters(words.filter((word) => CAPITALIZED.test(word)))]
}

/** Gives the names that a source bears. */
export function knownNames(source: string): KnownNames {
  const sequences = [...source.normalize('NFKC').matchAll(SEQUENCE)].map(([text]) => text)
  return {
    text: joined(source),
    katakana: new Set(katakanaIn(source)),
    words: new Set([...wordsIn(source), ...sequences.flatMap(capitalizedWords).map(bareWord)]),
    initials: new Set(sequences.flatMap(initialsOf)),
  }
}

const katakanaIn = (text: string): string[] =>
  [...text.normalize('NFKC').matchAll(KATAKANA)].map(([run]) => normalize(run))

/** Gives the first name of a text that its source does not bear, or null. */
export const unknownName = (text: string, known: KnownNames): string | null =>
  unknownKatakana(text, known) ?? unknownKanji(text, known) ?? unknownCapitalized(text, known)

/** A part of a longer word of the source may stand alone where it is long enough not to be chance. */
const PART = 4

function unknownKatakana(text: string, { katakana, text: source }: KnownNames): string | null {
  const isKnown = (run: string) =>
    LOANWORDS.has(run) ||
    katakana.has(run) ||
    ([...run].length >= PART && source.includes(run)) ||
    [...katakana].some((one) => one.startsWith(run) || one.endsWith(run))
  return katakanaIn(text).find((run) => !isKnown(run)) ?? null
}

function unknownKanji(text: string, { text: source }: KnownNames): string | null {
  const plain = text.normalize('NFKC')
  for (const pattern of [PERSON, PLACE_OR_BODY]) {
    for (const [run] of plain.matchAll(pattern)) {
      if (!NAMELESS.test(run) && !isMadeOf(run, source)) return run
    }
  }
  return null
}

/** Says whether a run of kanji is made of pieces of the source: 元首相田中 of 元首相 and 田中. One odd character is let pass. */
function isMadeOf(run: string, source: string): boolean {
  const characters = [...normalize(run)]
  let odd = 0
  let at = 0
  while (at < characters.length) {
    let length = characters.length - at
    while (length >= 2 && !source.includes(characters.slice(at, at + length).join(''))) length -= 1
    if (length < 2) odd += 1
    at += Math.max(1, length)
  }
  return odd <= (characters.length > 2 ? 1 : 0)
}

/** Words with a capital that name no one: pronouns, titles, days and months, which are checked as dates. */
const NO_NAMES = new Set(
  (
    'i im ive mr mrs ms dr prof sir st jr sr the a an it its he his she her they their we our you your this that these those ' +
    'there here in on at by to of for from with as and but or if when while after before since until during under over ' +
    'about more most many some all both each every no not new first last next two three four five six seven eight nine ten ' +
    'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september ' +
    'october november december jan feb mar apr jun jul aug sep sept oct nov dec am pm ' +
    'president minister prime chief executive officer director chairman chairwoman secretary general governor mayor senator ' +
    'former deputy vice police government company officials official judge court professor king queen prince princess ceo'
  ).split(' '),
)
/** One name for each group. */
const ALIASES = [
  ['us', 'usa', 'american', 'americans', 'united', 'states', 'america'],
  ['uk', 'british', 'britain', 'briton', 'britons'],
  ['eu', 'european', 'europe'],
  ['un', 'nations'],
  ['dutch', 'netherlands'],
  ['swiss', 'switzerland'],
  ['greek', 'greece'],
  ['french', 'france'],
  ['spanish', 'spain'],
]
/** Japan and Japanese, Iran and Iranian begin alike. */
const STEM = 4

function unknownCapitalized(text: string, known: KnownNames): string | null {
  const plain = text.normalize('NFKC')
  for (const match of plain.matchAll(SEQUENCE)) {
    const isFirst = /^[\s"“'‘(]*$/.test(plain.slice(0, match.index))
    const words = capitalizedWords(match[0])
    const isChance = isFirst && words.length === 1 && !isSubject(plain.slice(match.index))
    const telling = isChance && !isShouted(words[0] ?? '') ? [] : words
    if (initialsOf(match[0]).some((letters) => known.words.has(letters))) continue
    const unknown = telling.find((word) => !isKnownWord(bareWord(word), known))
    if (unknown !== undefined) return unknown
  }
  return null
}

/** A single word without an article before such a verb is mostly a name, unless it is a plural. */
const isSubject = (text: string) => /^\p{L}+(?<!s)\s(?:has|had|is|was|will|said|says)\b/u.test(text)

const isShouted = (word: string) => /\p{Lu}.*\p{Lu}/u.test(word)

function isKnownWord(word: string, { words, initials }: KnownNames): boolean {
  if (word.length < 2 || NO_NAMES.has(word) || words.has(word) || initials.has(word)) return true
  if (/^\d/.test(word)) return true
  if (ALIASES.some((group) => group.includes(word) && group.some((one) => words.has(one)))) {
    return true
  }
  const stem = word.slice(0, STEM)
  return word.length > STEM && [...words].some((one) => one.length >= STEM && one.startsWith(stem))
}
