/** The open channel: its head with clock and theme, its messages, its message box. */
import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { ChannelView, PageMessage, Suggestion } from '../../protocol.ts'
import { focusBox, suggest } from '../composer/actions.ts'
import { move } from '../interactions.ts'
import { openDrawer } from '../places.ts'
import { toBottom } from '../scroll.ts'
import { changed, currentChannel, shownMessages, state, viewerLocale } from '../state.ts'
import { say } from '../texts.ts'
import { switchTheme } from '../theme.ts'
import { clockTexts, dayLine } from '../time.ts'
import { composerView } from './composer.ts'
import { burger, clock, cross, halfMoon, hashSign, megaphone, sun, threadSign } from './icons.ts'
import { messageView, waitingView } from './message.ts'

const ANNOUNCEMENT = 5

export function channelSign({ type, parent }: ChannelView, size = 20): TemplateResult {
  if (parent !== null) return threadSign(size)
  return type === ANNOUNCEMENT ? megaphone(size) : hashSign(size)
}

function clockView(): TemplateResult {
  const locale = viewerLocale()
  const { look } = state
  const { own, there } = clockTexts(look?.now ?? 0, look?.zone ?? null, locale)
  return html`<span class="clock">${clock()}<span><time>${there ?? own}</time>${
    there === null ? nothing : html`<small>${say(locale, 'yourTime', { time: own })}</small>`
  }</span></span>`
}

function movesView(): TemplateResult | typeof nothing {
  if (!state.look?.canMove) return nothing
  const locale = viewerLocale()
  return html`<button
      type="button"
      class="button tool"
      title=${say(locale, 'hourHint')}
      ?disabled=${state.moving}
      @click=${() => move('hour')}
    >
      ${say(locale, 'hour')}</button
    ><button
      type="button"
      class="button primary tool morning"
      title=${say(locale, 'nextMorningHint')}
      ?disabled=${state.moving}
      @click=${() => move('next-morning')}
    >
      ${sun()}<span>${say(locale, state.moving ? 'moving' : 'nextMorning')}</span>
    </button>`
}

function headView(channel: ChannelView): TemplateResult {
  const locale = viewerLocale()
  return html`<header class="head">
    <button
      type="button"
      class="icon-button burger ${state.unread.size > 0 ? 'unread' : ''}"
      aria-label=${say(locale, 'openDrawer')}
      aria-expanded=${state.drawer}
      @click=${openDrawer}
    >
      ${burger()}
    </button>
    <h1>${channelSign(channel, 24)}<span>${channel.name}</span></h1>
    <p class="topic" title=${channel.topic}>${channel.topic}</p>
    <div class="tools">
      ${clockView()}${movesView()}<button
        type="button"
        class="icon-button theme"
        aria-label=${say(locale, 'theme')}
        title=${say(locale, 'theme')}
        @click=${switchTheme}
      >
        ${halfMoon()}
      </button>
    </div>
  </header>`
}

const suggestionView = (suggestion: Suggestion) => html`<button
  type="button"
  class="button secondary"
  @click=${() => suggest(suggestion)}
>
  ${suggestion.label[viewerLocale()]}
</button>`

function welcomeView({ name }: ChannelView, isEmpty: boolean): TemplateResult {
  const locale = viewerLocale()
  const suggestions = state.look?.suggestions ?? []
  return html`<div class="welcome">
    <span class="big-sign">${hashSign(42)}</span>
    <h2>${say(locale, 'beginning', { name })}</h2>
    <p>${say(locale, 'beginningBelow', { name })}</p>
    ${
      isEmpty && suggestions.length > 0
        ? html`<div class="tries"><span>${say(locale, 'tryThis')}</span>${suggestions.map(suggestionView)}</div>`
        : nothing
    }
  </div>`
}

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

/** As in Discord, Escape leads from the messages back to the message box. */
function leaveByEscape(event: KeyboardEvent): void {
  if (event.key === 'Escape' && !event.defaultPrevented) focusBox()
}

function messagesView(channel: ChannelView): TemplateResult {
  const messages = shownMessages()
  const locale = viewerLocale()
  const waiting = state.waiting.filter(({ channelId }) => channelId === channel.id)
  return html`<div class="scroller" tabindex="0" role="region" aria-label="${say(locale, 'messagesIn')} #${channel.name}" @keydown=${leaveByEscape}>
      ${welcomeView(channel, messages.length === 0)}
      <discord-messages role="log" aria-label="${say(locale, 'messagesIn')} #${channel.name}"
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
    ${state.notice === null ? nothing : html`<div class="notice" role="status">${state.notice}</div>`}
    ${messagesView(channel)} ${composerView(channel)}
  </main>`
}
