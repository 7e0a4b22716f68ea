/** `/digest subscribe`: only the feed is required; it acts first and then shows what was set up. */
import { ApplicationCommandOptionType, ChannelType } from 'discord-api-types/v10'
import { COMMAND } from '../config/limits.ts'
import { oneLine } from '../src/digest/one-line.ts'
import type { Caller } from '../src/model/caller.ts'
import { type Choice, type ChosenChannel, defineLeaf } from '../src/model/command.ts'
import type { CardCount } from '../src/model/subscription.ts'
import type { Services } from '../src/services/services.ts'
import { truncate } from '../src/text/truncate.ts'
import { localized, named } from './names.ts'
import { plain, say } from './pieces.ts'
import { subscribeAnswer } from './subscribe-answer.ts'

/** Where a digest may stand; forums grow later. */
export const DIGEST_CHANNELS = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
] as const

const LONGEST_FEEDS = 2000

/** Gives the channel where a command was given, as if it had been chosen. */
export const here = (caller: Caller): ChosenChannel => ({
  id: caller.channelId,
  type: null,
  botLacks: caller.botLacks(caller.channelId) ?? [],
  speaks: caller.speaks(caller.channelId),
})

const cardCount = (chosen: number | undefined): CardCount | null =>
  chosen === 3 || chosen === 5 || chosen === 8 ? chosen : null

/** Completes a time zone while it is typed. */
export const completeZone = async (typed: string, services: Services): Promise<Choice[]> =>
  services
    .zoneChoices(typed)
    .slice(0, COMMAND.choices)
    .map((zone) => ({ name: zone, value: zone }))

export const digestSubscribe = defineLeaf({
  name: named('subscribe', 'command.subscribe.name'),
  description: localized('command.subscribe'),
  answers: 'private',
  options: [
    {
      type: ApplicationCommandOptionType.String,
      name: named('feed', 'command.option.feed.name'),
      description: localized('command.option.feed'),
      required: true,
      max_length: LONGEST_FEEDS,
    },
    {
      type: ApplicationCommandOptionType.Channel,
      name: named('channel', 'command.option.channel.name'),
      description: localized('command.option.channel'),
      channel_types: [...DIGEST_CHANNELS],
    },
    {
      type: ApplicationCommandOptionType.String,
      name: named('time', 'command.option.time.name'),
      description: localized('command.option.time'),
      max_length: 20,
    },
    {
      type: ApplicationCommandOptionType.String,
      name: named('zone', 'command.option.zone.name'),
      description: localized('command.option.zone'),
      max_length: 60,
    },
    {
      type: ApplicationCommandOptionType.Integer,
      name: named('count', 'command.option.count.name'),
      description: localized('command.option.count'),
      choices: [
        { name: localized('command.option.count.3'), value: 3 },
        { name: localized('command.option.count.5'), value: 5 },
        { name: localized('command.option.count.8'), value: 8 },
      ],
    },
    {
      type: ApplicationCommandOptionType.Role,
      name: named('role', 'command.option.role.name'),
      description: localized('command.option.role'),
    },
    {
      type: ApplicationCommandOptionType.Boolean,
      name: named('silent', 'command.option.silent.name'),
      description: localized('command.option.silent'),
    },
  ],
  complete: {
    feed: async (typed, services: Services, caller) =>
      (await services.subscribeChoices(typed, caller))
        .filter(({ value }) => value.length <= COMMAND.choiceValue)
        .slice(0, COMMAND.choices)
        .map(({ name, value }) => ({ name: truncate(oneLine(name), COMMAND.choiceName), value })),
    zone: async (typed, services: Services) => completeZone(typed, services),
  },
  async run(options, services: Services, caller) {
    const roleId = options.role ?? null
    if (roleId !== null && roleId === caller.guildId) {
      const option = say(caller.locale, 'command.option.role.name')
      return plain(caller, 'problem.everyone-role', { option })
    }
    const done = await services.subscribe(
      {
        feed: options.feed,
        channel: options.channel ?? here(caller),
        time: options.time ?? null,
        zone: options.zone ?? null,
        count: cardCount(options.count),
        roleId,
        silent: options.silent ?? false,
      },
      caller,
    )
    return subscribeAnswer(done, caller)
  },
})
