/** Measures of a card that know nothing of how it was made: their word lists and tokens are their own. Pure. */

const DANGLING_EN =
  /^["“'‘]?(?:However|But|And|Or|So|Also|Moreover|Furthermore|Meanwhile|Instead|Still|Yet|Then|Thus|Therefore|He|She|They|It|This|That|These|Those|His|Her|Their|Its|Such|There|Here|Him|Them|Besides|Nevertheless|For example|For instance|In addition|As a result)\b/
const DANGLING_JA =
  /^(?:また|しかし|だが|ただし|なお|一方|さらに|そして|それ|その|これ|この|こうした|そう|そこ|ここ|つまり|例えば|同(?:氏|社|日|省|国|局|紙|校|県|市|容疑者|被告|選手|監督)|彼|ほかに|このほか|続いて|同じく)/
const BOILERPLATE =
  /続きを読む|もっと読む|関連記事|あわせて読みたい|写真[=＝]|[(（]写真|無断転載|Copyright|©|会員登録|メルマガ|フォロー(?:して|お願い)|シェア(?:する|して)|タイトルとURL|read more|continue reading|click here|subscribe to|sign up|newsletter|follow us|share this|^advertisement|^related\s*:|see also|you may also like|filed under|photo(?: by)?\s*[:/]|getty images|file photo|scroll down|all rights reserved|editor['’]s note|appeared first on|\(Reuters\)|\(CNN\)|\(AP\)|【[^】]*[=＝]/i
const STOP = new Set(
  'the a an of and to in on at for with by from as is are was were be been has have had it its he she they his her their that this which who will would could can not but or than more after before into about over said says also'.split(
    ' ',
  ),
)

export const isDangling = (text: string, lang: string): boolean =>
  (lang === 'ja' ? DANGLING_JA : DANGLING_EN).test(text)
export const isBoilerplate = (text: string): boolean => BOILERPLATE.test(text)

export const inRange = (text: string, lang: string): boolean => {
  const length = [...text].length
  return lang === 'ja' ? length >= 20 && length <= 120 : length >= 40 && length <= 240
}

export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z0-9]+/g) ?? []

const spelled = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter((word) => word !== '' && !STOP.has(word))

/** Bigrams of kanji, runs of katakana, words and numbers. */
const dense = (text: string): string[] =>
  (text.normalize('NFKC').match(/[一-鿿々]+|[ァ-ヺー]{2,}|[A-Za-z0-9.,%]+/g) ?? []).flatMap(
    (run) =>
      /^[一-鿿々]/.test(run)
        ? run.length === 1
          ? [run]
          : [...run].slice(1).map((character, at) => `${[...run][at]}${character}`)
        : [run.toLowerCase()],
  )

function shared(a: readonly string[], b: readonly string[]): number {
  const [one, two] = [new Set(a), new Set(b)]
  const least = Math.min(one.size, two.size)
  return least === 0 ? 0 : [...one].filter((token) => two.has(token)).length / least
}

/** Gives shared content words / the smaller set. */
export const overlapOf = (a: string, b: string, lang: string): number =>
  lang === 'ja' ? shared(dense(a), dense(b)) : shared(spelled(a), spelled(b))

/** Gives the F1 of ROUGE-1, ROUGE-2 and ROUGE-L of whole texts, without stemming. */
export function rouge(text: string, reference: string): [number, number, number] {
  const [a, b] = [wordsOf(text), wordsOf(reference)]
  const pairs = (words: readonly string[]) =>
    words.slice(1).map((word, at) => `${words[at]} ${word}`)
  return [
    f1(common(a, b), a.length, b.length),
    f1(common(pairs(a), pairs(b)), a.length - 1, b.length - 1),
    f1(longestCommon(a, b), a.length, b.length),
  ]
}

const f1 = (hits: number, a: number, b: number) =>
  a <= 0 || b <= 0 || hits === 0 ? 0 : (2 * hits) / (a + b)

function common(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>()
  for (const word of b) left.set(word, (left.get(word) ?? 0) + 1)
  let hits = 0
  for (const word of a) {
    const count = left.get(word) ?? 0
    if (count > 0) {
      hits += 1
      left.set(word, count - 1)
    }
  }
  return hits
}

function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = new Uint16Array(b.length + 1)
  for (const word of a) {
    const next = new Uint16Array(b.length + 1)
    for (const [at, other] of b.entries()) {
      next[at + 1] = word === other ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0)
    }
    row = next
  }
  return row[b.length] ?? 0
}
