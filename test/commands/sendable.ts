/** Says what Discord would refuse of a reply; the numbers are Discord's, not the bot's. */
import type { Embed, Reply, Row } from '../../src/model/message.ts'

const length = (text: string | undefined) => [...(text ?? '').trim()].length

const embedLength = (embed: Embed) =>
  length(embed.title) +
  length(embed.description) +
  length(embed.footer?.text) +
  length(embed.author?.name) +
  (embed.fields ?? []).reduce((sum, { name, value }) => sum + length(name) + length(value), 0)

function* embedFaults(embeds: readonly Embed[]) {
  if (embeds.length > 10) yield 'more than 10 embeds'
  if (embeds.reduce((sum, embed) => sum + embedLength(embed), 0) > 6000) yield 'embeds over 6000'
  for (const embed of embeds) {
    if (length(embed.title) > 256) yield 'title over 256'
    if (length(embed.description) > 4096) yield 'description over 4096'
    if (embedLength(embed) === 0) yield 'an empty embed'
  }
}

type Component = Row['components'][number]

const outside = (text: string | undefined, most: number) =>
  length(text) === 0 || length(text) > most

function* selectFaults(one: Component) {
  if (one.type !== 3) return
  if (one.options.length === 0 || one.options.length > 25) yield 'options not in 1…25'
  const values = one.options.map(({ value }) => value)
  if (new Set(values).size !== values.length) yield 'an option twice'
  for (const { label, value, description } of one.options) {
    if (outside(label, 100) || outside(value, 100)) yield `option ${label}`
    if (description !== undefined && outside(description, 100)) yield `description ${description}`
  }
}

function* componentFaults(one: Component) {
  if (one.type === 2 && 'label' in one && outside(one.label, 80)) yield `label ${one.label}`
  if ('custom_id' in one && outside(one.custom_id, 100)) yield `custom id ${one.custom_id}`
  yield* selectFaults(one)
}

function* rowFaults(rows: readonly Row[]) {
  if (rows.length > 5) yield 'more than 5 rows'
  if (rows.some(({ components: { length: count } }) => count === 0 || count > 5)) yield 'row size'
  const all = rows.flatMap((row) => row.components)
  const ids = all.flatMap((one) => ('custom_id' in one ? [one.custom_id] : []))
  if (new Set(ids).size !== ids.length) yield `a custom id twice: ${ids.join(' ')}`
  for (const one of all) yield* componentFaults(one)
}

/** Gives what is wrong with a reply; empty for one that Discord takes. */
export function faultsOf({ content, embeds = [], components = [] }: Reply): string[] {
  const faults = [...embedFaults(embeds), ...rowFaults(components)]
  if (length(content) > 2000) faults.push('content over 2000')
  if (length(content) === 0 && embeds.length === 0) faults.push('nothing in it')
  if (/\{\w+\}/.test(`${content} ${JSON.stringify(embeds)}`)) faults.push('an unfilled place')
  return faults
}

/** Gives the custom ids of a reply's controls, in order. */
export const controlsOf = ({ components = [] }: Reply): string[] =>
  components
    .flatMap((row) => row.components)
    .flatMap((one) => ('custom_id' in one ? [one.custom_id] : []))
