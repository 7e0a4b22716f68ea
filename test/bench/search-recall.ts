/** Whether what is known to stand in an article is found, in each way in which people write it. */
import type { Known } from './search.ts'

export type Category =
  | 'two kanji'
  | 'in a compound'
  | 'katakana'
  | 'half-width'
  | 'hiragana'
  | 'full-width'
  | 'phrase'
  | 'english'

const HALF: Record<string, string> = Object.fromEntries(
  [...'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモラリルレロワンー'].map(
    (kana, at) => [kana, [...'ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾗﾘﾙﾚﾛﾜﾝｰ'][at] ?? kana],
  ),
)

/** ガ is ｶﾞ: a half-width kana and its mark. */
const halfWidth = (word: string) =>
  [...word.normalize('NFD')]
    .map((part) => (part === '\u3099' ? 'ﾞ' : part === '\u309a' ? 'ﾟ' : (HALF[part] ?? part)))
    .join('')
const hiragana = (word: string) =>
  word.replaceAll(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
const fullWidth = (word: string) =>
  word.replaceAll(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))

const KANJI = /^[\p{Script=Han}]+$/u
const KATAKANA = /^[ァ-ヶー]{3,}$/u

/** Gives queries each of which must find the article. */
export function queriesFor({ words, title }: Known): [Category, string][] {
  const two = words.find((word) => KANJI.test(word) && word.length === 2)
  const long = words.find((word) => KANJI.test(word) && word.length >= 4)
  const kana = words.find((word) => KATAKANA.test(word) && !word.endsWith('ー'))
  const latin = words.find((word) => /^[a-z]{4,}$/.test(word))
  const found: [Category, string | undefined][] = [
    ['two kanji', two],
    ['in a compound', long?.slice(1, 3)],
    ['katakana', kana],
    ['half-width', kana === undefined ? undefined : halfWidth(kana)],
    ['hiragana', kana === undefined ? undefined : hiragana(kana)],
    ['english', latin],
    ['full-width', latin === undefined ? undefined : fullWidth(latin)],
    ['phrase', latin === undefined ? title.slice(2, 9) : title.split(' ').slice(1, 3).join(' ')],
  ]
  return found.flatMap(([category, query]) => (query === undefined ? [] : [[category, query]]))
}

/** Gives the share of known articles that are found, by category. */
export async function recallOf(
  known: readonly Known[],
  holds: (query: string, known: Known, category: Category) => Promise<boolean> | boolean,
): Promise<Record<string, number>> {
  const counts = new Map<Category, { asked: number; found: number }>()
  for (const one of known) {
    for (const [category, query] of queriesFor(one)) {
      const count = counts.get(category) ?? { asked: 0, found: 0 }
      count.asked += 1
      if (await holds(query, one, category)) count.found += 1
      counts.set(category, count)
    }
  }
  return Object.fromEntries(
    [...counts].map(([category, { asked, found }]) => [
      category,
      Number((found / asked).toFixed(3)),
    ]),
  )
}
