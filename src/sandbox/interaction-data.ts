/** What a person types or presses as an interaction's data, held against the commands as they are registered. */
import { channelShape, roleShape } from './shapes.ts'
import { type Json, permissionsOf, type World } from './world.ts'

const OPTION = {
  subcommand: 1,
  string: 3,
  integer: 4,
  boolean: 5,
  channel: 7,
  role: 8,
  number: 10,
} as const

export type Typed = Record<string, string | number | boolean>

const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])

/** Gives a registered command and, for `digest now`, its subcommand. Throws where Discord's own box would not offer it. */
function leafOf(world: World, words: string): { command: Json; sub: Json | null } {
  const [name, subName, ...more] = words.split(' ')
  const command = [...world.commands.values()].find((one) => one.name === name)
  if (command === undefined || more.length > 0)
    throw new Error(`no command /${words} is registered`)
  const subs = list(command['options']).filter(({ type }) => type === OPTION.subcommand)
  const sub = subs.find((one) => one['name'] === subName) ?? null
  if ((subs.length > 0 || subName !== undefined) && sub === null) {
    throw new Error(`no command /${words} is registered`)
  }
  return { command, sub }
}

/** Gives the data of a slash command; `focused` names the option that is being typed. */
export function commandData(
  world: World,
  {
    words,
    typed,
    userId,
    focused,
  }: { words: string; typed: Typed; userId: string; focused?: string },
): Json {
  const { command, sub } = leafOf(world, words)
  const known = list((sub ?? command)['options'])
  const options = optionsOf(known, typed, focused)
  const missing = known.find(
    (option) => option['required'] === true && typed[String(option['name'])] === undefined,
  )
  if (missing && focused === undefined)
    throw new Error(`/${words} needs the option ${String(missing['name'])}`)
  const resolved = resolve(world, options, userId)
  return {
    id: command['id'],
    name: command['name'],
    type: 1,
    options: sub ? [{ name: sub['name'], type: OPTION.subcommand, options }] : options,
    ...(Object.keys(resolved).length > 0 && focused === undefined ? { resolved } : {}),
  }
}

const optionsOf = (known: readonly Json[], typed: Typed, focused: string | undefined): Json[] =>
  Object.entries(typed).map(([name, value]) => {
    const option = known.find((one) => one['name'] === name)
    if (option === undefined) throw new Error(`there is no option ${name}`)
    checkValue(option, value, focused === name)
    return { name, type: option['type'], value, ...(focused === name ? { focused: true } : {}) }
  })

/** Discord's own box lets nobody send another type or another choice. */
function checkValue(option: Json, value: string | number | boolean, isTyping: boolean): void {
  const type = Number(option['type'])
  const wanted =
    type === OPTION.boolean
      ? 'boolean'
      : type === OPTION.integer || type === OPTION.number
        ? 'number'
        : 'string'
  const choices = list(option['choices'])
  const chosen = choices.length === 0 || choices.some((choice) => choice['value'] === value)
  if (typeof value !== wanted || (!chosen && !isTyping)) {
    throw new Error(`the option ${String(option['name'])} does not take ${JSON.stringify(value)}`)
  }
}

/** Channels and roles come along resolved, with the caller's rights there and the bot's. */
function resolve(world: World, options: readonly Json[], userId: string): Json {
  const channels: Json = {}
  const roles: Json = {}
  for (const { type, value } of options) {
    const id = String(value)
    const channel = type === OPTION.channel ? world.channels.get(id) : undefined
    if (channel) {
      channels[id] = {
        ...channelShape(world, channel),
        permissions: String(permissionsOf(world, userId, channel)),
        app_permissions: String(permissionsOf(world, world.bot.id, channel)),
      }
    }
    const role = [...world.guilds.values()].flatMap((guild) => guild.roles.get(id) ?? [])[0]
    if (type === OPTION.role && role) roles[id] = roleShape(role, 1)
  }
  return {
    ...(Object.keys(channels).length > 0 ? { channels } : {}),
    ...(Object.keys(roles).length > 0 ? { roles } : {}),
  }
}

/** Gives the data of a press or a choice on a message. Throws where the message has no such control, or it is disabled. */
export function controlData(
  message: Json,
  { customId, values }: { customId: string; values?: readonly string[] },
): Json {
  const controls = list(message['components']).flatMap((row) => list(row['components']))
  const control = controls.find((one) => one['custom_id'] === customId)
  if (control === undefined || control['disabled'] === true) {
    throw new Error(`the message has no control ${customId} that can be used`)
  }
  const offered = list(control['options']).map((option) => option['value'])
  const strange = values?.find((value) => !offered.includes(value))
  if (strange !== undefined) throw new Error(`the select ${customId} does not offer ${strange}`)
  return {
    custom_id: customId,
    component_type: control['type'],
    id: control['id'],
    ...(values === undefined ? {} : { values }),
  }
}
