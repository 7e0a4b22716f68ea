/** Languages by their names: what people type, and what they are shown. */
import type { Locale } from '../model/subscription.ts'
import { normalize } from '../text/normalize.ts'
import { LOCALES } from './texts.ts'

const namesIn = (locale: string) =>
  new Intl.DisplayNames(locale, { type: 'language', style: 'short', fallback: 'none' })

const NAMES: Record<Locale, Intl.DisplayNames> = { en: namesIn('en'), ja: namesIn('ja') }

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz']

/** ISO 639-1: every code of two letters that has a name. */
const CODES = LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter(
  // An old code such as `iw` has the name of its new one, `he`.
  (code) => NAMES.en.of(code) !== undefined && Intl.getCanonicalLocales(code)[0] === code,
)

/** Countries' codes that are often typed for their languages. */
const MISTAKEN: Record<string, string> = { jp: 'ja', kr: 'ko', cn: 'zh' }

/** By a name in one of our languages or in its own, with or without 語. */
const BY_NAME: ReadonlyMap<string, string> = new Map(
  CODES.flatMap((code) =>
    [...LOCALES.map((locale) => NAMES[locale].of(code)), namesIn(code).of(code)].flatMap((name) =>
      name === undefined
        ? []
        : [normalize(name), normalize(name).replace(/語$/, '')].map((key) => [key, code] as const),
    ),
  ),
)

/** Gives the BCP 47 primary language of a code (`ja`, `zh-TW`) or name (`日本語`, `French`), or null. */
export function languageCode(typed: string): string | null {
  const text = normalize(typed).trim()
  const known = BY_NAME.get(text)
  if (known !== undefined) return known
  const primary = text.split(/[-_]/)[0] ?? ''
  const code = MISTAKEN[primary] ?? primary
  return CODES.includes(code) ? code : null
}

/** Gives a language's name for a reader; of an unknown one its code. */
export const languageName = (code: string, locale: Locale): string =>
  (/^[a-z]{2,3}$/.test(code) ? NAMES[locale].of(code) : undefined) ?? code.toUpperCase()

/** Those that are most often read come first. */
const USUAL = ['ja', 'en', 'zh', 'ko', 'fr', 'de', 'es', 'it', 'pt', 'ru', 'nl', 'vi', 'id', 'th']

/** Gives languages whose name or code begins with what was typed, the usual ones first. */
export function languagesLike(typed: string, most: number): string[] {
  const start = normalize(typed).trim()
  const names = (code: string) => [code, ...LOCALES.map((locale) => NAMES[locale].of(code) ?? '')]
  const fits = (code: string) => names(code).some((name) => normalize(name).startsWith(start))
  return [...new Set([...USUAL, ...CODES])].filter(fits).slice(0, most)
}
