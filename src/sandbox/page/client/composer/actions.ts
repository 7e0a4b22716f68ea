/** What typing and picking in the message box does. */
import { give, speak } from '../interactions.ts'
import { perform } from '../net.ts'
import {
  afterDrawing,
  changed,
  currentChannel,
  currentGuild,
  state,
  viewerLocale,
} from '../state.ts'
import { say } from '../texts.ts'
import { commandsFor, type Leaf, matching } from './commands.ts'
import {
  type Draft,
  draftOf,
  type Field,
  type Item,
  type List,
  missing,
  offered,
  readyOf,
  tries,
  withOption,
  withoutOption,
  withText,
} from './draft.ts'

/** The bot is asked for completions when the typing rests that long. */
const REST_MS = 180

const box = () => state.composer

export function leaves(): Leaf[] {
  const guild = currentGuild()
  return guild ? commandsFor(state.look?.commands ?? [], guild, viewerLocale()) : []
}

/** Puts the cursor where the writing goes on, before the next key comes. */
function focusOn(selector: string): void {
  changed()
  afterDrawing(() => document.querySelector<HTMLElement>(selector)?.focus())
}

/** Puts the keys into the message box. */
export const focusBox = () => focusOn('.composer input[data-option="*"], .composer input.words')
const focusField = (name: string) => focusOn(`.composer input[data-option="${CSS.escape(name)}"]`)

export function closeList(): void {
  box().list = null
  changed()
}

export function reset(): void {
  state.composer = { text: '', draft: null, list: null, problem: null }
  changed()
}

/** Typing in the empty box: `/` offers commands. */
export function typeWords(text: string): void {
  box().text = text
  box().list = text.startsWith('/') ? commandList(text) : null
  changed()
}

/** Begins as a typed slash does. */
export function offerCommands(): void {
  typeWords('/')
  focusBox()
}

function commandList(text: string): List {
  const items = matching(leaves(), text).map(({ words, label, description }) => ({
    key: words,
    label: `/${label}`,
    below: description,
    value: words,
  }))
  return { of: { kind: 'command' }, title: say(viewerLocale(), 'commands'), items, at: 0 }
}

function begin(leaf: Leaf): void {
  state.composer = { text: '', draft: draftOf(leaf), list: null, problem: null }
  onward()
}

/** Goes to the next empty required field, or to the end. */
function onward(): void {
  const { draft } = box()
  changed()
  const next = draft?.fields.find(({ option, text }) => option.required && text === '')
  if (next) focusField(next.option.name)
  else focusBox()
}

/** The list of options that can be added. */
export function offerOptions(typed: string): void {
  const { draft } = box()
  if (!draft) return
  box().text = typed
  const items = missing(draft)
    .filter(({ label, name }) =>
      [label, name].some((one) => one.toLowerCase().includes(typed.toLowerCase())),
    )
    .map(({ name, label, description }) => ({ key: name, label, below: description, value: name }))
  // The first option is not picked by Enter, which sends the command.
  const at = typed === '' ? -1 : 0
  const title = say(viewerLocale(), 'optional')
  box().list = items.length > 0 ? { of: { kind: 'option' }, title, items, at } : null
  changed()
}

const fieldOf = (name: string): Field | null =>
  box().draft?.fields.find(({ option }) => option.name === name) ?? null

let timer = 0

/** What a field offers, asked of the bot where the bot completes it. */
export function offerValues(name: string): void {
  const field = fieldOf(name)
  const guild = currentGuild()
  if (!field || !guild) return
  box().text = ''
  const { option } = field
  const title = `${option.label} · ${option.description}`
  const show = (items: Item[], at = items.length > 0 ? 0 : -1) => {
    box().list = { of: { kind: 'value', option: name }, title, items, at }
    changed()
  }
  clearTimeout(timer)
  if (!option.autocomplete) {
    const items = offered(field, { ...guild, locale: viewerLocale() })
    if (items.length > 0) show(items)
    else show(triesFor(field), -1)
    return
  }
  const kept = box().list
  if (kept?.of.kind !== 'value' || kept.of.option !== name) show([])
  timer = window.setTimeout(() => void complete(name, show), REST_MS)
}

