/** What stands under a digest: the select that opens an article, the buttons to what had no room and to what is kept. */
import { COMPONENT } from '../../config/limits.ts'
import { textsOf } from '../language/texts.ts'
import type { Article } from '../model/article.ts'
import { customId } from '../model/command.ts'
import type { DigestArticle } from '../model/digest.ts'
import type { Row } from '../model/message.ts'
import type { Locale } from '../model/subscription.ts'
import { cutAtSentence } from '../text/sentences.ts'
import { button, buttonRow, type Option, selectRow } from './components.ts'
import { headlineOf } from './headline.ts'
import { oneLine } from './one-line.ts'

/** Gives the rows under a digest; its key stands in the custom ids, so that a message can be told by them. */
export function digestControls(
  shown: readonly DigestArticle[],
  { key, locale, listed }: { key: string; locale: Locale; listed: number },
): Row[] {
  const { t } = textsOf(locale)
  const options = shown.map((article, index) => articleOption(article, `${index + 1} `, locale))
  return [
    ...selectRow(customId('read', key), t('digest.choose'), options),
    ...buttonRow([
      ...(listed === 0 ? [] : [button(customId('rest', key), t('digest.more', { count: listed }))]),
      button(customId('save-of', key), t('control.save')),
    ]),
  ]
}

/** Gives the option that opens an article; below its headline what it answers, or its first point. */
export const articleOption = (article: Article, prefix: string, locale: Locale): Option => ({
  label: prefix + headlineOf(article, locale, COMPONENT.optionLabel - prefix.length),
  value: String(article.id),
  description: cutAtSentence(
    oneLine(
      article.sections.find((section) => section.question)?.question ??
        article.keyPoints[0]?.text ??
        article.lead,
    ),
    COMPONENT.optionDescription,
  ),
})
