/** A form that the bot opened: text boxes and selects, with Discord's own checks of length and presence. */
import { html, nothing, type TemplateResult } from 'lit'
import { ref } from 'lit/directives/ref.js'
import type { Form, Json } from '../../protocol.ts'
import { submitForm } from '../interactions.ts'
import { changed, state, viewerLocale } from '../state.ts'
import { say } from '../texts.ts'
import { cross } from './icons.ts'
import { choicesOf } from './select.ts'

const TYPE = { label: 18 } as const
/** Of texts, users, roles, both, channels. */
const SELECTS = [3, 5, 6, 7, 8]
const PARAGRAPH = 2

const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])

type Entry = { label: string; description: string; control: Json }

/** An action row holds a text box with its own label; a label holds any control. */
function entriesOf(data: Json): Entry[] {
  return list(data['components']).flatMap((one): Entry[] => {
    if (one['type'] === TYPE.label) {
      const control = (one['component'] ?? {}) as Json
      return [
        {
          label: String(one['label'] ?? ''),
          description: String(one['description'] ?? ''),
          control,
        },
      ]
    }
    return list(one['components']).map((control) => ({
      label: String(control['label'] ?? ''),
      description: '',
      control,
    }))
  })
}

/** Options of texts say themselves that they are chosen at first; of roles, people and channels their ids are named. */
const presetsOf = (control: Json): string[] => [
  ...list(control['options'])
    .filter((option) => option['default'] === true)
    .map((option) => String(option['value'])),
  ...list(control['default_values']).map(({ id }) => String(id)),
]

function boxOf(control: Json, id: string, isFirst: boolean): TemplateResult {
  const name = String(control['custom_id'])
  const required = control['required'] !== false
  if (SELECTS.includes(Number(control['type']))) {
    const many = Number(control['max_values'] ?? 1) > 1
    const presets = presetsOf(control)
    const empty =
      many || (presets.length > 0 && required) ? nothing : html`<option value=""></option>`
    return html`<select ?autofocus=${isFirst} id=${id} name=${name} ?multiple=${many} ?required=${required}>
      ${empty} ${choicesOf(control).map(
        ({ value, label }) =>
          html`<option value=${value} ?selected=${presets.includes(value)}>${label}</option>`,
      )}
    </select>`
  }
  const least = control['min_length'] ?? nothing
  const most = control['max_length'] ?? 4000
  const value = String(control['value'] ?? '')
  const hint = String(control['placeholder'] ?? '')
  return control['style'] === PARAGRAPH
    ? html`<textarea ?autofocus=${isFirst} id=${id} name=${name} rows="4" minlength=${least} maxlength=${most} placeholder=${hint} ?required=${required} .value=${value}></textarea>`
    : html`<input ?autofocus=${isFirst} type="text" id=${id} name=${name} minlength=${least} maxlength=${most} placeholder=${hint} ?required=${required} .value=${value} />`
}

const close = () => {
  state.form = null
  changed()
}

function valuesOf(form: HTMLFormElement): Record<string, string | string[]> {
  const data = new FormData(form)
  const isMany = (name: string) => form.elements.namedItem(name) instanceof HTMLSelectElement
  return Object.fromEntries(
    [...new Set(data.keys())].map((name) => [
      name,
      isMany(name) ? data.getAll(name).map(String).filter(Boolean) : String(data.get(name)),
    ]),
  )
}

/** A dialog opens once it stands in the page, which is when the drawing is done. */
const show = (element?: Element) =>
  queueMicrotask(() => {
    const isThere = element instanceof HTMLDialogElement && element.isConnected
    if (isThere && !element.open) element.showModal()
  })

/** Gives the open form, if there is one. */
export function formView(): TemplateResult | typeof nothing {
  const { form } = state
  return form === null ? nothing : dialogOf(form)
}

function dialogOf({ data }: Form): TemplateResult {
  const locale = viewerLocale()
  return html`<dialog class="form" aria-labelledby="form-title" ${ref(show)} @close=${close}>
    <form
      @submit=${(event: SubmitEvent) => {
        event.preventDefault()
        void submitForm(valuesOf(event.currentTarget as HTMLFormElement))
      }}
    >
      <h2 id="form-title">${data['title']}</h2>
      <button type="button" class="icon-button form-close" aria-label=${say(locale, 'close')} @click=${close}>
        ${cross()}
      </button>
      ${entriesOf(data).map(
        ({ label, description, control }, index) => html`<div class="entry">
          <label for="entry-${index}">${label}${control['required'] === false ? nothing : html`<span class="star" aria-hidden="true"> *</span>`}</label>
          ${description === '' ? nothing : html`<p>${description}</p>`} ${boxOf(control, `entry-${index}`, index === 0)}
        </div>`,
      )}
      <div class="form-buttons">
        <button type="button" class="button secondary" @click=${close}>${say(locale, 'cancel')}</button>
        <button type="submit" class="button primary">${say(locale, 'submit')}</button>
      </div>
    </form>
  </dialog>`
}
