/** What a channel is, by its sign: text, announcements, a thread, a forum, direct messages. */
import { html, type TemplateResult } from 'lit'
import { CHANNEL, type ChannelView } from '../../protocol.ts'
import { state } from '../state.ts'
import { atSign, bubbles, hashSign, megaphone, threadSign } from './icons.ts'

const SIGNS: Record<number, (size?: number) => TemplateResult> = {
  [CHANNEL.direct]: atSign,
  [CHANNEL.announcement]: megaphone,
  [CHANNEL.forum]: bubbles,
}

/** Gives a channel's sign. */
export const channelSign = ({ type, parent }: ChannelView, size = 20): TemplateResult =>
  parent === null ? (SIGNS[type] ?? hashSign)(size) : threadSign(size)

export const avatarUrl = (userId: string): string => `/avatar/${userId}.svg`

/** Gives the bot's face, as it stands for its direct messages. */
export const botFace = (): TemplateResult =>
  html`<img class="face" src=${avatarUrl(state.look?.botId ?? '')} alt="" />`

/** Gives a channel's name as one writes it: `#news`, `@Chrysanthemum Digest`. */
export const signedName = ({ type, name }: ChannelView): string =>
  `${type === CHANNEL.direct ? '@' : '#'}${name}`
