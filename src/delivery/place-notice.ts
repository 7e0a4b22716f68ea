/** What a server is told of places that do not take its digests as they should, in words. Pure. */
import { ButtonStyle, ComponentType } from 'discord-api-types/v10'
import { commandNames, ownCommandNames } from '../language/command-names.ts'
import { type TextKey, textsOf } from '../language/texts.ts'
import { customId } from '../model/command.ts'
import type { MessagePayload } from '../model/message.ts'
import type { Locale } from '../model/subscription.ts'
import type { PlaceCause } from './place-trouble-table.ts'

/** The lines stay far below a message's length. */
const NAMED = 6

export type PlaceNews = { channelId: string; cause: PlaceCause }

/** Whose digests it is about: a server's, or somebody's own, which stand in their direct messages. */
const KEYS: Record<'server' | 'own', { head: TextKey; cause: Record<PlaceCause, TextKey> }> = {
  server: {
    head: 'notice.places',
    cause: {
      'no-thread': 'notice.no-thread',
      'needs-tag': 'notice.needs-tag',
      'left-out': 'notice.left-out',
      unsure: 'notice.unsure',
      adult: 'notice.adult',
    },
  },
  own: {
    head: 'own.notice-places',
    cause: {
      'no-thread': 'notice.no-thread',
      'needs-tag': 'notice.needs-tag',
      'left-out': 'notice.left-out',
      unsure: 'notice.unsure',
      adult: 'own.notice-adult',
    },
  },
}

/** Gives the message; `key` is its delivery's, by which it is found again in its channel. */
export function placeNotice(
  news: readonly PlaceNews[],
  { locale, key, own = false }: { locale: Locale; key: string; own?: boolean },
): MessagePayload {
  const texts = textsOf(locale)
  const { t } = texts
  const names = own ? ownCommandNames(texts) : commandNames(texts)
  const keys = KEYS[own ? 'own' : 'server']
  const lines = news.slice(0, NAMED).map(({ channelId, cause }) =>
    t(keys.cause[cause], {
      ...names,
      channel: `<#${channelId}>`,
      right: t('right.one', { name: t('right.CreatePublicThreads') }),
      history: t('right.one', { name: t('right.ReadMessageHistory') }),
    }),
  )
  return {
    content: [t(keys.head), ...new Set(lines)].join('\n'),
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
