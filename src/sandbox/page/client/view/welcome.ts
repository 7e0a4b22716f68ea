/** How a channel begins: what it is, and what one may try where nothing was said yet. */
import { html, nothing, type TemplateResult } from 'lit'
import { CHANNEL, type ChannelView, type Suggestion } from '../../protocol.ts'
import { canSuggest, suggest } from '../composer/suggest.ts'
import { channelOf, state, viewerLocale } from '../state.ts'
import { say } from '../texts.ts'
import { botFace, channelSign } from './sign.ts'

const suggestionView = (suggestion: Suggestion, channel: ChannelView) => html`<button
  type="button"
  class="button secondary"
  @click=${() => suggest(suggestion, channel)}
>
  ${suggestion.label[viewerLocale()]}
</button>`

/** Gives what one may try there; nothing where nothing fits. */
export function triesView(channel: ChannelView): TemplateResult | typeof nothing {
  const fitting = (state.look?.suggestions ?? []).filter((one) => canSuggest(one, channel))
  if (fitting.length === 0) return nothing
  return html`<div class="tries">
    <span>${say(viewerLocale(), 'tryThis')}</span>${fitting.map((one) => suggestionView(one, channel))}
  </div>`
}

const bigSign = (channel: ChannelView) =>
  channel.type === CHANNEL.direct
    ? botFace()
    : html`<span class="big-sign">${channelSign(channel, 42)}</span>`

function textsOf(channel: ChannelView): { title: string; below: string } {
  const locale = viewerLocale()
  const { name } = channel
  if (channel.type === CHANNEL.direct)
    return { title: name, below: say(locale, 'directBeginning', { name }) }
  const parent = channelOf(channel.parent)
  if (parent === null)
    return {
      title: say(locale, 'beginning', { name }),
      below: say(locale, 'beginningBelow', { name }),
    }
  const of = parent.type === CHANNEL.forum ? 'postBelow' : 'threadBelow'
  return { title: name, below: say(locale, of, { name: parent.name }) }
}

/** Gives the beginning of a channel. */
export function welcomeView(channel: ChannelView, isEmpty: boolean): TemplateResult {
  const { title, below } = textsOf(channel)
  const tags = channel.thread?.tags ?? []
  return html`<div class="welcome">
    ${bigSign(channel)}
    <h2>${title}</h2>
    <p>${below}</p>
    ${tags.length === 0 ? nothing : tagsView(tags)} ${isEmpty ? triesView(channel) : nothing}
  </div>`
}

/** Gives the tags of a post. */
export const tagsView = (tags: readonly string[]): TemplateResult =>
  html`<ul class="tags">${tags.map((tag) => html`<li>${tag}</li>`)}</ul>`
