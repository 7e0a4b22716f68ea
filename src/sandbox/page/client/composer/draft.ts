/** A command that is being written: its options as fields, what each offers, and what it comes to. No I/O. */
import type { ChannelView, RoleView, Suggestion, Typed } from '../../protocol.ts'
import { type Locale, say, type TextKey } from '../texts.ts'
import { type Leaf, OPTION, type Option } from './commands.ts'

export type Value = Typed[string]

/** One option of the command: what stands in it, and what that means (null: as it stands). */
export type Field = { option: Option; text: string; value: Value | null }

export type Draft = { leaf: Leaf; fields: Field[] }

/** Something that can be picked from the list above the box. */
export type Item = {
  key: string
  label: string
  below: string
  value: Value
  /** What stands in the field then, where it is not the label. */
  text?: string
}

export type List = {
  /** What the list is for: a command, an option to add, or the value of the field of that name. */
  of: { kind: 'command' } | { kind: 'option' } | { kind: 'value'; option: string }
  title: string
  items: Item[]
  at: number
}

export type Composer = {
  text: string
  draft: Draft | null
  list: List | null
  problem: { option: string; text: string } | null
}

const field = (option: Option): Field => ({ option, text: '', value: null })

/** Begins a command with its required options as empty fields. */
export const draftOf = (leaf: Leaf): Draft => ({
  leaf,
  fields: leaf.options.filter(({ required }) => required).map(field),
})

export const missing = ({ leaf, fields }: Draft): Option[] =>
  leaf.options.filter(({ name }) => !fields.some(({ option }) => option.name === name))

export const withOption = (draft: Draft, option: Option): Draft => ({
  ...draft,
  fields: [...draft.fields, field(option)],
})

export const withoutOption = (draft: Draft, name: string): Draft => ({
  ...draft,
  fields: draft.fields.filter(({ option }) => option.name !== name),
})

export const withText = (draft: Draft, name: string, text: string, value: Value | null): Draft => ({
  ...draft,
  fields: draft.fields.map((one) => (one.option.name === name ? { ...one, text, value } : one)),
})

export type Place = { channels: readonly ChannelView[]; roles: readonly RoleView[]; locale: Locale }

const holds = (name: string, typed: string) => name.toLowerCase().includes(typed.toLowerCase())

/** Gives what a field offers by itself; an option that the bot completes is asked of the bot. */
export function offered({ option, text, value }: Field, place: Place): Item[] {
  // What was picked stands in the field: the list shows all again.
  const typed = value === null ? text.replace(/^[#@]/, '') : ''
  return allOf(option, place).filter(({ label }) => holds(label, typed))
}

function allOf(option: Option, { channels, roles, locale }: Place): Item[] {
  if (option.choices.length > 0) {
    return option.choices.map(({ name, value }) => ({ key: name, label: name, below: '', value }))
  }
  if (option.type === OPTION.boolean) {
    return [true, false].map((value) => ({
      key: String(value),
      label: say(locale, value ? 'yes' : 'no'),
      below: '',
      value,
    }))
  }
  if (option.type === OPTION.channel) {
    return channels
      .filter(({ type }) => option.channelTypes.length === 0 || option.channelTypes.includes(type))
      .map(({ id, name }) => ({ key: id, label: `#${name}`, below: '', value: id }))
  }
  if (option.type === OPTION.role) {
    return roles.map(({ id, name }) => {
      const label = name.startsWith('@') ? name : `@${name}`
      return { key: id, label, below: '', value: id }
    })
  }
  return []
}

/** Gives what may be tried in an option of free words: a stranger knows no feed by heart. */
export function tries(
  { words }: Leaf,
  { option, text }: Field,
  { suggestions, locale }: { suggestions: readonly Suggestion[]; locale: Locale },
): Item[] {
  if (option.type !== OPTION.string || text !== '') return []
  return suggestions.flatMap((one) => {
    const isFor = one.words === words && one.forum === undefined
    const value = isFor ? one.typed[option.name] : undefined
    if (value === undefined) return []
    const typed = String(value)
    return [{ key: typed, label: one.label[locale], below: typed, value: typed, text: typed }]
  })
}

const FREE = new Set<number>([OPTION.string, OPTION.integer, OPTION.number])

type Meant = { value: Value } | { problem: TextKey } | null

/** Gives what a field means; null where it is left out. */
function meaning({ option, text, value }: Field): Meant {
  if (value !== null) return { value }
  const typed = text.trim()
  if (typed === '') return option.required ? { problem: 'required' } : null
  if (!FREE.has(option.type) || option.choices.length > 0) return { problem: 'pickOne' }
  if (option.type === OPTION.string) return { value: typed }
  return /^-?\d+$/.test(typed) ? { value: Number(typed) } : { problem: 'wholeNumber' }
}

export type Ready =
  | { ok: true; typed: Record<string, Value> }
  | { ok: false; option: string; problem: TextKey }

/** Gives the options as an interaction carries them, or the first field that is not right. */
export function readyOf({ fields }: Draft): Ready {
  const typed: Record<string, Value> = {}
  for (const one of fields) {
    const meant = meaning(one)
    if (meant === null) continue
    if ('problem' in meant) return { ok: false, option: one.option.name, problem: meant.problem }
    typed[one.option.name] = meant.value
  }
  return { ok: true, typed }
}
