/** Texts, dates and numbers in the languages that the bot speaks. */
import { IntlMessageFormat } from 'intl-messageformat'
import en from '../../config/locales/en.json' with { type: 'json' }
import ja from '../../config/locales/ja.json' with { type: 'json' }
import type { Locale } from '../model/subscription.ts'

export type TextKey = keyof typeof en

export type Texts = {
  locale: Locale
  /** Gives the text of a key, with `{name}` places filled (ICU MessageFormat, plurals too). */
  t(key: TextKey, values?: Record<string, string | number>): string
}

const TABLES: Record<Locale, Record<TextKey, string>> = { en, ja }

export const LOCALES = Object.keys(TABLES) as Locale[]

function createTexts(locale: Locale): Texts {
  const formats = new Map<TextKey, IntlMessageFormat>()
  const formatOf = (key: TextKey) => {
    const known = formats.get(key)
    if (known) return known
    const made = new IntlMessageFormat(TABLES[locale][key], locale, undefined, { ignoreTag: true })
    formats.set(key, made)
    return made
  }
  return { locale, t: (key, values) => String(formatOf(key).format(values)) }
}

const TEXTS: Record<Locale, Texts> = { en: createTexts('en'), ja: createTexts('ja') }

/** Gives the texts of a language. */
export const textsOf = (locale: Locale): Texts => TEXTS[locale]

/** Gives the language that the bot speaks for a Discord locale such as `ja` or `en-GB`: its own, else English. */
export const localeOf = (discordLocale: string | null | undefined): Locale =>
  discordLocale?.split('-')[0] === 'ja' ? 'ja' : 'en'