function triesFor(field: Field): Item[] {
  const { draft } = box()
  const suggestions = state.look?.suggestions ?? []
  return draft ? tries(draft.leaf, field, { suggestions, locale: viewerLocale() }) : []
}

async function complete(name: string, show: (items: Item[], at?: number) => void): Promise<void> {
  const { draft } = box()
  const field = fieldOf(name)
  const channel = currentChannel()
  if (!draft || !field || !channel) return
  const { text } = field
  const others = readyOf({
    ...draft,
    fields: draft.fields.filter((one) => one !== field && one.text !== ''),
  })
  const answer = await perform({
    act: 'complete',
    channel: channel.id,
    words: draft.leaf.words,
    typed: { ...(others.ok ? others.typed : {}), [name]: text },
    option: name,
  })
  const list = box().list
  const stillThere = list?.of.kind === 'value' && list.of.option === name
  if (answer.kind !== 'choices' || !stillThere || fieldOf(name)?.text !== text) return
  const choices = answer.choices.map((choice) => ({
    key: String(choice['value']),
    label: String(choice['name']),
    below: '',
    value: choice['value'] as string | number,
  }))
  const items = [...triesFor(field), ...choices]
  // In an empty field nothing is picked by Enter that was not meant.
  show(items, text === '' || items.length === 0 ? -1 : 0)
}

function setDraft(draft: Draft | null): void {
  box().draft = draft
  box().problem = null
}

export function typeValue(name: string, text: string): void {
  const { draft } = box()
  if (!draft) return
  setDraft(withText(draft, name, text, null))
  offerValues(name)
}

/** Takes a file from the person's disk as an option's value. */
export async function takeFile(name: string, file: File | undefined): Promise<void> {
  if (!file || !box().draft) return
  const value = { name: file.name, content: await file.text(), type: file.type || 'text/plain' }
  const { draft } = box()
  if (draft) setDraft(withText(draft, name, file.name, value))
  onward()
}

/** Takes the picked thing into the box. */
export function pick(item: Item): void {
  const { draft, list } = box()
  if (!list) return
  if (list.of.kind === 'command') {
    const leaf = leaves().find(({ words }) => words === item.value)
    if (leaf) begin(leaf)
    return
  }
  if (!draft) return
  box().list = null
  box().text = ''
  if (list.of.kind === 'value') {
    setDraft(withText(draft, list.of.option, item.text ?? item.label, item.value))
    onward()
    return
  }
  const option = draft.leaf.options.find(({ name }) => name === item.value)
  if (!option) return
  setDraft(withOption(draft, option))
  changed()
  focusField(option.name)
}

/** Takes an option out again; a required one takes the command with it. */
export function drop(name: string): void {
  const { draft } = box()
  const field = fieldOf(name)
  if (!draft || !field) return
  if (field.option.required) {
    leave()
    return
  }
  setDraft(withoutOption(draft, name))
  box().list = null
  changed()
  focusBox()
}

/** Leaves the command. */
export function leave(): void {
  reset()
  focusBox()
}

/** Sends what stands in the box: a command with its options, or plain words. */
export function submit(): void {
  const { draft, text } = box()
  const channel = currentChannel()
  if (!channel) return
  if (!draft) {
    if (text.startsWith('/') || text.trim() === '') return
    reset()
    void speak(channel.id, text)
    return
  }
  const ready = readyOf(draft)
  if (!ready.ok) {
    box().problem = { option: ready.option, text: say(viewerLocale(), ready.problem) }
    changed()
    focusField(ready.option)
    return
  }
  reset()
  focusBox()
  void give(channel.id, { words: draft.leaf.words, label: draft.leaf.label }, ready.typed)
}
