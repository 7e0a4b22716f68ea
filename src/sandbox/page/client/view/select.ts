/** A select under a message: a list that opens, with descriptions, by mouse and by keys. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Json, PageMessage } from '../../protocol.ts'
import { choose, controlKey } from '../interactions.ts'
import { changed, currentGuild, state, viewerLocale } from '../state.ts'
import { say } from '../texts.ts'
import { chevron, tick } from './icons.ts'

const TYPE = { user: 5, role: 6, mentionable: 7, channel: 8 } as const

type Choice = { value: string; label: string; description: string; emoji: string }

const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])

const plain = (value: string, label: string): Choice => ({
  value,
  label,
  description: '',
  emoji: '',
})

/** Gives what a select offers; those of channels and roles offer what there is. */
export function choicesOf(control: Json): Choice[] {
  const guild = currentGuild()
  const type = Number(control['type'])
  if (type === TYPE.channel) {
    const types = list(control['channel_types']).map(Number)
    return (guild?.channels ?? [])
      .filter((channel) => types.length === 0 || types.includes(channel.type))
      .map(({ id, name }) => plain(id, `# ${name}`))
  }
  if (type === TYPE.role || type === TYPE.mentionable)
    return (guild?.roles ?? []).map(({ id, name }) => plain(id, name))
  if (type === TYPE.user)
    return (state.look?.people ?? [])
      .filter(({ bot }) => !bot)
      .map(({ id, name }) => plain(id, name))
  return list(control['options']).map((option) => ({
    value: String(option['value']),
    label: String(option['label']),
    description: String(option['description'] ?? ''),
    emoji: String(((option['emoji'] ?? {}) as Json)['name'] ?? ''),
  }))
}

type Select = {
  message: PageMessage
  control: Json
  key: string
  customId: string
  choices: Choice[]
  most: number
}

const chosenOf = ({ key, control }: Select): readonly string[] =>
  state.chosen.get(key) ??
  list(control['options'])
    .filter((option) => option['default'] === true)
    .map((option) => String(option['value']))

function open(select: Select): void {
  const picked = chosenOf(select)
  const at = select.choices.findIndex(({ value }) => value === picked[0])
  state.open = { key: select.key, at: Math.max(0, at), picked: select.most > 1 ? picked : [] }
  changed()
  requestAnimationFrame(() =>
    document.querySelector('.select-list')?.scrollIntoView({ block: 'nearest' }),
  )
}

/** Closing sends what was picked of many; one is sent at once. */
function close(select: Select): void {
  const picked = state.open?.picked ?? []
  state.open = null
  changed()
  const least = Number(select.control['min_values'] ?? 1)
  const same = picked.join() === chosenOf(select).join()
  if (select.most > 1 && picked.length >= least && !same)
    void choose(select.message, select.customId, picked)
}

function pick(select: Select, value: string): void {
  if (!state.open) return
  if (select.most === 1) {
    state.open = null
    void choose(select.message, select.customId, [value])
    return
  }
  const { picked } = state.open
  const next = picked.includes(value) ? picked.filter((one) => one !== value) : [...picked, value]
  state.open = { ...state.open, picked: next.slice(0, select.most) }
  changed()
}

function step(select: Select, by: number): void {
  if (!state.open) {
    open(select)
    return
  }
  const count = select.choices.length
  state.open = { ...state.open, at: (state.open.at + by + count) % count }
  changed()
  requestAnimationFrame(() =>
    document.querySelector('.select-list .at')?.scrollIntoView({ block: 'nearest' }),
  )
}

/** The mouse and the keys move one mark. */
function mark(at: number): void {
  if (!state.open || state.open.at === at) return
  state.open = { ...state.open, at }
  changed()
}

function onKey(select: Select, event: KeyboardEvent): void {
  const isOpen = state.open?.key === select.key
  const steps: Record<string, (() => void) | false> = {
    ArrowDown: () => step(select, 1),
    ArrowUp: () => step(select, -1),
    Escape: isOpen && (() => close(select)),
  }
  const take = () => {
    if (!isOpen) return open(select)
    const choice = select.choices[state.open?.at ?? 0]
    if (choice) pick(select, choice.value)
  }
  const act = event.key === 'Enter' || event.key === ' ' ? take : steps[event.key]
  if (!act) return
  event.preventDefault()
  act()
}

function listView(select: Select, id: string): TemplateResult {
  const chosen = select.most > 1 ? (state.open?.picked ?? []) : chosenOf(select)
  return html`<ul class="select-list" id=${id} role="listbox" aria-multiselectable=${select.most > 1}>
    ${select.choices.map(({ value, label, description, emoji }, index) => {
      const isChosen = chosen.includes(value)
      return html`<li
        role="option"
        id="${id}-${index}"
        aria-selected=${isChosen}
        class=${index === state.open?.at ? 'at' : ''}
        @mousedown=${(event: Event) => event.preventDefault()}
        @mousemove=${() => mark(index)}
        @click=${() => pick(select, value)}
      >
        ${emoji === '' ? nothing : html`<span class="emoji">${emoji}</span>`}
        <span class="texts"
          ><span class="label">${label}</span>${
            description === '' ? nothing : html`<span class="description">${description}</span>`
          }</span
        >${isChosen ? tick() : nothing}
      </li>`
    })}
  </ul>`
}

/** Gives the select with its list, if it is open. */
export function selectView(message: PageMessage, control: Json): TemplateResult {
  const customId = String(control['custom_id'])
  const key = controlKey(message.id, customId)
  const choices = choicesOf(control)
  const most = Number(control['max_values'] ?? 1)
  const select: Select = { message, control, key, customId, choices, most }
  const isOpen = state.open?.key === key
  const chosen = choices.filter(({ value }) => chosenOf(select).includes(value))
  const placeholder = String(control['placeholder'] ?? say(viewerLocale(), 'makeSelection'))
  const id = `s-${message.id}-${String(control['id'] ?? customId.replaceAll(/\W/g, '-'))}`
  const name = chosen.map(({ label }) => label).join(', ')
  return html`<div class="select ${isOpen ? 'open' : ''}">
    <button
      type="button"
      role="combobox"
      class=${chosen.length > 0 ? '' : 'empty'}
      aria-haspopup="listbox"
      aria-expanded=${isOpen}
      aria-controls=${isOpen ? id : nothing}
      aria-activedescendant=${isOpen ? `${id}-${state.open?.at ?? 0}` : nothing}
      aria-label=${name === '' ? placeholder : `${placeholder}: ${name}`}
      aria-busy=${state.busy.has(key)}
      ?disabled=${control['disabled'] === true}
      @click=${() => (isOpen ? close(select) : open(select))}
      @keydown=${(event: KeyboardEvent) => onKey(select, event)}
      @blur=${() => isOpen && close(select)}
    >
      <span>${name === '' ? placeholder : name}</span>${chevron()}
    </button>
    ${isOpen ? listView(select, id) : nothing}
  </div>`
}
