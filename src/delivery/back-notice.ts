/** What a server is told that has invited the bot again: its digests are all there, and wait. Pure. */
import { ButtonStyle, ComponentType } from 'discord-api-types/v10'
import { textsOf } from '../language/texts.ts'
import { customId } from '../model/command.ts'
import type { MessagePayload } from '../model/message.ts'
import type { Locale } from '../model/subscription.ts'

/** Gives the message; `key` is its delivery's, by which it is found again in its channel. */
export function backNotice(
  count: number,
  { locale, key }: { locale: Locale; key: string },
): MessagePayload {
  const { t } = textsOf(locale)
  return {
    content: t('notice.back', { count }),
    components: [
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.Button,
            style: ButtonStyle.Success,
            label: t('control.resume-all'),
            custom_id: customId('back', key),
          },
          {
            type: ComponentType.Button,
            style: ButtonStyle.Secondary,
            label: t('control.list'),
            custom_id: customId('panel', key),
          },
        ],
      },
    ],
    allowed_mentions: { parse: [] },
  }
}
