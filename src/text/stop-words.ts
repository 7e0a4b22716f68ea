/** Words that say nothing alone, by language: the kept lists of the package `stopword`. */
import { createRequire } from 'node:module'

/** BCP 47 primary languages, as ISO 639-3 names them; Japanese and Chinese words are told by their script instead. */
const LISTS: Record<string, string> = {
  en: 'eng',
  fr: 'fra',
  de: 'deu',
  es: 'spa',
  it: 'ita',
  pt: 'por',
  nl: 'nld',
  sv: 'swe',
  da: 'dan',
  no: 'nob',
  nb: 'nob',
  pl: 'pol',
  tr: 'tur',
  fi: 'fin',
  cs: 'ces',
  hu: 'hun',
  ro: 'ron',
  id: 'ind',
  ru: 'rus',
  uk: 'ukr',
  el: 'ell',
  ar: 'ara',
  he: 'heb',
  hi: 'hin',
  vi: 'vie',
}
/** The English list is short of what a report repeats. */
const MORE_ENGLISH =
  'said says say would could should may might had will can cannot more most its it their there these those they them one two also new not no so than then who whom whose which what when where while been being do does did out up over under after before between against during through just now such own both each few some per mr mrs ms dr'
const NONE: ReadonlySet<string> = new Set()

const known = new Map<string, ReadonlySet<string>>()
let lists: Record<string, readonly string[]> | null = null

/** Gives the stop words of a language in lower case, none for a language without a list. Read at the first call. */
export function stopWordsOf(lang: string): ReadonlySet<string> {
  const name = LISTS[lang]
  if (name === undefined) return NONE
  const found = known.get(lang)
  if (found !== undefined) return found
  // Sixty lists in one file: read only when a text in such a language comes, and then at once.
  lists ??= createRequire(import.meta.url)('stopword') as Record<string, readonly string[]>
  const words = (lists[name] ?? []).map((word) => word.normalize('NFKC').toLowerCase())
  const all = new Set(lang === 'en' ? [...words, ...MORE_ENGLISH.split(' ')] : words)
  known.set(lang, all)
  return all
}
