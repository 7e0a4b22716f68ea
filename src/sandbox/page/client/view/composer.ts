/** The message box: words, or a command with its options as fields, and the list of what can be picked above it. */
import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { ChannelView } from '../../protocol.ts'
import {
  closeList,
  drop,
  leave,
  offerCommands,
  offerOptions,
  offerValues,
  pick,
  submit,
  takeFile,
  typeValue,
  typeWords,
} from '../composer/actions.ts'
import { OPTION } from '../composer/commands.ts'
import type { Draft, Field, Item } from '../composer/draft.ts'
import { missing } from '../composer/draft.ts'
import { changed, nameOf, state, viewerLocale } from '../state.ts'
import { say } from '../texts.ts'
import { arrow, cross, plus } from './icons.ts'
import { avatarUrl, signedName } from './sign.ts'

const LIST_ID = 'box-list'

const typedIn = (event: Event) => (event.target as HTMLInputElement).value

function step(by: number): void {
  const { list } = state.composer
  if (!list || list.items.length === 0) return
  list.at = (Math.max(list.at, by > 0 ? -1 : 0) + by + list.items.length) % list.items.length
  changed()
  requestAnimationFrame(() =>
    document.querySelector(`#${LIST_ID} .at`)?.scrollIntoView({ block: 'nearest' }),
  )
}

/** The mouse and the keys move one mark. */
function mark(at: number): void {
  const { list } = state.composer
  if (!list || list.at === at) return
  list.at = at
  changed()
}

const atKeys = (): Item | null => {
  const { list } = state.composer
  return list?.items[list.at] ?? null
}

/** Enter takes what is marked in the list, else it sends; Tab takes it too, else it goes on as always. */
function onKey(event: KeyboardEvent): void {
  if (event.isComposing) return
  const item = atKeys()
  const acts: Record<string, (() => void) | false> = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: item ? () => pick(item) : submit,
    Tab: item !== null && !event.shiftKey && (() => pick(item)),
    Escape: state.composer.list ? closeList : leave,
    Backspace: backspace(event.target as HTMLInputElement),
  }
  const act = acts[event.key]
  if (!act) return
  event.preventDefault()
  act()
}

/** In an empty field it takes the field away. */
function backspace({ value, dataset }: HTMLInputElement): (() => void) | false {
  const { draft } = state.composer
  if (value !== '' || !draft) return false
  const name = dataset['option'] ?? ''
  if (name !== '*') return () => drop(name)
  const last = draft.fields.at(-1)
  return last ? () => drop(last.option.name) : leave
}

const comboAria = () => {
  const { list } = state.composer
  return {
    expanded: list !== null,
    controls: list === null ? nothing : LIST_ID,
    active: list !== null && list.at >= 0 ? `${LIST_ID}-${list.at}` : nothing,
  }
}

function wordsView(channel: ChannelView): TemplateResult {
  const aria = comboAria()
  const label = say(viewerLocale(), 'messageTo', { place: signedName(channel) })
  return html`<input
    class="words"
    type="text"
    role="combobox"
    autocomplete="off"
    maxlength="2000"
    placeholder=${label}
    aria-label=${label}
    aria-autocomplete="list"
    aria-expanded=${aria.expanded}
    aria-controls=${aria.controls}
    aria-activedescendant=${aria.active}
    .value=${state.composer.text}
    @input=${(event: Event) => typeWords(typedIn(event))}
    @keydown=${onKey}
    @blur=${closeList}
  />`
}

function fieldView({ option, text }: Field): TemplateResult {
  const { list, problem } = state.composer
  const isOpen = list?.of.kind === 'value' && list.of.option === option.name
  const aria = comboAria()
  const wrong = problem?.option === option.name
  return html`<label class="field ${wrong ? 'wrong' : ''}"
    ><span class="name">${option.label}</span
    ><span class="grow" data-text=${text}
      ><input
        type="text"
        role="combobox"
        autocomplete="off"
        size="1"
        data-option=${option.name}
        aria-label="${option.label}: ${option.description}"
        aria-required=${option.required}
        aria-invalid=${wrong}
        aria-autocomplete="list"
        aria-expanded=${isOpen}
        aria-controls=${isOpen ? LIST_ID : nothing}
        aria-activedescendant=${isOpen ? aria.active : nothing}
        .value=${text}
        @input=${(event: Event) => typeValue(option.name, typedIn(event))}
        @focus=${() => offerValues(option.name)}
        @blur=${closeList}
        @keydown=${onKey} /></span
  ></label>`
}

/** What opens the choice of a file stays the browser's. */
function onFileKey(event: KeyboardEvent): void {
  if (event.key !== 'Escape' && event.key !== 'Backspace') return
  event.preventDefault()
  leave()
}

