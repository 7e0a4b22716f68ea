/** `/digest subscribe`: only the feed is required; it acts first and then shows what was set up. */
import { ApplicationCommandOptionType } from 'discord-api-types/v10'
import { defineLeaf } from '../src/model/command.ts'
import type { Services } from '../src/services/services.ts'
import { completeDays } from './days-words.ts'
import { COUNT_OPTION, cardCount, completeFeed, FEED_OPTION } from './feed-options.ts'
import { completeLanguages, FILTER_OPTIONS, typedFilters } from './filter-options.ts'
import { localized, named } from './names.ts'
import { plain, say } from './pieces.ts'
import { subscribeAnswer } from './subscribe-answer.ts'
import { completeTime } from './when-words.ts'
import { completeZone, FOLLOW_UPS, here, WHERE_AND_WHEN } from './where-and-when.ts'

export const digestSubscribe = defineLeaf({
  name: named('subscribe', 'command.subscribe.name'),
  description: localized('command.subscribe'),
  answers: 'private',
  options: [
    FEED_OPTION,
    ...WHERE_AND_WHEN,
    COUNT_OPTION,
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
    ...FOLLOW_UPS,
    ...FILTER_OPTIONS,
  ],
  complete: {
    feed: async (typed, services: Services, caller) => completeFeed(typed, services, caller),
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
