/** What a digest matched and had no card for: linked headlines by feed, page by page. */
import { EMBED } from '../../config/limits.ts'
import { textsOf } from '../language/texts.ts'
import { customId } from '../model/command.ts'
import type { DigestArticle } from '../model/digest.ts'
import type { Reply } from '../model/message.ts'
import type { Locale } from '../model/subscription.ts'
import { escapeMarkdown } from '../text/markdown.ts'
import { codePoints, truncate } from '../text/truncate.ts'
import { GOLD } from './brand.ts'
import { buttonRow, pageButtons, pagePlace, selectRow } from './components.ts'
import { articleOption } from './controls.ts'
import { headlineOf } from './headline.ts'
import { maskedLink, withoutScheme } from './links.ts'
import { oneLine } from './one-line.ts'
import { isTellable } from './published.ts'
import { type Room, roomFor } from './room.ts'

const PER_PAGE = 10
/** Code points of a headline: two lines on a phone. */
const HEADLINE: Room = { dense: 50, spelled: 100 }
const FEED_TITLE = 60
/** Escaped: what the lines still to come need at most without links. */
const PLAIN_LINE = 380

export type Rest = {
  articles: readonly DigestArticle[]
  zone: string
  locale: Locale
  /** The digest's. */
  key: string
  page: number
}

/** Gives a page (from 0; the nearest one where there is no such page) of the articles, in their order within a feed. */
export function restView({ articles, zone, locale, key, page }: Rest): Reply {
  const { t } = textsOf(locale)
  if (articles.length === 0) return { content: t('view.rest-empty') }
  const ordered = byFeed(articles)
  const place = pagePlace(page, Math.ceil(ordered.length / PER_PAGE))
  const shown = ordered.slice(place.page * PER_PAGE, (place.page + 1) * PER_PAGE)
  const count = t('view.rest', { count: articles.length })
  return {
    embeds: [
      {
        color: GOLD,
        title: count,
        description: linesOf(shown, { zone, locale }),
        ...(place.pages > 1 && {
          footer: { text: t('view.page', { page: place.page + 1, pages: place.pages }) },
        }),
      },
    ],
    components: [
      ...selectRow(
        customId('read', key),
        t('digest.choose'),
        shown.map((article) => articleOption(article, '', locale)),
      ),
      ...buttonRow(pageButtons((to) => customId('rest', key, to), locale, place)),
    ],
  }
}

/** Feeds in the order of their first article. */
const byFeed = (articles: readonly DigestArticle[]): DigestArticle[] =>
  [...Map.groupBy(articles, (article) => article.feedId).values()].flat()

function linesOf(
  shown: readonly DigestArticle[],
  { zone, locale }: { zone: string; locale: Locale },
): string {
  const newest = Math.max(0, ...shown.map(timeOf).filter(isTellable))
  const lines: string[] = []
  let room: number = EMBED.description
  for (const [index, article] of shown.entries()) {
    const opens = index === 0 || shown[index - 1]?.feedId !== article.feedId
    const feed = opens ? `${index === 0 ? '' : '\n'}${feedLine(article)}` : ''
    const time = timeMark(timeOf(article), { newest, zone })
    const headline = headlineOf(article, locale, roomFor(article, HEADLINE))
    const linked = `${feed}- ${maskedLink(headline, article.url)}${time}`
    const plain = `${feed}- ${maskedLink(headline, null)}${time}`
    const kept = (shown.length - index - 1) * PLAIN_LINE
    const line = codePoints(linked) + kept < room ? linked : plain
    room -= codePoints(line) + 1
    lines.push(line)
  }
  return lines.join('\n')
}

/** A feed's name as a line of its own; nothing for one without a name. */
function feedLine({ feedTitle }: DigestArticle): string {
  const name = escapeMarkdown(withoutScheme(truncate(oneLine(feedTitle), FEED_TITLE)))
  return name === '' ? '' : `**${name}**\n`
}

const timeOf = ({ publishedAt, arrivedAt }: DigestArticle) => publishedAt ?? arrivedAt

/** In the reader's own zone and language (Discord writes it); with the date if it is another day than the newest's. */
function timeMark(time: number, { newest, zone }: { newest: number; zone: string }): string {
  if (!isTellable(time)) return ''
  const style = dayOf(time, zone) === dayOf(newest, zone) ? 't' : 'f'
  return ` <t:${Math.floor(time / 1000)}:${style}>`
}

const dayOf = (time: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone).toPlainDate().toString()
