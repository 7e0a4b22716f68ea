/** What can be chosen in a select, on a message or in a form. */
import { NAMED_BY_SELECT, type Place, resolve } from './resolved.ts'
import type { Json } from './world.ts'

const CHANNEL_SELECT = 8
const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])

/** Throws where more or less is chosen than the select takes. */
function checkCount(control: Json, count: number): void {
  const least = Number(control['min_values'] ?? (control['required'] === false ? 0 : 1))
  const most = Number(control['max_values'] ?? 1)
  if (count < least || count > most)
    throw new Error(`${String(control['custom_id'])} takes ${least} to ${most}, not ${count}`)
}

/** Throws where a value is not offered. */
function checkOffer({ world }: Place, control: Json, values: readonly string[]): void {
  const types = control['channel_types']
  const offers = (value: string): boolean => {
    if (control['options'] !== undefined)
      return list(control['options']).some((option) => option['value'] === value)
    if (control['type'] === CHANNEL_SELECT && Array.isArray(types))
      return types.length === 0 || types.includes(world.channels.get(value)?.type)
    return true
  }
  const strange = values.find((value) => !offers(value))
  if (strange !== undefined)
    throw new Error(`the select ${String(control['custom_id'])} does not offer ${strange}`)
}

/** Gives the values of a choice and who or what they name. */
export function choiceOf(
  place: Place,
  control: Json,
  values: readonly string[],
): { values: string[]; resolved?: Json } {
  checkCount(control, values.length)
  checkOffer(place, control, values)
  const kinds = NAMED_BY_SELECT[Number(control['type'])]
  const named = kinds ? values.map((id) => ({ kinds, id })) : []
  return { values: [...values], ...resolve(place, named) }
}
