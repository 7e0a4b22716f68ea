/** The language of a text, by script and its commonest words. Pure. */

/** Words that are common in the language and rare, or other words, in its neighbours; shared ones count for each. */
const COMMON: Record<string, string> = {
  en: 'a i one two all here there do does did no yes more than into about after before up down new out over can would could their they’re we our my the of and to in that is was for with on are has have it he she they from this will be by at as an said its which not were been who how what why your you',
  fr: 'le la les des et une est dans pour que qui sur avec du au aux ce cette ces sont par plus pas ne se il elle ont été après leur son sa ses mais ou où un en à a été d l qu c selon contre entre deux',
  de: 'der die das und ist nicht mit von den dem des ein eine einer einem einen für auf im zu sich auch wird werden wurde sind hat haben nach bei aus am als an um über nur noch wie vor oder durch dass',
  es: 'el los las una que por con para del en es su sus como más se lo al un y ha han fue no pero este esta ya entre sobre también desde hasta la de muy según años tras',
  it: 'il gli che di una per con della delle dei degli sono è nel nella alla al dal dalla un non si del le lo ha anche più come ma questo questa tra stato suo sua dopo anni la in ed',
  pt: 'o a e um vai disse nesta neste milhões os uma que não com para dos das em é mais como pela pelo do da no na ao um se foi são por mas também sua seu já entre sobre ele ela após nos nas de até anos à',
  nl: 'zei gaat per deze geen jaar het een van dat niet zijn voor met op aan naar de en is te in der ook werd door bij uit wordt heeft zich om over maar nog dan zij hij er worden tot meer',
  sv: 'och att det som en på är av för med den till inte har de ett om var jag men från vid kan så i under efter ska sig',
  da: 'og at det som en på er af for med den til ikke har de et om var jeg men fra ved kan så i under efter skal sig blev bliver',
  no: 'og å det som en på er av for med den til ikke har de et om var jeg men fra ved kan så i under etter skal seg ble blir',
  pl: 'i w na z się nie że do to jest o jak od po za przez dla są ale oraz który która które był było przy roku',
  tr: 've bir bu için ile da de olarak olan çok daha en gibi kadar sonra göre olduğu ise yeni var',
  id: 'yang dan di dengan untuk ini itu dari pada tidak akan dalam ke juga oleh telah sudah adalah para tersebut',
  fi: 'ja on ei että se hän oli mutta ovat myös kun niin mukaan joka vuoden ole sekä jo',
  cs: 'a se v na je že s z do o to i za podle jsou ale jako jeho nebo také byl která který při',
  ro: 'și în de la că nu cu pe este din pentru care sunt o mai al au fost a prin sau după',
}
/** Letters that only these are written with, or nearly. */
const OWN_LETTERS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/ß/g, ['de']],
  [/[äöü]/g, ['de', 'sv', 'fi', 'tr']],
  [/[ñ¿¡]/g, ['es']],
  [/[ãõ]/g, ['pt']],
  [/[œêèùû]/g, ['fr']],
  [/[ìò]/g, ['it']],
  [/[åø]/g, ['da', 'no', 'sv']],
  [/[łąęśżź]/g, ['pl']],
  [/[ğış]/g, ['tr']],
  [/[řěůž]/g, ['cs']],
  [/[ășț]/g, ['ro']],
]
const MOST_OF_LETTERS = 3

const LANGS = Object.keys(COMMON)
const LANGS_OF_WORD = new Map<string, string[]>()
for (const [lang, words] of Object.entries(COMMON)) {
  for (const word of new Set(words.split(' '))) {
    LANGS_OF_WORD.set(word, [...(LANGS_OF_WORD.get(word) ?? []), lang])
  }
}

/** More text does not change the answer. */
const ENOUGH = 2000
const FALLBACK = 'en'
/** A text in letters may quote words of another script. */
const LATIN = 0.95
/** Letters of a headline. */
const SHORT = 40
/** So many common words of another language are no chance. */
const UNLIKELY = 5

