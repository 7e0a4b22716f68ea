/** What came before an article: the earlier stories of its affair, the newest first. */
import { EMBED } from '../../config/limits.ts'
import { textsOf } from '../language/texts.ts'
import { customId } from '../model/command.ts'
import type { DigestArticle } from '../model/digest.ts'
import type { Reply } from '../model/message.ts'
import type { Locale } from '../model/subscription.ts'
import { escapeMarkdown } from '../text/markdown.ts'
import { codePoints, truncate } from '../text/truncate.ts'
import { selectRow } from './components.ts'
import { articleOption } from './controls.ts'
import { headlineOf } from './headline.ts'
import { maskedLink } from './links.ts'
import { oneLine } from './one-line.ts'
import { isTellable } from './published.ts'
import { type Room, roomFor } from './room.ts'

const HEADLINE: Room = { dense: 50, spelled: 100 }
const NAME = 60

/** Gives the view; `articles` are one a story, the newest first. */
export function earlierView(
  articles: readonly DigestArticle[],
  { id, locale }: { id: number; locale: Locale },
): Reply {
  const { t } = textsOf(locale)
  if (articles.length === 0) return { content: t('view.earlier-empty') }
  const lines: string[] = []
  let room: number = EMBED.description
  for (const article of articles) {
    const line = lineOf(article, locale)
    room -= codePoints(line) + 1
    if (room < 0) break
    lines.push(line)
  }
  return {
    embeds: [{ title: t('view.earlier'), description: lines.join('\n') }],
    components: selectRow(
      customId('read', `earlier-${id}`),
      t('digest.choose'),
      articles.map((article) => articleOption(article, '', locale)),
    ),
  }
}

function lineOf(article: DigestArticle, locale: Locale): string {
  const at = article.publishedAt ?? article.arrivedAt
  const time = isTellable(at) ? `<t:${Math.floor(at / 1000)}:f> ` : ''
  const name = escapeMarkdown(truncate(oneLine(article.feedTitle), NAME))
  const headline = headlineOf(article, locale, roomFor(article, HEADLINE))
  return `- ${time}${maskedLink(headline, article.url)}${name === '' ? '' : ` · ${name}`}`
}
