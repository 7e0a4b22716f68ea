/** An article that somebody shares: its whole card in the channel, with who shares it. */
import { textsOf } from '../language/texts.ts'
import { customId } from '../model/command.ts'
import type { DigestArticle } from '../model/digest.ts'
import type { MessagePayload } from '../model/message.ts'
import type { Locale } from '../model/subscription.ts'
import { cardOf } from './card.ts'
import { button, buttonRow } from './components.ts'

/** Gives the message. It names the person and rings nobody; its key stands in the custom ids. */
export function sharedCard(
  article: DigestArticle,
  { userId, key, locale }: { userId: string; key: string; locale: Locale },
): MessagePayload {
  const { t } = textsOf(locale)
  const place = {
    kind: 'top',
    number: null,
    locale,
    leadShare: 1,
    taken: new Set<string>(),
  } as const
  return {
    content: t('share.by', { who: `<@${userId}>` }),
    embeds: [cardOf(article, place)],
    components: buttonRow([
      button(customId('open', article.id, key), t('share.open')),
      button(customId('save', article.id, key), t('control.save')),
    ]),
    allowed_mentions: { parse: [] },
  }
}
