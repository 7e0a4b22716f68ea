/** The commands as the message box offers them: by their localized names, to those who may use them. */
import { type GuildView, HOME, type Json } from '../../protocol.ts'
import type { Locale } from '../texts.ts'

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-type */
export const OPTION = {
  subcommand: 1,
  group: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  attachment: 11,
} as const

const CHAT_INPUT = 1
const ADMINISTRATOR = 1n << 3n

export type Choice = { name: string; value: string | number }

export type Option = {
  /** Its default name: what an interaction carries. */
  name: string
  label: string
  description: string
  type: number
  required: boolean
  choices: Choice[]
  autocomplete: boolean
  channelTypes: number[]
}

/** What can be given: a command without subcommands, or one subcommand. */
export type Leaf = {
  /** By default names, `digest subscribe`. */
  words: string
  label: string
  description: string
  options: Option[]
}

const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])

function localized(one: Json, key: 'name' | 'description', locale: Locale): string {
  const all = one[`${key}_localizations`] as Record<string, string> | null | undefined
  return all?.[locale] ?? String(one[key] ?? '')
}

const choiceOf =
  (locale: Locale) =>
  (choice: Json): Choice => ({
    name: localized(choice, 'name', locale),
    value: choice['value'] as string | number,
  })

const optionOf =
  (locale: Locale) =>
  (option: Json): Option => ({
    name: String(option['name']),
    label: localized(option, 'name', locale),
    description: localized(option, 'description', locale),
    type: Number(option['type']),
    required: option['required'] === true,
    choices: list(option['choices']).map(choiceOf(locale)),
    autocomplete: option['autocomplete'] === true,
    channelTypes: list(option['channel_types']).map(Number),
  })

function leavesOf(command: Json, locale: Locale): Leaf[] {
  const options = list(command['options'])
  const label = localized(command, 'name', locale)
  const subs = options.filter(({ type }) => type === OPTION.subcommand)
  if (subs.length === 0) {
    return [
      {
        words: String(command['name']),
        label,
        description: localized(command, 'description', locale),
        options: options.map(optionOf(locale)),
      },
    ]
  }
  return subs.map((sub) => ({
    words: `${String(command['name'])} ${String(sub['name'])}`,
    label: `${label} ${localized(sub, 'name', locale)}`,
    description: localized(sub, 'description', locale),
    options: list(sub['options']).map(optionOf(locale)),
  }))
}

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-context-types */
const CONTEXT = { guild: 0, botDm: 1 } as const

function isFor({ contexts }: Json, guild: GuildView): boolean {
  const context = guild.id === HOME ? CONTEXT.botDm : CONTEXT.guild
  return !Array.isArray(contexts) || contexts.includes(context)
}

/** A person's rights in a server count there alone. */
function mayUse(command: Json, guild: GuildView): boolean {
  if (!isFor(command, guild)) return false
  if (guild.id === HOME) return true
  const wanted = command['default_member_permissions']
  if (typeof wanted !== 'string') return true
  const may = BigInt(guild.may)
  const bits = BigInt(wanted)
  return (may & ADMINISTRATOR) !== 0n || (may & bits) === bits
}

/** Gives every command that the viewer may give in a server, or in their direct messages. */
export const commandsFor = (commands: readonly Json[], guild: GuildView, locale: Locale): Leaf[] =>
  commands
    .filter((command) => Number(command['type'] ?? CHAT_INPUT) === CHAT_INPUT)
    .filter((command) => mayUse(command, guild))
    .flatMap((command) => leavesOf(command, locale))

const MESSAGE_MENU = 3

export type MenuCommand = { name: string; label: string }

/** Gives the commands of a message's menu that the viewer may give. */
export const menuFor = (
  commands: readonly Json[],
  guild: GuildView,
  locale: Locale,
): MenuCommand[] =>
  commands
    .filter((command) => command['type'] === MESSAGE_MENU && mayUse(command, guild))
    .map((command) => ({
      name: String(command['name']),
      label: localized(command, 'name', locale),
    }))

/** Gives the commands that a typed `/…` may mean, best first; both languages' names are known. */
export function matching(leaves: readonly Leaf[], typed: string): Leaf[] {
  const wanted = typed.replace(/^\//, '').trimStart().toLowerCase()
  const starting = leaves.filter(({ label, words }) =>
    [label, words].some((name) => name.toLowerCase().startsWith(wanted)),
  )
  const holding = leaves.filter(({ label, words }) =>
    [label, words].some((name) => name.toLowerCase().includes(wanted)),
  )
  return [...new Set([...starting, ...holding])]
}