const share = (text: string, script: RegExp) =>
  (text.match(script)?.length ?? 0) / Math.max(1, text.length)

/** Scripts that one language, or one group of them, is written in. */
const isOwnScript = (lang: string) => ['ja', 'zh', 'ko', 'ru', 'uk', 'bg'].includes(lang)

/**
 * Gives the BCP 47 primary language. The script decides where it can; a declared language is believed among languages of
 * one script, since feeds often declare the language of their software.
 */
export function languageOf(text: string, declared: string | null): string {
  const sample = text.slice(0, ENOUGH)
  const hint = declared?.trim().toLowerCase().split(/[-_]/)[0] ?? ''
  const letters = sample.replaceAll(/[^\p{L}]/gu, '')
  if (letters === '') return hint === '' ? FALLBACK : hint
  return byScript(letters, hint) ?? byWords(sample.toLowerCase(), hint)
}

function byScript(letters: string, hint: string): string | null {
  if (share(letters, /[a-z\u00c0-\u024f]/gi) > LATIN) return null
  if (share(letters, /\p{Script=Hangul}/gu) > 0.2) return 'ko'
  if (share(letters, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu) > 0.05) return 'ja'
  // A headline may be all kanji: there the feed's word counts.
  if (share(letters, /\p{Script=Han}/gu) > 0.2) {
    return hint === 'ja' && letters.length < SHORT ? 'ja' : 'zh'
  }
  const alone = ONE_LANGUAGE.find(([script]) => share(letters, script) > 0.4)
  if (alone !== undefined) return alone[1].includes(hint) ? hint : cyrillic(letters, alone[1])
  return share(letters, /\p{Script=Latin}/gu) < 0.4 ? hint || FALLBACK : null
}

/** The first of each is what is said without a hint. */
const ONE_LANGUAGE: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\p{Script=Cyrillic}/gu, ['ru', 'uk', 'bg', 'sr', 'be', 'mk', 'kk']],
  [/\p{Script=Greek}/gu, ['el']],
  [/\p{Script=Arabic}/gu, ['ar', 'fa', 'ur']],
  [/\p{Script=Hebrew}/gu, ['he', 'yi']],
  [/\p{Script=Devanagari}/gu, ['hi', 'mr', 'ne']],
  [/\p{Script=Thai}/gu, ['th']],
]

const cyrillic = (letters: string, langs: readonly string[]): string =>
  langs[0] === 'ru' && /[іїєґ]/i.test(letters) && !/[ыэъ]/i.test(letters) ? 'uk' : (langs[0] ?? '')

function byWords(sample: string, hint: string): string {
  const counts = countsOf(sample)
  const best = LANGS.reduce((top, lang) => (of(counts, lang) > of(counts, top) ? lang : top))
  const most = of(counts, best)
  if (!/^[a-z]{2,3}$/.test(hint) || isOwnScript(hint)) return most > 0 ? best : FALLBACK
  const believed = LANGS.includes(hint) ? of(counts, hint) * 2 >= most : most < UNLIKELY
  return believed ? hint : best
}

const of = (counts: ReadonlyMap<string, number>, lang: string) => counts.get(lang) ?? 0

/** A word that several languages share says less about each. */
function countsOf(sample: string): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (langs: readonly string[], own: number, shared: number) => {
    const points = langs.length === 1 ? own : shared
    for (const lang of langs) counts.set(lang, of(counts, lang) + points)
  }
  // A letter beside a figure (“v2”) is no word.
  for (const word of sample.match(/(?<![\p{L}\d])[a-z\u00df-\u024f]+(?![\p{L}\d])/gu) ?? []) {
    add(LANGS_OF_WORD.get(word) ?? [], 1.5, 1)
  }
  if (!/[\u00a1-\u024f]/.test(sample)) return counts
  for (const [letters, langs] of OWN_LETTERS) {
    const found = Math.min(MOST_OF_LETTERS, sample.match(letters)?.length ?? 0)
    add(langs, found * 0.7, found * 0.4)
  }
  return counts
}
