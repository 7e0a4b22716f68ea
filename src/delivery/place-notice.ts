/** What a server is told of places that do not take its digests as they should, in words. Pure. */
import { ButtonStyle, ComponentType } from 'discord-api-types/v10'
import { commandNames } from '../language/command-names.ts'
import { textsOf } from '../language/texts.ts'
import { customId } from '../model/command.ts'
import type { MessagePayload } from '../model/message.ts'
import type { Locale } from '../model/subscription.ts'
import type { PlaceCause } from './place-trouble-table.ts'

/** The lines stay far below a message's length. */
const NAMED = 6

export type PlaceNews = { channelId: string; cause: PlaceCause }

/** Gives the message; `key` is its delivery's, by which it is found again in its channel. */
export function placeNotice(
  news: readonly PlaceNews[],
  { locale, key }: { locale: Locale; key: string },
): MessagePayload {
  const texts = textsOf(locale)
  const { t } = texts
  const lines = news.slice(0, NAMED).map(({ channelId, cause }) =>
    t(`notice.${cause}`, {
      ...commandNames(texts),
      channel: `<#${channelId}>`,
      right: t('right.one', { name: t('right.CreatePublicThreads') }),
      history: t('right.one', { name: t('right.ReadMessageHistory') }),
    }),
  )
  return {
    content: [t('notice.places'), ...lines].join('\n'),
    components: [
      {
        type: ComponentType.ActionRow,
        components: [
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
