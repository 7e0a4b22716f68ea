/** Countries by their names: what people type, and what they are shown. */
import type { Locale } from '../model/subscription.ts'
import { LOCALES } from './texts.ts'

const namesIn = (locale: Locale) => new Intl.DisplayNames(locale, { type: 'region' })
const NAMES: Record<Locale, Intl.DisplayNames> = { en: namesIn('en'), ja: namesIn('ja') }

/** Gives a country's name for a reader, from its ISO 3166-1 code. */
export const countryName = (code: string, locale: Locale): string => NAMES[locale].of(code) ?? code

/** Kana stay as they are: in ベルギーの祝日 the name ends before の. */
const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\p{Script=Latin}/gu, (letter) => letter.normalize('NFD')[0] ?? letter)

const namesOf = (code: string) => LOCALES.map((locale) => fold(countryName(code, locale)))

/** Gives those of these countries that have a name which begins with what was typed, in either language. */
export function countriesLike(typed: string, codes: Iterable<string>): string[] {
  const start = fold(typed).trim()
  return [...codes].filter((code) => namesOf(code).some((name) => name.startsWith(start)))
}

/** Gives the country that a text names, and the text without its name; of several the one with the longest name. */
export function countryIn(
  text: string,
  codes: Iterable<string>,
): { country: string; rest: string } | null {
  const plain = fold(text)
  const found = [...codes]
    .flatMap((country) => namesOf(country).map((name) => ({ country, name })))
    .filter(({ name }) => plain.includes(name))
    .toSorted((a, b) => b.name.length - a.name.length)[0]
  return found ? { country: found.country, rest: plain.replace(found.name, ' ') } : null
}
