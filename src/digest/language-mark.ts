/** The mark of an article that is not in the language of its digest. */
import { languageName } from '../language/languages.ts'
import { textsOf } from '../language/texts.ts'
import type { Article } from '../model/article.ts'
import type { Locale } from '../model/subscription.ts'

/** Letters of a headline or two. */
const SHORT = 60
const HAN = /\p{Script=Han}/gu
const LETTER = /\p{L}/gu

/**
 * Says whether the language of an article can be relied on: a few Chinese characters without kana may as well be a
 * Japanese headline, and nothing may be hidden or marked for them.
 */
export function isLanguageSure({ lang, title, lead }: Article): boolean {
  const text = `${title} ${lead}`
  const letters = text.match(LETTER)?.length ?? 0
  if (letters === 0) return false
  const isHan = (text.match(HAN)?.length ?? 0) > 0
  return lang !== 'zh' || !isHan || letters > SHORT
}

/** Gives 〔英語〕, [Japanese] and the like, 翻訳 for what a model has translated, and nothing for the reader's own language. */
export function languageMark(article: Article, locale: Locale): string {
  const { t } = textsOf(locale)
  if (article.flags.includes('translated')) return t('mark.translated')
  if (article.lang === locale || !isLanguageSure(article)) return ''
  return t('mark.language', { language: languageName(article.lang, locale) })
}

/** A full-width bracket brings its own space. */
const FULL_WIDTH = /^[〔［（【]/

/** Gives a mark as it stands behind a headline, with a space before it where its bracket is a narrow one. */
export const behind = (mark: string): string =>
  mark === '' || FULL_WIDTH.test(mark) ? mark : ` ${mark}`

/** Gives a headline with its mark behind it; the mark is never cut. */
export function marked(headline: string, article: Article, locale: Locale): string {
  return headline + behind(languageMark(article, locale))
}
