/** Articles as numbered entries of one embed, and a select that opens each. */
import { EMBED } from '../config/limits.ts'
import { headlineOf } from '../src/digest/headline.ts'
import { maskedLink } from '../src/digest/links.ts'
import type { Article } from '../src/model/article.ts'
import { customId } from '../src/model/command.ts'
import type { Row } from '../src/model/message.ts'
import { isPersonal } from '../src/model/space.ts'
import type { Locale } from '../src/model/subscription.ts'
import type { Posting } from '../src/services/services.ts'
import { codePoints } from '../src/text/truncate.ts'
import { channelLink, moment, option, say, select } from './pieces.ts'
import { feedName } from './subscribed.ts'

export type ListedArticle = {
  article: Article
  feedTitle: string
  posting: Posting | null
  /** A line of markdown under it, such as where a word was found. */
  below?: string
}

const HEADLINE = 90
/** An address longer than this would push other entries out: the article is still behind the select and the jump. */
const LONGEST_LINK = 500

/** Discord's own name for the place of direct messages, in addresses. */
const DIRECT = '@me'

const jumpLink = ({ guildId, channelId, messageId }: Posting): string =>
  `https://discord.com/channels/${isPersonal(guildId) ? DIRECT : guildId}/${channelId}/${messageId}`

function postedLine(posting: Posting | null, locale: Locale): string {
  if (posting === null) return ''
  const link = jumpLink(posting)
  const said = posting.sameNews ? 'same-news' : 'posted'
  return isPersonal(posting.guildId)
    ? say(locale, `own.${said}`, { link })
    : say(locale, `search.${said}`, { channel: channelLink(posting.channelId), link })
}

function entryOf(listed: ListedArticle, number: number, locale: Locale): string {
  const { article, feedTitle, posting, below } = listed
  const short = article.url !== null && article.url.length <= LONGEST_LINK ? article.url : null
  return [
    `**${number}.** ${maskedLink(headlineOf(article, locale, HEADLINE), short)}`,
    `${feedName(feedTitle)} · ${moment(article.publishedAt ?? article.arrivedAt, 'D')}`,
    below ? `> ${below}` : '',
    postedLine(posting, locale),
  ]
    .filter((line) => line !== '')
    .join('\n')
}

/** Gives the entries, numbered from `first`; as many as a description holds. */
export function entriesOf(
  articles: readonly ListedArticle[],
  { first, locale }: { first: number; locale: Locale },
): string {
  let text = ''
  for (const [index, listed] of articles.entries()) {
    const next = `${text === '' ? '' : '\n\n'}${entryOf(listed, first + index, locale)}`
    if (codePoints(text) + codePoints(next) > EMBED.description) break
    text += next
  }
  return text
}

type At = { first: number; locale: Locale }

/** Gives the options of a select of these articles, under the same numbers. */
export const listedOptions = (articles: readonly ListedArticle[], { first, locale }: At) =>
  articles.map(({ article, feedTitle }, index) =>
    option(article.id, `${first + index}. ${headlineOf(article, locale, HEADLINE)}`, {
      description: feedTitle,
    }),
  )

/** Gives the select that opens an article. */
export const readSelect = (articles: readonly ListedArticle[], at: At): Row[] =>
  select(customId('read', 'list'), say(at.locale, 'control.read'), listedOptions(articles, at))
