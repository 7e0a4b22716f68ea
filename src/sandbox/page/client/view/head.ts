/** The head of the open channel: its name, what it belongs to, the clock and what moves it. */
import { html, nothing, type TemplateResult } from 'lit'
import { CHANNEL, type ChannelView } from '../../protocol.ts'
import { move } from '../interactions.ts'
import { openChannel, openDrawer } from '../places.ts'
import { channelOf, state, viewerLocale } from '../state.ts'
import { say } from '../texts.ts'
import { switchTheme } from '../theme.ts'
import { clockTexts } from '../time.ts'
import { burger, clock, halfMoon, sun } from './icons.ts'
import { botFace, channelSign } from './sign.ts'

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

/** The way back from a thread to its channel, from a post to its forum. */
function parentView({ parent }: ChannelView): TemplateResult | typeof nothing {
  const channel = channelOf(parent)
  if (channel === null) return nothing
  return html`<button
      type="button"
      class="up"
      aria-label=${channel.name}
      title=${channel.name}
      @click=${() => openChannel(channel.id)}
    >
      ${channelSign(channel, 20)}<span>${channel.name}</span></button
    ><span class="between" aria-hidden="true">›</span>`
}

/** A thread has its channel's sign before it. */
function headSign(channel: ChannelView): TemplateResult | typeof nothing {
  if (channelOf(channel.parent) !== null) return nothing
  return channel.type === CHANNEL.direct ? botFace() : channelSign(channel, 24)
}

/** Gives the head. */
export function headView(channel: ChannelView): TemplateResult {
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
    <div class="where">
      ${parentView(channel)}
      <h1>${headSign(channel)}<span>${channel.name}</span></h1>
    </div>
    ${
      channel.topic === ''
        ? nothing
        : html`<p class="topic" title=${channel.topic}>${channel.topic}</p>`
    }
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
