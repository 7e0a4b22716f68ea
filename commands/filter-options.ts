/** The options of a command that say which articles go into a digest. */
import { ApplicationCommandOptionType } from 'discord-api-types/v10'
import { COMMAND } from '../config/limits.ts'
import { languageName, languagesLike } from '../src/language/languages.ts'
import type { Caller } from '../src/model/caller.ts'
import type { Choice } from '../src/model/command.ts'
import type { PaidRule, TypedFilters } from '../src/model/filters.ts'
import { MOST_PER_FEED } from '../src/subscription/filters.ts'
import { localized, named } from './names.ts'

/** Code points; 25 entries of the longest kind, with their quotes. */
export const LONGEST_LIST = 2000

/** Words, languages, paid articles, a feed's share; none of them is required. */
export const FILTER_OPTIONS = [
  {
    type: ApplicationCommandOptionType.String,
    name: named('words', 'command.option.words.name'),
    description: localized('command.option.words'),
    max_length: LONGEST_LIST,
  },
  {
    type: ApplicationCommandOptionType.String,
    name: named('without', 'command.option.without.name'),
    description: localized('command.option.without'),
    max_length: LONGEST_LIST,
  },
  {
    type: ApplicationCommandOptionType.String,
    name: named('languages', 'command.option.languages.name'),
    description: localized('command.option.languages'),
    max_length: LONGEST_LIST,
  },
  {
    type: ApplicationCommandOptionType.String,
    name: named('paid', 'command.option.paid.name'),
    description: localized('command.option.paid'),
    choices: [
      { name: localized('command.option.paid.show'), value: 'show' },
      { name: localized('command.option.paid.last'), value: 'last' },
      { name: localized('command.option.paid.hide'), value: 'hide' },
    ],
  },
  {
    type: ApplicationCommandOptionType.Integer,
    name: named('per_feed', 'command.option.per_feed.name'),
    description: localized('command.option.per_feed'),
    min_value: 1,
    max_value: MOST_PER_FEED,
  },
] as const

type Options = {
  words?: string | undefined
  without?: string | undefined
  languages?: string | undefined
  paid?: string | undefined
  per_feed?: number | undefined
}

/** Gives a rule by its name; what is none shows paid articles like all others. */
export const paidRule = (name: string | undefined): PaidRule =>
  name === 'last' || name === 'hide' ? name : 'show'

/** Gives the filters that were given as options. */
export const typedFilters = ({
  words,
  without,
  languages,
  paid,
  per_feed: perFeed,
}: Options): Partial<TypedFilters> => ({
  words: words ?? null,
  without: without ?? null,
  languages: languages ?? null,
  paid: paid === undefined ? null : paidRule(paid),
  perFeed: perFeed ?? null,
})

/** Completes the last language of a list while it is typed. */
export function completeLanguages(typed: string, { locale }: Caller): Choice[] {
  const before = /^(?:.*[,，、;；\s])?/su.exec(typed)?.[0] ?? ''
  const separator = before === '' || /[\s、，；]$/u.test(before) ? before : `${before} `
  return languagesLike(typed.slice(before.length), COMMAND.choices)
    .map((language) => `${separator}${languageName(language, locale)}`)
    .filter((value) => [...value].length <= COMMAND.choiceValue)
    .map((value) => ({ name: value, value }))
}
