/** What a person types or presses as an interaction's data, held against the commands as they are registered. */
import { isUpload, type Upload } from './attachments.ts'
import { authorizing } from './interaction-packet.ts'
import { NAMED_BY_OPTION, type Place, resolve } from './resolved.ts'
import { choiceOf } from './select.ts'
import type { Command, Json, Message, World } from './world.ts'

const OPTION = { subcommand: 1, group: 2, integer: 4, boolean: 5, channel: 7, number: 10 } as const
const COMMAND = { slash: 1, message: 3 } as const

export type Typed = Record<string, string | number | boolean | Upload>

const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])
const named = (all: readonly Json[], name: string | undefined) =>
  all.find((one) => one['name'] === name) ?? null

/** Discord offers a command where one of its installation types lets it through. */
function commandNamed(place: Place, name: string, type: number): Command {
  const { world } = place
  const command = [...world.commands.values()].find(
    (one) => one.name === name && Number(one.type ?? 1) === type,
  )
  const fits =
    command !== undefined &&
    Object.keys(authorizing(world, { ...place, command }).owners).length > 0
  if (!fits) throw new Error(`no command ${name} is registered there`)
  return command
}

/** Gives a registered command and the subcommands to what is called. Throws where Discord's own box would not offer it. */
function leafOf(place: Place, words: string): { command: Command; path: Json[] } {
  const [name = '', ...rest] = words.split(' ')
  const command = commandNamed(place, name, COMMAND.slash)
  const path: Json[] = []
  let at: Json = command
  for (const word of rest) {
    const next = named(subcommandsOf(at), word)
    if (next === null) throw new Error(`no command /${words} is registered`)
    path.push(next)
    at = next
  }
  if (subcommandsOf(at).length > 0) throw new Error(`/${words} needs a subcommand`)
  return { command, path }
}

const subcommandsOf = (at: Json) =>
  list(at['options']).filter(({ type }) => type === OPTION.subcommand || type === OPTION.group)

export type Given = {
  words: string
  typed: Typed
  /** The option that is being typed. */
  focused?: string
}

/** Gives the data of a slash command, or of its autocompletion. */
export function commandData(place: Place, { words, typed, focused }: Given): Json {
  const { command, path } = leafOf(place, words)
  const known = list((path.at(-1) ?? command)['options'])
  const options = Object.entries(typed).map(([name, value]) =>
    optionOf(place, named(known, name), { name, value, isTyping: name === focused }),
  )
  const missing = known.find(
    (option) => option['required'] === true && typed[String(option['name'])] === undefined,
  )
  if (missing && focused === undefined)
    throw new Error(`/${words} needs the option ${String(missing['name'])}`)
  if (focused !== undefined && named(known, focused)?.['autocomplete'] !== true)
    throw new Error(`the option ${focused} offers nothing`)
  const ids = options.map(({ type, value }) => ({
    kinds: NAMED_BY_OPTION[Number(type)] ?? [],
    id: String(value),
  }))
  return {
    id: command.id,
    name: command.name,
    type: COMMAND.slash,
    options: nested(path, options),
    ...(focused === undefined
      ? resolve(
          place,
          ids.filter(({ kinds }) => kinds.length > 0),
        )
      : {}),
  }
}

const nested = (path: readonly Json[], options: Json[]): Json[] =>
  path.reduceRight<Json[]>((inner, { name, type }) => [{ name, type, options: inner }], options)

function optionOf(
  { world, attachments }: Place,
  option: Json | null,
  { name, value, isTyping }: { name: string; value: Typed[string]; isTyping: boolean },
): Json {
  if (option === null) throw new Error(`there is no option ${name}`)
  const sent = isUpload(value) ? attachments.add(value) : value
  const wrong = isTyping ? typeof sent === 'boolean' : !takes(world, option, sent)
  if (wrong) throw new Error(`the option ${name} does not take ${JSON.stringify(value)}`)
  return { name, type: option['type'], value: sent, ...(isTyping ? { focused: true } : {}) }
}

const within = (value: number, least: unknown, most: unknown) =>
  value >= Number(least ?? Number.NEGATIVE_INFINITY) && value <= Number(most ?? Infinity)

/** Discord's own box lets nobody send another type, another choice, or what is too long or too large. */
function takes(world: World, option: Json, value: string | number | boolean): boolean {
  const choices = list(option['choices'])
  if (
    choices.length > 0 &&
    named(
      choices.map((one) => ({ name: one['value'] })),
      value as string,
    ) === null
  )
    return false
  const type = Number(option['type'])
  if (type === OPTION.boolean) return typeof value === 'boolean'
  if (type === OPTION.integer || type === OPTION.number) {
    const isWhole = type === OPTION.number || Number.isInteger(value)
    return (
      typeof value === 'number' &&
      isWhole &&
      within(value, option['min_value'], option['max_value'])
    )
  }
  if (typeof value !== 'string') return false
  const types = option['channel_types']
  if (type === OPTION.channel && Array.isArray(types))
    return types.includes(world.channels.get(value)?.type)
  return within(value.length, option['min_length'], option['max_length'])
}

/** Gives the data of a command on a message's menu. */
export function menuData(
  place: Place,
  { name, message }: { name: string; message: Message },
): Json {
  const command = commandNamed(place, name, COMMAND.message)
  return {
    id: command.id,
    name: command.name,
    type: COMMAND.message,
    target_id: message.id,
    ...resolve(place, [{ kinds: ['messages'], id: message.id }]),
  }
}

/** Gives the data of a press or a choice on a message. Throws where the message has no such control, or it is disabled. */
export function controlData(
  place: Place,
  message: Json,
  { customId, values }: { customId: string; values?: readonly string[] },
): Json {
  const controls = list(message['components']).flatMap((row) => list(row['components']))
  const control = controls.find((one) => one['custom_id'] === customId)
  if (control === undefined || control['disabled'] === true)
    throw new Error(`the message has no control ${customId} that can be used`)
  const isButton = control['type'] === 2
  if (isButton !== (values === undefined))
    throw new Error(`the control ${customId} is ${isButton ? 'a button' : 'a select'}`)
  return {
    custom_id: customId,
    component_type: control['type'],
    id: control['id'],
    ...(values === undefined ? {} : choiceOf(place, control, values)),
  }
}
