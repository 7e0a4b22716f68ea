/** A form that the bot opened, and what is sent when a person hands it in. */
import { invalidForm } from './api-error.ts'
import { isUpload, type Upload } from './attachments.ts'
import { LIMITS } from './limits.ts'
import type { Place } from './resolved.ts'
import { choiceOf } from './select.ts'
import type { Json } from './world.ts'

const TYPE = { row: 1, text: 4, textDisplay: 10, label: 18, upload: 19 } as const

/** What a person wrote and chose, by custom id. */
export type Filled = Record<string, string | readonly string[] | readonly Upload[]>

const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])

/** Gives the parts of a form that can be filled in. */
export const fieldsOf = (modal: Json): Json[] =>
  list(modal['components']).flatMap((part) =>
    part['type'] === TYPE.label ? [part['component'] as Json] : list(part['components']),
  )

/** Refuses what Discord says of forms and its description does not hold. */
export function checkModal(modal: Json): void {
  const ids = fieldsOf(modal).map((field) => field['custom_id'])
  const count = list(modal['components']).length
  const problem = (path: string, message: string) =>
    invalidForm([{ path: ['data', path], rule: 'modal', message }])
  if (new Set(ids).size < ids.length)
    throw problem('components', 'Component custom id cannot be duplicated')
  if (count < 1 || count > LIMITS.formFields)
    throw problem('components', `Must be between 1 and ${LIMITS.formFields} in length.`)
  for (const field of fieldsOf(modal)) {
    const wrong = wrongSelect(field)
    if (wrong !== null) throw problem('components', wrong)
  }
}

/** https://docs.discord.com/developers/components/reference#role-select, and what stands there of the other selects. */
function wrongSelect(field: Json): string | null {
  const presets = preset(field).length
  const least = Number(field['min_values'] ?? 1)
  if (field['disabled'] !== undefined) return 'Components in a form cannot be disabled.'
  if (field['required'] !== false && least < 1)
    return 'min_values must be at least 1 where a select is required.'
  if (presets > 0 && (presets < least || presets > Number(field['max_values'] ?? 1)))
    return 'The number of default values must be between min_values and max_values.'
  return null
}

function written(field: Json, given: Filled[string] | undefined): string {
  const value = given ?? field['value'] ?? ''
  if (typeof value !== 'string') throw new Error(`${String(field['custom_id'])} takes words`)
  const least = Number(field['min_length'] ?? (field['required'] === false ? 0 : 1))
  const length = [...value].length
  const isEmpty = length === 0 && field['required'] === false
  if (!isEmpty && (length < least || length > Number(field['max_length'] ?? LIMITS.written)))
    throw new Error(`${String(field['custom_id'])} takes no ${length} characters`)
  return value
}

function chosen(place: Place, field: Json, given: Filled[string] | undefined) {
  const all = given ?? preset(field)
  if (typeof all === 'string') throw new Error(`${String(field['custom_id'])} takes a list`)
  const values = all.map((one) => (isUpload(one) ? place.attachments.add(one) : one))
  return values.length === 0 && field['required'] === false
    ? { values }
    : choiceOf(place, field, values)
}

/** Options of texts say themselves that they are chosen at first; of roles, people and channels their ids are named. */
const preset = (field: Json): string[] => [
  ...list(field['options']).flatMap((option) =>
    option['default'] === true ? [String(option['value'])] : [],
  ),
  ...list(field['default_values']).map(({ id }) => String(id)),
]

/** Gives the data of a form that is handed in. Throws where Discord would not let it go. */
export function modalData(place: Place, modal: Json, filled: Filled): Json {
  const fields = fieldsOf(modal)
  const strange = Object.keys(filled).find((id) => fields.every((one) => one['custom_id'] !== id))
  if (strange !== undefined) throw new Error(`the form has no field ${strange}`)
  let count = 0
  let resolved: Record<string, Json> = {}
  const next = () => {
    count += 1
    return count
  }
  const answer = (field: Json): Json => {
    const { type, custom_id: customId } = field
    const own = { type, id: next(), custom_id: customId }
    const given = filled[String(customId)]
    if (type === TYPE.text) return { ...own, value: written(field, given) }
    const { resolved: more = {}, values } = { resolved: {}, ...chosen(place, field, given) }
    for (const [kind, ids] of Object.entries(more))
      resolved = { ...resolved, [kind]: { ...resolved[kind], ...(ids as Json) } }
    return { ...own, values }
  }
  const components = list(modal['components']).map((part) => {
    const own = { type: part['type'], id: next() }
    if (part['type'] === TYPE.label) return { ...own, component: answer(part['component'] as Json) }
    return part['type'] === TYPE.row
      ? { ...own, components: list(part['components']).map(answer) }
      : own
  })
  return {
    custom_id: modal['custom_id'],
    components,
    ...(Object.keys(resolved).length > 0 ? { resolved } : {}),
  }
}
