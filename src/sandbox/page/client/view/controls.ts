/** Buttons and rows of controls under a message. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Json, PageMessage } from '../../protocol.ts'
import { controlKey, press } from '../interactions.ts'
import { state } from '../state.ts'
import { launch } from './icons.ts'
import { linkOf } from './markdown.ts'
import { selectView } from './select.ts'

/** https://docs.discord.com/developers/components/reference#button-button-styles */
const STYLES: Record<number, string> = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'danger' }
const BUTTON = 2
const LINK = 5

const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])

const emojiOf = (control: Json) => {
  const { name = '', id } = (control['emoji'] ?? {}) as { name?: string; id?: string }
  return id === undefined && name !== '' ? html`<span class="emoji">${name}</span>` : nothing
}

function buttonView(message: PageMessage, control: Json): TemplateResult {
  const label = String(control['label'] ?? '')
  const disabled = control['disabled'] === true
  if (control['style'] === LINK) {
    const inside = html`<span class="button secondary">${emojiOf(control)}${label}${launch()}</span>`
    return linkOf(String(control['url']), inside)
  }
  const customId = String(control['custom_id'])
  const busy = state.busy.has(controlKey(message.id, customId))
  return html`<button
    type="button"
    class="button ${STYLES[Number(control['style'])] ?? 'secondary'} ${busy ? 'busy' : ''}"
    ?disabled=${disabled}
    aria-busy=${busy}
    @click=${() => press(message, customId)}
  >
    <span class="label">${emojiOf(control)}${label}</span>${
      busy ? html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>` : nothing
    }
  </button>`
}

const controlView = (message: PageMessage, control: Json) =>
  control['type'] === BUTTON ? buttonView(message, control) : selectView(message, control)

/** Gives a message's rows of controls. */
export function controlsView(message: PageMessage): TemplateResult | typeof nothing {
  const rows = message.components.map((row) => list(row['components']))
  if (rows.length === 0) return nothing
  return html`<div slot="components" class="rows">
    ${rows.map(
      (row) => html`<div class="row">${row.map((control) => controlView(message, control))}</div>`,
    )}
  </div>`
}
