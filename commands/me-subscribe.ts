/** `/me subscribe`: a digest in the caller's own direct messages; only the feed is required. */
import { ApplicationCommandOptionType } from 'discord-api-types/v10'
import { defineLeaf } from '../src/model/command.ts'
import type { Services } from '../src/services/services.ts'
import { completeDays } from './days-words.ts'
import { COUNT_OPTION, cardCount, completeFeed, FEED_OPTION } from './feed-options.ts'
import { completeLanguages, FILTER_OPTIONS, typedFilters } from './filter-options.ts'
import { localized, named } from './names.ts'
import { subscribeAnswer } from './subscribe-answer.ts'
import { completeZone, TIME_AND_DAYS } from './where-and-when.ts'

export const meSubscribe = defineLeaf({
  name: named('subscribe', 'command.me-subscribe.name'),
  description: localized('command.me-subscribe'),
  answers: 'private',
  own: true,
  options: [
    FEED_OPTION,
    ...TIME_AND_DAYS,
    {
      type: ApplicationCommandOptionType.String,
      name: named('zone', 'command.option.zone.name'),
      description: localized('command.option.own-zone'),
      max_length: 60,
    },
    COUNT_OPTION,
    ...FILTER_OPTIONS,
  ],
  complete: {
    feed: async (typed, services: Services, caller) => completeFeed(typed, services, caller),
    zone: async (typed, services: Services) => completeZone(typed, services),
    days: async (typed, services: Services, caller) => completeDays(typed, services, caller),
    languages: async (typed, _services: Services, caller) => completeLanguages(typed, caller),
  },
  async run(options, services: Services, caller) {
    const done = await services.subscribeOwn(
      {
        feed: options.feed,
        time: options.time ?? null,
        zone: options.zone ?? null,
        days: options.days ?? null,
        count: cardCount(options.count),
        filters: typedFilters(options),
      },
      caller,
    )
    return subscribeAnswer(done, caller)
  },
})
