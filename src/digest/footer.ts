/** A card's footer: who says it, where its points come from, and whether it costs something. Footers show no markdown: nothing is escaped. */
import { textsOf } from '../language/texts.ts'
import type { Article, Origin } from '../model/article.ts'
import type { DigestArticle } from '../model/digest.ts'
import type { Locale } from '../model/subscription.ts'
import { truncate } from '../text/truncate.ts'
import { oneLine } from './one-line.ts'

/** A source's name: more would push what follows to a second line on a phone. */
const NAME = 40
const ORIGINS: readonly Origin[] = ['native', 'extractive', 'llm']

/** Gives the sources, the points' origin, 🔒 where it is paid for, whether a model translated and, where it is another's, the picture's owner; 200 code points at most. */
export function footerOf(
  article: DigestArticle,
  locale: Locale,
  { withImage }: { withImage: boolean },
): string {
  const { t } = textsOf(locale)
  const credit = withImage ? imageCredit(article) : null
  return [
    sourcesOf(article, locale),
    originOf(article, locale),
    article.paid === true ? t('digest.paid') : '',
    article.flags.includes('translated') ? t('digest.translated') : '',
    credit === null ? '' : t('digest.image-credit', { name: credit }),
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

/** The publishers that the article itself cites, else its feed; and the feeds that tell the story beside it. */
function sourcesOf(article: DigestArticle, locale: Locale): string {
  const own = publishersOf(article)
  const [first = '', ...others] = [
    ...new Set([
      ...(own.length > 0 ? own : [shortName(article.feedTitle)]),
      ...(article.also ?? []).map(({ feedTitle }) => shortName(feedTitle)),
    ]),
  ].filter((name) => name !== '')
  if (others.length === 0) return first
  return textsOf(locale).t('digest.sources', { name: first, others: others.length })
}

/** Gives the names of the publishers that an article's sections cite, each once, in order. */
const publishersOf = ({ sections }: Article): string[] => [
  ...new Set(
    sections.map(({ source }) => shortName(source?.publisher ?? '')).filter((name) => name !== ''),
  ),
]

/** Gives a publisher's own name: page titles append what the site is about after a bar. */
export const shortName = (text: string): string => {
  const line = oneLine(text)
  return truncate(line.split(/\s[|｜]\s?|｜/u)[0]?.trim() || line, NAME)
}

/** Gives where the points of an article come from, in words; empty without points. */
function originOf({ keyPoints }: Article, locale: Locale): string {
  const { t } = textsOf(locale)
  const origins = new Set(keyPoints.map((point) => point.origin))
  return ORIGINS.filter((origin) => origins.has(origin))
    .map((origin) => t(`digest.origin.${origin}`))
    .join(locale === 'ja' ? '＋' : ' + ')
}

/** The publisher of a cited source that the picture is fetched from; the article's own pictures need no credit. */
function imageCredit({ image, sections }: Article): string | null {
  const host = hostOf(image)
  if (host === null) return null
  const cited = sections.find(({ source }) => hostOf(source?.url ?? null) === host)
  return shortName(cited?.source?.publisher ?? '') || null
}

const hostOf = (url: string | null): string | null =>
  url !== null && URL.canParse(url) ? new URL(url).hostname : null
