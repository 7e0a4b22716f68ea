/** Under a message, the way to the thread that was started from it. */
import { html, nothing, type TemplateResult } from 'lit'
import type { PageMessage } from '../../protocol.ts'
import { openChannel } from '../places.ts'
import { channelOf, messagesIn, nameOf, state, viewerLocale } from '../state.ts'
import { say } from '../texts.ts'
import { inWords } from './markdown.ts'
import { avatarUrl } from './sign.ts'

function lastView(message: PageMessage | undefined): TemplateResult | typeof nothing {
  if (message === undefined) return nothing
  const author = String(message.author['id'])
  return html`<span class="thread-last"
    ><img src=${avatarUrl(author)} alt="" /><b>${nameOf(author) ?? ''}</b
    ><span>${inWords(message.content.split('\n')[0] ?? '')}</span></span
  >`
}

/** Gives it; nothing where there is none, or where one is in it already. */
export function threadView({ id }: PageMessage): TemplateResult | typeof nothing {
  const thread = channelOf(id)
  if (thread === null || thread.parent === null || thread.id === state.channelId) return nothing
  const locale = viewerLocale()
  const own = messagesIn(thread).filter((message) => message.id !== id)
  const count = own.length
  const counted = count === 1 ? say(locale, 'oneMessage') : say(locale, 'messageCount', { count })
  return html`<div slot="thread" class="thread-way">
    <button type="button" @click=${() => openChannel(thread.id)}>
      <span class="thread-name"
        ><b>${thread.name}</b
        ><span class="as-link">${count === 0 ? say(locale, 'seeThread') : counted} ›</span></span
      >${lastView(own.at(-1))}
    </button>
  </div>`
}
