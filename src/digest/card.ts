/** One article as one embed of a digest. */
import { EMBED } from '../../config/limits.ts'
import { textsOf } from '../language/texts.ts'
import type { DigestArticle } from '../model/digest.ts'
import type { Embed } from '../model/message.ts'
import type { Locale } from '../model/subscription.ts'
import { codePoints, truncate } from '../text/truncate.ts'
import { GOLD } from './brand.ts'
import { type CardText, descriptionOf } from './description.ts'
import { footerOf } from './footer.ts'
import { CARD_HEADLINE, shortenHeadline, titleOf, wholeHeadline } from './headline.ts'
import { marked } from './language-mark.ts'
import { distinctUrl, embedUrl } from './links.ts'
import { timestampOf } from './published.ts'
import { roomFor } from './room.ts'
import { updateMark } from './update-mark.ts'

export type CardPlace = CardText & {
  /** Shown before the title; null where there is only one card. */
  number: number | null
  /** Addresses of the cards above. */
  taken: ReadonlySet<string>
}

/** Gives the embed of an article; always within every limit of one embed, and alone within those of a message. */
export function cardOf(article: DigestArticle, place: CardPlace): Embed {
  const { kind, locale } = place
  const picture = embedUrl(article.image)
  const image = kind === 'small' ? null : picture
  // A video or an episode is known by its picture: on a small card it stands small.
  const thumbnail = kind === 'small' && isMedia(article) ? picture : null
  const url = distinctUrl(article.url, place.taken)
  const description = descriptionOf(article, place)
  const footer = footerOf(article, locale, { withImage: image !== null })
  return {
    color: GOLD,
    title: cardTitle(article, place),
    ...(url !== null && { url }),
    ...(description !== '' && { description }),
    ...(image !== null && { image: { url: image, description: altOf(article, locale) } }),
    ...(thumbnail !== null && { thumbnail: { url: thumbnail } }),
    ...(footer !== '' && { footer: { text: footer } }),
    ...timestampOf(article),
  }
}

const isMedia = ({ details }: DigestArticle): boolean =>
  details?.kind === 'video' || details?.kind === 'episode'

/** Titles show no markdown (so nothing is escaped). The top card has the title as published, the others the telling part. */
function cardTitle(article: DigestArticle, { kind, number, locale }: CardPlace): string {
  const prefix = number === null ? '' : `${number} `
  const mark = updateMark(article, locale)
  // The first sentence of a post stands nowhere else.
  if (kind === 'small' && article.details?.kind !== 'post') {
    const short = shortenHeadline(wholeHeadline(article, locale), roomFor(article, CARD_HEADLINE))
    return prefix + marked(short, article, locale) + mark
  }
  const room = EMBED.title - codePoints(prefix + marked('', article, locale) + mark)
  return prefix + marked(truncate(titleOf(article, locale), room), article, locale) + mark
}

/** What a screen reader says of the picture: feeds give no description of it, so whose picture it is. */
const altOf = (article: DigestArticle, locale: Locale) =>
  textsOf(locale).t('digest.image-alt', {
    headline: truncate(wholeHeadline(article, locale), EMBED.title),
  })
