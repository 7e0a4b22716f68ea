/** The open channel: its head, what it says, its messages and its message box, or its posts. */
import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { CHANNEL, type ChannelView, type PageMessage } from '../../protocol.ts'
import { focusBox } from '../composer/actions.ts'
import { openChannel } from '../places.ts'
import { toBottom } from '../scroll.ts'
import { changed, currentChannel, shownMessages, state, viewerLocale } from '../state.ts'
import { say } from '../texts.ts'
import { dayLine } from '../time.ts'
import { composerView } from './composer.ts'
import { forumView } from './forum.ts'
import { headView } from './head.ts'
import { cross } from './icons.ts'
import { messageView, waitingView } from './message.ts'
import { signedName } from './sign.ts'
import { welcomeView } from './welcome.ts'

const dayOf = ({ timestamp }: PageMessage) => new Date(timestamp).toDateString()

function lineView(message: PageMessage, before: PageMessage | undefined): TemplateResult {
  const newDay = before === undefined || dayOf(before) !== dayOf(message)
  if (!newDay) return messageView(message, before)
  const day = dayLine(Date.parse(message.timestamp), viewerLocale())
  return html`<div class="day" role="separator" aria-label=${day}><span>${day}</span></div>
    ${messageView(message, undefined)}`
}

function hintView(): TemplateResult | typeof nothing {
  if (state.hintSeen) return nothing
  const locale = viewerLocale()
  return html`<div class="hint" role="note">
    <span
      >👋 ${say(locale, 'hint')}<span class="when-wide">${say(locale, 'hintPeople')}</span
      ><span class="when-narrow">${say(locale, 'hintPeopleNarrow')}</span></span
    >
    <button
      type="button"
      class="icon-button"
      aria-label=${say(locale, 'hintClose')}
      @click=${() => {
        state.hintSeen = true
        localStorage.setItem('hint-seen', 'yes')
        changed()
      }}
    >
      ${cross(16)}
    </button>
  </div>`
}

/** What has come elsewhere is one press away. */
function noticeView(): TemplateResult | typeof nothing {
  const { notice } = state
  if (notice === null) return nothing
  const { text, channelId } = notice
  return html`<div class="notice" role="status">
    <span>${text}</span>${
      channelId === null
        ? nothing
        : html`<button type="button" class="as-link" @click=${() => openChannel(channelId)}>
            ${say(viewerLocale(), 'goThere')}
          </button>`
    }
  </div>`
}

/** As in Discord, Escape leads from the messages back to the message box. */
function leaveByEscape(event: KeyboardEvent): void {
  if (event.key === 'Escape' && !event.defaultPrevented) focusBox()
}

function messagesView(channel: ChannelView): TemplateResult {
  const messages = shownMessages()
  const locale = viewerLocale()
  const waiting = state.waiting.filter(({ channelId }) => channelId === channel.id)
  const name = say(locale, 'messagesIn', { place: signedName(channel) })
  return html`<div class="scroller" tabindex="0" role="region" aria-label=${name} @keydown=${leaveByEscape}>
      ${welcomeView(channel, messages.length === 0)}
      <discord-messages role="log" aria-label=${name}
        >${repeat(
          messages,
          ({ id }) => id,
          (message, index) => lineView(message, messages[index - 1]),
        )}${repeat(waiting, ({ id }) => id, waitingView)}</discord-messages
      >
    </div>
    ${
      state.below
        ? html`<button type="button" class="button primary below" @click=${toBottom}>
            ${say(locale, 'newMessages')}
          </button>`
        : nothing
    }`
}

/** Gives the part of the page right of the sidebar. */
export function channelView(): TemplateResult | typeof nothing {
  const channel = currentChannel()
  if (!channel) return nothing
  const locale = viewerLocale()
  return html`<main class="channel" ?inert=${state.drawer && matchMedia('(max-width: 760px)').matches}>
    ${headView(channel)}${hintView()}
    ${state.connected ? nothing : html`<div class="away" role="alert">${say(locale, 'away')}</div>`}
    ${noticeView()}
    ${
      channel.type === CHANNEL.forum
        ? forumView(channel)
        : html`${messagesView(channel)} ${composerView(channel)}`
    }
  </main>`
}
