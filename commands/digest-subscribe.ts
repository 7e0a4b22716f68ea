/** `/digest subscribe`: only the feed is required; it acts first and then shows what was set up. */
import { ApplicationCommandOptionType } from 'discord-api-types/v10'
import { COMMAND } from '../config/limits.ts'
import { oneLine } from '../src/digest/one-line.ts'
import { defineLeaf } from '../src/model/command.ts'
import type { CardCount } from '../src/model/subscription.ts'
import type { Services } from '../src/services/services.ts'
import { truncate } from '../src/text/truncate.ts'
import { completeDays } from './days-words.ts'
import { completeLanguages, FILTER_OPTIONS, typedFilters } from './filter-options.ts'
import { localized, named } from './names.ts'
import { plain, say } from './pieces.ts'
import { subscribeAnswer } from './subscribe-answer.ts'
import { completeTime } from './when-words.ts'
import { completeZone, here, WHERE_AND_WHEN } from './where-and-when.ts'

const LONGEST_FEEDS = 2000

const cardCount = (chosen: number | undefined): CardCount | null =>
  chosen === 3 || chosen === 5 || chosen === 8 ? chosen : null

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
    ...WHERE_AND_WHEN,
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
    ...FILTER_OPTIONS,
  ],
  complete: {
    feed: async (typed, services: Services, caller) =>
      (await services.subscribeChoices(typed, caller))
        .filter(({ value }) => value.length <= COMMAND.choiceValue)
        .slice(0, COMMAND.choices)
        .map(({ name, value }) => ({ name: truncate(oneLine(name), COMMAND.choiceName), value })),
    time: async (typed, _services: Services, caller) => completeTime(typed, caller),
    zone: async (typed, services: Services) => completeZone(typed, services),
    days: async (typed, services: Services, caller) => completeDays(typed, services, caller),
    languages: async (typed, _services: Services, caller) => completeLanguages(typed, caller),
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
        days: options.days ?? null,
        count: cardCount(options.count),
        roleId,
        silent: options.silent ?? false,
        thread: options.thread ?? false,
        publish: options.publish ?? true,
        filters: typedFilters(options),
      },
      caller,
    )
    return subscribeAnswer(done, caller)
  },
})
