/** The options of a command's run, from what Discord resolved. */
import {
  ApplicationCommandOptionType,
  type CommandInteractionOption,
  type PermissionsBitField,
} from 'discord.js'
import type { Caller } from '../model/caller.ts'
import type { ChosenChannel, OptionData } from '../model/command.ts'
import { lacking, maySpeak, whereOf } from './rights.ts'

type Channel = NonNullable<CommandInteractionOption['channel']>

const bits = (channel: Channel, name: 'permissions' | 'appPermissions') => {
  const found: unknown = name in channel ? (channel as Record<typeof name, unknown>)[name] : null
  return typeof found === 'object' && found !== null
    ? (found as Readonly<PermissionsBitField>)
    : null
}

/**
 * Gives a chosen channel. Discord tells both the bot's and the caller's rights there; the cache is asked where it does
 * not.
 */
export function chosenChannel(channel: Channel, caller: Caller): ChosenChannel {
  const { id, type } = channel
  const where = whereOf(channel)
  const app = bits(channel, 'appPermissions')
  const own = bits(channel, 'permissions')
  return {
    id,
    type,
    botLacks: app ? lacking(app, where) : (caller.botLacks(id) ?? ['ViewChannel']),
    speaks: own ? maySpeak(own, where) : caller.speaks(id),
  }
}

function runValue(given: CommandInteractionOption, wanted: OptionData, caller: Caller) {
  if (wanted.type === ApplicationCommandOptionType.Channel) {
    return given.channel ? chosenChannel(given.channel, caller) : undefined
  }
  if (wanted.type === ApplicationCommandOptionType.Attachment) {
    const { attachment } = given
    return attachment && { name: attachment.name, size: attachment.size, url: attachment.url }
  }
  return given.value
}

/** Gives the options of a subcommand, or of a command without subcommands. */
export function leafOptions(
  data: readonly CommandInteractionOption[],
): readonly CommandInteractionOption[] {
  const [first] = data
  return first?.type === ApplicationCommandOptionType.Subcommand ? (first.options ?? []) : data
}

/** Gives the values of a command's options by their English names; what was not given is absent. */
export function readOptions(
  wanted: readonly OptionData[],
  given: readonly CommandInteractionOption[],
  caller: Caller,
): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const option of wanted) {
    const found = given.find(({ name }) => name === option.name.en)
    const value = found && runValue(found, option, caller)
    if (value !== undefined) values[option.name.en] = value
  }
  return values
}
