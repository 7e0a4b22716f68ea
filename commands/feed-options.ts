/** The options of a command that say what a digest reads, and how much of it is shown. */
import { ApplicationCommandOptionType } from 'discord-api-types/v10'
import { COMMAND } from '../config/limits.ts'
import { oneLine } from '../src/digest/one-line.ts'
import type { Caller } from '../src/model/caller.ts'
import type { Choice } from '../src/model/command.ts'
import type { CardCount } from '../src/model/subscription.ts'
import type { Services } from '../src/services/services.ts'
import { truncate } from '../src/text/truncate.ts'
import { localized, named } from './names.ts'

const LONGEST_FEEDS = 2000

/** The only one that is required. */
export const FEED_OPTION = {
  type: ApplicationCommandOptionType.String,
  name: named('feed', 'command.option.feed.name'),
  description: localized('command.option.feed'),
  required: true,
  max_length: LONGEST_FEEDS,
} as const

export const COUNT_OPTION = {
  type: ApplicationCommandOptionType.Integer,
  name: named('count', 'command.option.count.name'),
  description: localized('command.option.count'),
  choices: [
    { name: localized('command.option.count.3'), value: 3 },
    { name: localized('command.option.count.5'), value: 5 },
    { name: localized('command.option.count.8'), value: 8 },
  ],
} as const

/** Gives a number of cards that was chosen, or null. */
export const cardCount = (chosen: number | undefined): CardCount | null =>
  chosen === 3 || chosen === 5 || chosen === 8 ? chosen : null

/** Completes what a digest reads while it is typed. */
export const completeFeed = async (
  typed: string,
  services: Services,
  caller: Caller,
): Promise<Choice[]> =>
  (await services.subscribeChoices(typed, caller))
    .filter(({ value }) => value.length <= COMMAND.choiceValue)
    .slice(0, COMMAND.choices)
    .map(({ name, value }) => ({ name: truncate(oneLine(name), COMMAND.choiceName), value }))