/** A file is chosen from the disk; there is nothing to type. */
function fileView({ option, text }: Field): TemplateResult {
  const wrong = state.composer.problem?.option === option.name
  return html`<label class="field file ${wrong ? 'wrong' : ''}"
    ><span class="name">${option.label}</span
    ><span class="grow" aria-hidden="true">${text || say(viewerLocale(), 'chooseFile')}</span
    ><input
      class="visually-hidden"
      type="file"
      data-option=${option.name}
      aria-label="${option.label}: ${option.description}"
      @focus=${() => offerValues(option.name)}
      @blur=${closeList}
      @keydown=${onFileKey}
      @change=${({ target }: Event) => takeFile(option.name, (target as HTMLInputElement).files?.[0])}
    />
  </label>`
}

const anyFieldView = (field: Field) =>
  field.option.type === OPTION.attachment ? fileView(field) : fieldView(field)

function restView(draft: Draft): TemplateResult | typeof nothing {
  const count = missing(draft).length
  const locale = viewerLocale()
  const { list, text } = state.composer
  const isOpen = list?.of.kind === 'option'
  const hint = say(locale, 'optionHint')
  return html`<input
    class="rest"
    type="text"
    role="combobox"
    autocomplete="off"
    data-option="*"
    placeholder=${count > 0 ? say(locale, 'moreOptions', { count }) : ''}
    aria-label=${hint}
    aria-autocomplete="list"
    aria-expanded=${isOpen}
    aria-controls=${isOpen ? LIST_ID : nothing}
    aria-activedescendant=${isOpen ? comboAria().active : nothing}
    .value=${isOpen ? text : ''}
    @input=${(event: Event) => offerOptions(typedIn(event))}
    @focus=${() => offerOptions('')}
    @blur=${closeList}
    @keydown=${onKey}
  />`
}

const draftView = (draft: Draft) => html`<div class="draft">
  <img src=${avatarUrl(state.look?.botId ?? '')} alt="" /><span class="command">/${draft.leaf.label}</span
  >${repeat(draft.fields, ({ option }) => option.name, anyFieldView)}${restView(draft)}
</div>`

function listView(): TemplateResult | typeof nothing {
  const { list, text } = state.composer
  if (!list) return nothing
  const isCommand = list.of.kind === 'command'
  const empty = list.items.length === 0
  const none = isCommand ? say(viewerLocale(), 'noCommand') : nothing
  return html`<div class="box-list">
    <p class="list-title">${list.title}</p>
    ${empty && isCommand && text !== '' ? html`<p class="none">${none}</p>` : nothing}
    <ul id=${LIST_ID} role="listbox" aria-label=${list.title} ?hidden=${empty}>
      ${list.items.map(
        (item, index) => html`<li
          role="option"
          id="${LIST_ID}-${index}"
          aria-selected=${index === list.at}
          class=${index === list.at ? 'at' : ''}
          @mousedown=${(event: Event) => event.preventDefault()}
          @mousemove=${() => mark(index)}
          @click=${() => pick(item)}
        >
          ${isCommand ? html`<img src=${avatarUrl(state.look?.botId ?? '')} alt="" />` : nothing}
          <span class="texts"
            ><span class="label">${item.label}</span>${
              item.below === '' ? nothing : html`<span class="description">${item.below}</span>`
            }</span
          >${isCommand ? html`<span class="aside">${nameOf(state.look?.botId ?? '')}</span>` : nothing}
        </li>`,
      )}
    </ul>
  </div>`
}

/** For fingers that find no slash. */
const plusView = () => html`<button
  type="button"
  class="icon-button plus"
  aria-label=${say(viewerLocale(), 'commands')}
  title=${say(viewerLocale(), 'commands')}
  @click=${offerCommands}
>
  ${plus()}
</button>`

/** Gives the message box of a channel. */
export function composerView(channel: ChannelView): TemplateResult {
  const { draft, text, problem } = state.composer
  const locale = viewerLocale()
  return html`<form
    class="composer"
    @submit=${(event: Event) => {
      event.preventDefault()
      submit()
    }}
  >
    ${listView()}
    ${problem === null ? nothing : html`<p class="problem" role="alert">${problem.text}</p>`}
    <div class="box ${draft ? 'has-draft' : ''}">
      ${draft ? nothing : plusView()}
      ${draft ? draftView(draft) : wordsView(channel)}
      ${
        draft
          ? html`<button type="button" class="icon-button" aria-label=${say(locale, 'cancel')} @click=${leave}>
              ${cross(18)}
            </button>`
          : nothing
      }
      ${
        draft || (text !== '' && !text.startsWith('/'))
          ? html`<button type="submit" class="icon-button send" aria-label=${say(locale, 'send')}>${arrow()}</button>`
          : nothing
      }
    </div>
  </form>`
}
