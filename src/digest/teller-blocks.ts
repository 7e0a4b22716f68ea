/** Who else tells an article's story, with a link to each: a block of its view. */
import { textsOf } from '../language/texts.ts'
import type { DigestArticle } from '../model/digest.ts'
import type { Locale } from '../model/subscription.ts'
import { escapeMarkdown } from '../text/markdown.ts'
import { truncate } from '../text/truncate.ts'
import type { Block } from './article-blocks.ts'
import { titleOf } from './headline.ts'
import { maskedLink } from './links.ts'
import { oneLine } from './one-line.ts'

/** Code points of a title and of a feed's name: a line or two on a phone. */
const TITLE = 100
const NAME = 60
/** More would push everything else to the next page. */
const MOST = 10

/** Gives the block, or none where nobody else tells the story. */
export function tellerBlocks(article: DigestArticle, locale: Locale): Block[] {
  const also = (article.also ?? []).slice(0, MOST)
  if (also.length === 0) return []
  const lines = also.map((other) => {
    const name = escapeMarkdown(truncate(oneLine(other.feedTitle), NAME))
    const link = maskedLink(truncate(titleOf(other, locale), TITLE), other.url)
    return `- ${name === '' ? link : `**${name}** ${link}`}`
  })
  return [{ title: textsOf(locale).t('view.also'), lines }]
}
