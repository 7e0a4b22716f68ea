/** The options of a command that say where a digest stands and when it comes. */
import { ApplicationCommandOptionType, ChannelType } from 'discord-api-types/v10'
import { COMMAND } from '../config/limits.ts'
import type { Caller } from '../src/model/caller.ts'
import type { Choice, ChosenChannel } from '../src/model/command.ts'
import type { Services } from '../src/services/services.ts'
import { localized, named } from './names.ts'

/** What takes a message as it is. */
export const MESSAGE_CHANNELS = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
] as const

/** Where a digest may stand: a forum gets a post for each. Posts of media channels must show a picture: they are left out. */
export const DIGEST_CHANNELS = [...MESSAGE_CHANNELS, ChannelType.GuildForum] as const

/** Gives the channel where a command was given, as if it had been chosen. */
export const here = (caller: Caller): ChosenChannel => ({
  id: caller.channelId,
  type: null,
  botLacks: caller.botLacks(caller.channelId) ?? [],
  speaks: caller.speaks(caller.channelId),
})

/** Completes a time zone while it is typed. */
export const completeZone = async (typed: string, services: Services): Promise<Choice[]> =>
  services
    .zoneChoices(typed)
    .slice(0, COMMAND.choices)
    .map(({ zone, city }) => ({ name: city === null ? zone : `${city} (${zone})`, value: zone }))

/** Time and days; none of them is required. */
export const TIME_AND_DAYS = [
  {
    type: ApplicationCommandOptionType.String,
    name: named('time', 'command.option.time.name'),
    description: localized('command.option.time'),
    max_length: 100,
  },
  {
    type: ApplicationCommandOptionType.String,
    name: named('days', 'command.option.days.name'),
    description: localized('command.option.days'),
    max_length: 100,
  },
] as const

/** Channel, time, days and time zone; none of them is required. */
export const WHERE_AND_WHEN = [
  {
    type: ApplicationCommandOptionType.Channel,
    name: named('channel', 'command.option.channel.name'),
    description: localized('command.option.channel'),
    channel_types: [...DIGEST_CHANNELS],
  },
  ...TIME_AND_DAYS,
  {
    type: ApplicationCommandOptionType.String,
    name: named('zone', 'command.option.zone.name'),
    description: localized('command.option.zone'),
    max_length: 60,
  },
] as const

/** What follows each digest; none of them is required. */
export const FOLLOW_UPS = [
  {
    type: ApplicationCommandOptionType.Boolean,
    name: named('thread', 'command.option.thread.name'),
    description: localized('command.option.thread'),
  },
  {
    type: ApplicationCommandOptionType.Boolean,
    name: named('publish', 'command.option.publish.name'),
    description: localized('command.option.publish'),
  },
] as const
