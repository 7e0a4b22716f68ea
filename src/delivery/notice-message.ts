/** A notice in words: which feeds give nothing, why, and ways out as buttons; which are well again. Pure. */
import { ButtonStyle, ComponentType } from 'discord-api-types/v10'
import { MESSAGE } from '../../config/limits.ts'
import { commandNames } from '../language/command-names.ts'
import { type TextKey, type Texts, textsOf } from '../language/texts.ts'
import { customId } from '../model/command.ts'
import type { Cause } from '../model/feed.ts'
import type { MessagePayload } from '../model/message.ts'
import type { Locale } from '../model/subscription.ts'
import { escapeMarkdown } from '../text/markdown.ts'
import { codePoints, truncate } from '../text/truncate.ts'

/** What one notice says: names of feeds, those of one cause together. */
export type NoticeContent = {
  trouble: { cause: Cause; feeds: readonly string[] }[]
  well: readonly string[]
}

const NAME = 60
const NAMED = 5

function namesOf(feeds: readonly string[], { t }: Texts): string {
  const named = feeds
    .slice(0, NAMED)
    .map((name) => escapeMarkdown(truncate(name.replaceAll(/\s+/g, ' '), NAME)))
    .join(t('subscribe.separator'))
  const more = feeds.length - NAMED
  return more > 0 ? t('subscribe.feeds-more', { feeds: named, more }) : named
}

/** What can be done about a feed in trouble, by the words in custom ids. */
export const WAYS_OUT = {
  look: 'control.look',
  remove: 'control.remove',
  wait: 'control.wait',
} as const

export type WayOut = keyof typeof WAYS_OUT

/** Gives the message; `key` is its delivery's, by which it is found again in its channel. `own`: of somebody's own digests. */
export function noticeMessage(
  { trouble, well }: NoticeContent,
  { locale, key, own }: { locale: Locale; key: string; own: boolean },
): MessagePayload {
  const texts = textsOf(locale)
  const { t } = texts
  const lines = [
    ...(trouble.length > 0 ? headOf(own, texts) : []),
    ...trouble.map(({ cause, feeds }) =>
      t('notice.cause', { cause: t(`cause.${cause}`), feeds: namesOf(feeds, texts) }),
    ),
    ...(well.length > 0 ? [t('notice.well', { feeds: namesOf(well, texts) })] : []),
  ]
  const button = (label: TextKey, ...id: [string, ...(string | number)[]]) => ({
    type: ComponentType.Button as const,
    style: ButtonStyle.Secondary as const,
    label: t(label),
    custom_id: customId(...id),
  })
  const ways = Object.entries(WAYS_OUT).map(([way, label]) => button(label, 'mend', way, key))
  return {
    content: fitting(lines),
    components: [
      {
        type: ComponentType.ActionRow,
        components: [
          ...(trouble.length > 0 ? ways : []),
          own ? button('control.list', 'list', 0, key) : button('control.health', 'health', 0, key),
        ],
      },
    ],
    allowed_mentions: { parse: [] },
  }
}

const headOf = (own: boolean, texts: Texts): string[] =>
  own
    ? [texts.t('own.notice-trouble'), texts.t('own.notice-ways-out')]
    : [texts.t('notice.trouble'), texts.t('notice.ways-out', commandNames(texts))]

/** Whole lines, as many as a message holds. */
function fitting(lines: readonly string[]): string {
  let content = ''
  for (const line of lines) {
    const next = content === '' ? line : `${content}\n${line}`
    if (codePoints(next) > MESSAGE.content) break
    content = next
  }
  return content
}
