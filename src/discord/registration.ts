/** What Discord is told about our commands, only when it does not know it yet. */
import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOptionChoice,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type LocalizationMap,
  PermissionFlagsBits,
  type REST,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
  Routes,
} from 'discord.js'
import type { Command, CommandLeaf, Localized, MessageMenu, OptionData } from '../model/command.ts'

export type CommandBody = RESTPostAPIChatInputApplicationCommandsJSONBody
export type MenuBody = RESTPostAPIContextMenuApplicationCommandsJSONBody

const named = ({ name, description }: { name: Localized; description: Localized }) => ({
  name: name.en,
  name_localizations: { ja: name.ja } satisfies LocalizationMap,
  description: description.en,
  description_localizations: { ja: description.ja } satisfies LocalizationMap,
})

const choiceBody = (
  choice: NonNullable<OptionData['choices']>[number],
): APIApplicationCommandOptionChoice => ({
  name: choice.name.en,
  name_localizations: { ja: choice.name.ja },
  value: choice.value,
})

function optionBody<S>(option: OptionData, leaf: CommandLeaf<S>): APIApplicationCommandBasicOption {
  const { name, description, choices, ...rest } = option
  const completes = leaf.complete !== undefined && name.en in leaf.complete
  return {
    ...rest,
    ...named({ name, description }),
    ...(choices ? { choices: choices.map(choiceBody) } : {}),
    ...(completes ? { autocomplete: true } : {}),
  } as APIApplicationCommandBasicOption
}

/** Discord wants required options first; otherwise the order is the literal's. */
const optionBodies = <S>(leaf: CommandLeaf<S>): APIApplicationCommandBasicOption[] =>
  leaf.options
    .toSorted((a, b) => Number(b.required ?? false) - Number(a.required ?? false))
    .map((option) => optionBody(option, leaf))

function ownBody<S>(command: Command<S>) {
  if ('leaf' in command) return { ...named(command.leaf), options: optionBodies(command.leaf) }
  const options = command.leaves.map((leaf) => ({
    type: ApplicationCommandOptionType.Subcommand as const,
    ...named(leaf),
    options: optionBodies(leaf),
  }))
  return { ...named(command), options }
}

/**
 * Where a command may be given, and by whose installation.
 * https://docs.discord.com/developers/interactions/application-commands#contexts
 */
const IN_SERVERS = {
  contexts: [InteractionContextType.Guild],
  integration_types: [ApplicationIntegrationType.GuildInstall],
}
/** Also by people who have installed the bot for themselves, in any server and in talks with others. */
const EVERYWHERE = {
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
  integration_types: [
    ApplicationIntegrationType.GuildInstall,
    ApplicationIntegrationType.UserInstall,
  ],
}
/** Messages of ours stand in servers and in our own direct messages. */
const BESIDE_OUR_MESSAGES = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: EVERYWHERE.integration_types,
}

/** Gives the commands as Discord registers them. Pure. */
export function commandBodies<S>(commands: readonly Command<S>[]): CommandBody[] {
  return commands.map((command) => ({
    ...ownBody(command),
    default_member_permissions: command.managersOnly
      ? String(PermissionFlagsBits.ManageGuild)
      : null,
    ...(command.inDm ? EVERYWHERE : IN_SERVERS),
  }))
}

/** Gives the commands on messages' menus as Discord registers them. Pure. */
export const menuBodies = <S>(menus: readonly MessageMenu<S>[]): MenuBody[] =>
  menus.map(({ name }) => ({
    type: ApplicationCommandType.Message,
    name: name.en,
    name_localizations: { ja: name.ja },
    ...BESIDE_OUR_MESSAGES,
  }))

/** What of a registered command is ours; the rest (ids, versions, …) is Discord's. */
const OURS: readonly string[] = [
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'type',
  'options',
  'choices',
  'value',
  'required',
  'autocomplete',
  'channel_types',
  'min_value',
  'max_value',
  'min_length',
  'max_length',
  'default_member_permissions',
  'contexts',
  'integration_types',
]

const isNothing = (value: unknown) =>
  value === undefined ||
  value === null ||
  // The description of a menu command.
  value === '' ||
  value === false ||
  (Array.isArray(value) && value.length === 0)

/** Languages are data, not settings: every key of a localization map counts. */
const LOCALIZED: readonly string[] = ['name_localizations', 'description_localizations']

function normal(value: unknown, keys: readonly string[] | null = OURS): unknown {
  if (Array.isArray(value)) return value.map((one) => normal(one, keys))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
    .filter(([key, one]) => (keys === null || keys.includes(key)) && !isNothing(one))
    .map(([key, one]) => [key, normal(one, LOCALIZED.includes(key) ? null : OURS)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries)
}

function normalCommand(command: object): unknown {
  const rights: unknown = Reflect.get(command, 'default_member_permissions')
  return normal({
    type: 1,
    ...command,
    // A number in Discord's own description, a string in its answers.
    default_member_permissions: rights == null ? null : String(rights),
  })
}

const nameOf = (command: object) => String(Reflect.get(command, 'name'))

/** Says whether Discord already knows exactly these commands; order and Discord's own additions do not count. Pure. */
export function sameCommands(known: readonly object[], wanted: readonly object[]): boolean {
  const text = (commands: readonly object[]) =>
    JSON.stringify(commands.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)).map(normalCommand))
  return text(known) === text(wanted)
}

/**
 * Registers the commands for all servers, if Discord knows others: creating commands is limited to 200 a day. Gives
 * whether something was changed.
 */
export async function register(
  rest: REST,
  applicationId: string,
  bodies: readonly (CommandBody | MenuBody)[],
): Promise<boolean> {
  const known = await rest.get(Routes.applicationCommands(applicationId), {
    query: new URLSearchParams({ with_localizations: 'true' }),
  })
  if (Array.isArray(known) && sameCommands(known as object[], bodies)) return false
  await rest.put(Routes.applicationCommands(applicationId), { body: bodies })
  return true
}
