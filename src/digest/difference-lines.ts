/** Where the articles of one story say different numbers, in a line each, with who says which. */
import { type Texts, textsOf } from '../language/texts.ts'
import type { QuantityUnit, SaidNumber } from '../model/difference.ts'
import type { DigestArticle } from '../model/digest.ts'
import type { Locale } from '../model/subscription.ts'
import { escapeMarkdown } from '../text/markdown.ts'
import { truncate } from '../text/truncate.ts'
import { tellersOf } from './merge.ts'
import { oneLine } from './one-line.ts'

/** Code points of a feed's name: two of them and their numbers stand in two lines of a phone. */
const NAME = 30
/** Digits that tell one amount of money from another. */
const DIGITS = 6

/** Gives a line for each difference, none where there is nothing to tell; names are escaped. */
export function differenceLines(article: DigestArticle, locale: Locale): string[] {
  const texts = textsOf(locale)
  const names = tellersOf(article).map(({ feedTitle }) =>
    escapeMarkdown(truncate(oneLine(feedTitle), NAME)),
  )
  return (article.differences ?? []).map(({ quantity, unit, said }) => {
    const byNumber = Map.groupBy(said, (one) => numberText(one, unit, texts))
    const parts = [...byNumber].map(([number, tellers]) => {
      const named = new Set(tellers.map(({ teller }) => names[teller] ?? ''))
      return texts.t('view.differ-said', {
        number,
        names: [...named].join(texts.t('view.differ-name')),
      })
    })
    const what = texts.t(`quantity.${quantity}`)
    return texts.t('view.differ', { what, said: parts.join(texts.t('view.differ-and')) })
  })
}

function numberText({ value, bound }: SaidNumber, unit: QuantityUnit, { t, locale }: Texts) {
  const number = plainNumber(value, unit, { t, locale })
  return bound === 'exact' ? number : t(`number.${bound}`, { number })
}

function plainNumber(
  value: number,
  unit: QuantityUnit,
  { t, locale }: Pick<Texts, 't' | 'locale'>,
): string {
  const [kind, currency] = unit.split(' ')
  if (kind === 'money') {
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: currency ?? 'USD',
      notation: 'compact',
      maximumSignificantDigits: DIGITS,
      currencyDisplay: locale === 'ja' ? 'name' : 'symbol',
    }).format(value)
  }
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value)
  return t(`number.${unit as Exclude<QuantityUnit, `money ${string}`>}`, { number })
}
