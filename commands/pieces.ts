/** Small pieces of replies. */
import {
  type APISelectMenuOption,
  type APIButtonComponentWithCustomId as Button,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10'
import { COMPONENT, FORM } from '../config/limits.ts'
import { buttonRow } from '../src/digest/components.ts'
import { oneLine } from '../src/digest/one-line.ts'
import { commandNames, ownCommandNames } from '../src/language/command-names.ts'
import { type TextKey, type Texts, textsOf } from '../src/language/texts.ts'
import type { Caller } from '../src/model/caller.ts'
import type { Reply, Row } from '../src/model/message.ts'
import type { Locale } from '../src/model/subscription.ts'
import { codePoints, truncate } from '../src/text/truncate.ts'
import { ownKey } from './own-words.ts'

export type Values = Record<string, string | number>

/** Gives a text with the names of commands filled in. */
export function say(locale: Locale, key: TextKey, values: Values = {}): string {
  const texts: Texts = textsOf(locale)
  return texts.t(key, { ...commandNames(texts), ...values })
}

/** Gives a text of a server's digests, or of somebody's own. */
export function sayOf(own: boolean, locale: Locale, key: TextKey, values: Values = {}): string {
  return own
    ? say(locale, ownKey(key), { ...ownCommandNames(textsOf(locale)), ...values })
    : say(locale, key, values)
}

/** Says whether somebody stands in their own space. */
export const isOwn = ({ guildId }: Caller): boolean => guildId === null

/** Gives a reply that is only a text, in the caller's language. */
export const plain = (caller: Caller, key: TextKey, values: Values = {}): Reply => ({
  content: sayOf(isOwn(caller), caller.locale, key, values),
})

/** Gives a button; its label is one of our texts. */
export const button = (
  custom_id: string,
  label: string,
  { style = ButtonStyle.Secondary, disabled = false }: ButtonLook = {},
): Button => ({
  type: ComponentType.Button,
  style,
  label: truncate(label, COMPONENT.buttonLabel),
  custom_id,
  ...(disabled ? { disabled } : {}),
})

type ButtonLook = {
  style?: Exclude<ButtonStyle, ButtonStyle.Link | ButtonStyle.Premium>
  disabled?: boolean
}

/** Gives a row of buttons, or none where there are none. */
export const buttons = (...row: readonly Button[]): Row[] => buttonRow(row)

/** Gives an option of a select; label and description may come from strangers. */
export function option(
  value: string | number,
  label: string,
  { description = '', chosen = false }: { description?: string; chosen?: boolean } = {},
): APISelectMenuOption {
  const said = truncate(oneLine(description), COMPONENT.optionDescription)
  return {
    value: String(value),
    label: truncate(oneLine(label), COMPONENT.optionLabel) || '…',
    ...(said === '' ? {} : { description: said }),
    ...(chosen ? { default: true } : {}),
  }
}

/** Gives a select in its row, or none where there is nothing to choose; options over Discord's limit are left out. At most `most` are chosen at once. */
export const select = (
  custom_id: string,
  placeholder: string,
  options: readonly APISelectMenuOption[],
  { most = 1 }: { most?: number } = {},
): Row[] =>
  options.length === 0
    ? []
    : [
        {
          type: ComponentType.ActionRow,
          components: [
            {
              type: ComponentType.StringSelect,
              custom_id,
              placeholder: truncate(placeholder, COMPONENT.placeholder),
              options: options.slice(0, COMPONENT.selectOptions),
              ...(most > 1 ? { max_values: Math.min(most, COMPONENT.selectOptions) } : {}),
            },
          ],
        },
      ]

/** Gives a moment as each reader's client shows it: `F` in full, `f` without the day of the week, `R` as the distance from now, `D` the day. */
export const moment = (ms: number, style: 'F' | 'f' | 'R' | 'D'): string =>
  `<t:${Math.floor(ms / 1000)}:${style}>`

/** Gives `#news` where a link cannot stand, or null where the channel's name is not known. */
export function channelName(channelId: string, { placeOf }: Caller): string | null {
  const name = placeOf(channelId)?.name
  return name === undefined ? null : `#${name}`
}

/** Gives the title of a form about a digest: its channel first. */
export function formTitle(channelId: string, key: TextKey, caller: Caller): string {
  const form = say(caller.locale, key)
  const channel = channelName(channelId, caller)
  if (channel === null) return form
  const room = FORM.title - codePoints(say(caller.locale, 'form.at', { channel: '', form }))
  return say(caller.locale, 'form.at', { channel: truncate(channel, room), form })
}

export const channelLink = (channelId: string): string => `<#${channelId}>`
export const userLink = (userId: string): string => `<@${userId}>`
export const roleLink = (roleId: string): string => `<@&${roleId}>`

/** Gives what somebody typed as code, shortened: nothing in it is markdown. */
export const code = (typed: string, max = 80): string =>
  `\`${truncate(oneLine(typed).replaceAll('`', 'ˋ'), max) || ' '}\``
