/** One message: whose, when, what it answers, its text, embeds, controls, and who alone sees it. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Json, PageMessage } from '../../protocol.ts'
import { leaves } from '../composer/actions.ts'
import { dismiss, endWaiting } from '../interactions.ts'
import { openMessage } from '../places.ts'
import { nameOf, state, viewerLocale, type Waiting } from '../state.ts'
import { say } from '../texts.ts'
import { headStamp, inFull } from '../time.ts'
import { attachmentsView } from './attachment.ts'
import { controlsView } from './controls.ts'
import { embedView } from './embed.ts'
import { eye } from './icons.ts'
import { inWords, markdown } from './markdown.ts'
import { menuView } from './menu.ts'
import { avatarUrl } from './sign.ts'
import { threadView } from './thread.ts'

const EPHEMERAL = 1 << 6
/** Messages of one author within this time stand together. */
const TOGETHER_MS = 7 * 60_000

export const isEphemeral = ({ flags }: PageMessage) => (flags & EPHEMERAL) !== 0

const authorOf = ({ author }: PageMessage) => String(author['id'])

const metadataOf = (message: PageMessage) => message['interaction_metadata'] as Json | undefined

/** Whether a message goes on from the one before it, without a head of its own. */
export function goesOn(message: PageMessage, before: PageMessage | undefined): boolean {
  if (!before || metadataOf(message) || isEphemeral(before) !== isEphemeral(message)) return false
  const away = Date.parse(message.timestamp) - Date.parse(before.timestamp)
  return authorOf(message) === authorOf(before) && away < TOGETHER_MS
}

const labelOf = (words: string) => leaves().find((one) => one.words === words)?.label ?? words

/** “Haruka used /digest subscribe”, or the message whose control was used. */
function headOf(message: PageMessage): TemplateResult | typeof nothing {
  const metadata = metadataOf(message)
  if (!metadata) return nothing
  const userId = String(((metadata['user'] ?? {}) as Json)['id'] ?? '')
  if (message.used !== undefined) return usedHead(userId, labelOf(message.used))
  const source = state.messages.get(String(metadata['interacted_message_id'] ?? ''))
  return source ? sourceHead(source) : nothing
}

const usedHead = (userId: string, label: string) => html`<div slot="reply" class="reply">
  <span class="spine"></span><img src=${avatarUrl(userId)} alt="" />${usedParts(userId).map(
    (part) =>
      part === '{command}'
        ? html`<span class="command">/${label}</span>`
        : html`<span class="name">${part}</span>`,
  )}
</div>`

/** The sentence around the command: its place differs by language. */
const usedParts = (userId: string): string[] =>
  say(viewerLocale(), 'used', { name: nameOf(userId) ?? '' })
    .split(/(\{command\})/)
    .filter((part) => part !== '')

const firstLine = ({ content, embeds }: PageMessage) =>
  inWords(content.split('\n')[0] ?? '') || String(embeds[0]?.['title'] ?? '…')

const sourceHead = (source: PageMessage) => html`<div slot="reply" class="reply">
  <span class="spine"></span><img src=${avatarUrl(authorOf(source))} alt="" /><span class="name"
    >${nameOf(authorOf(source)) ?? ''}</span
  ><button type="button" class="source" @click=${() => openMessage(source.channel_id, source.id)}>
    ${firstLine(source)}
  </button>
</div>`

const footOf = (message: PageMessage) => {
  const locale = viewerLocale()
  const failed = state.failed.has(message.id)
    ? html`<div slot="thread" class="failed" role="alert">${say(locale, 'failed')}</div>`
    : nothing
  if (!isEphemeral(message)) return failed
  return html`${failed}<div slot="thread" class="only-you">
      ${eye()}<span>${say(locale, 'onlyYou')} •</span
      ><button type="button" class="as-link" @click=${() => dismiss(message.id)}>
        ${say(locale, 'dismiss')}
      </button>
    </div>`
}

const editedMark = ({ edited_timestamp: at }: PageMessage) =>
  typeof at === 'string'
    ? html` <span class="edited" title=${inFull(Date.parse(at), viewerLocale())}
        >${say(viewerLocale(), 'edited')}</span
      >`
    : nothing

function classesOf(message: PageMessage, isOn: boolean): string {
  return [
    isOn ? '' : 'begins',
    isEphemeral(message) ? 'ephemeral' : '',
    state.flash === message.id ? 'flash' : '',
  ].join(' ')
}

/** Gives a message; `before` is the one above it. */
export function messageView(message: PageMessage, before: PageMessage | undefined): TemplateResult {
  const locale = viewerLocale()
  const author = authorOf(message)
  const name = nameOf(author) ?? String(message.author['username'] ?? '')
  const at = Date.parse(message.timestamp)
  const isOn = goesOn(message, before)
  const time = headStamp(at, state.look?.now ?? at, locale)
  return html`<discord-message
    id="m-${message.id}"
    class=${classesOf(message, isOn)}
    role="article"
    aria-label="${name}, ${time}"
    author=${name}
    avatar=${avatarUrl(author)}
    timestamp=${time}
    ?bot=${message.author['bot'] === true}
    ?message-body-only=${isOn}
    >${headOf(message)}${
      message.content === ''
        ? nothing
        : html`<div class="content">${markdown(message.content)}${editedMark(message)}</div>`
    }${attachmentsView(message)}${message.embeds.map(embedView)}${controlsView(message)}${
      isEphemeral(message) ? nothing : menuView(message)
    }${threadView(message)}${footOf(message)}</discord-message
  >`
}

/** Gives the place of an answer that has not come: thinking, or silent for good. */
export function waitingView({ id, words, failed }: Waiting): TemplateResult {
  const locale = viewerLocale()
  const { look } = state
  const botId = look?.botId ?? ''
  const name = nameOf(botId) ?? ''
  return html`<discord-message
    class="begins ${failed ? 'ephemeral' : ''}"
    role="article"
    author=${name}
    avatar=${avatarUrl(botId)}
    timestamp=${headStamp(look?.now ?? 0, look?.now ?? 0, locale)}
    bot
    >${usedHead(look?.viewerId ?? '', words)}${
      failed
        ? html`<div class="content failed" role="alert">❗ ${say(locale, 'noAnswer')}</div>
            <div slot="thread" class="only-you">
              ${eye()}<span>${say(locale, 'onlyYou')} •</span
              ><button type="button" class="as-link" @click=${() => endWaiting(id)}>
                ${say(locale, 'dismiss')}
              </button>
            </div>`
        : html`<div class="content thinking">
            <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>${say(locale, 'thinking', { name })}…
          </div>`
    }</discord-message
  >`
}
