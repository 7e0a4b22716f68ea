/** `/search`: finds articles that the caller may see. */
import { ApplicationCommandOptionType } from 'discord-api-types/v10'
import { COMMAND } from '../config/limits.ts'
import { oneLine } from '../src/digest/one-line.ts'
import type { Caller } from '../src/model/caller.ts'
import { type Choice, type Command, defineLeaf } from '../src/model/command.ts'
import type { SearchPlace, SearchSort } from '../src/model/search.ts'
import type { SearchChoice } from '../src/services/search-services.ts'
import type { Services } from '../src/services/services.ts'
import { truncate } from '../src/text/truncate.ts'
import { openArticle } from './controls/articles.ts'
import { foundReply } from './found.ts'
import { localized, named } from './names.ts'
import { feedCompletion, unknownFeed, wantedFeed } from './of-feed.ts'
import { say } from './pieces.ts'
import { searchProblem } from './problems.ts'
import { sinceChoices } from './since-choices.ts'

const TIME_TYPED = 100

/** What the completion hands over for a chosen title; nobody types it as a query. */
const CHOSEN = /^article:#(\d{1,15})$/

const isSort = (typed: string | undefined): typed is SearchSort =>
  typed === 'relevance' || typed === 'newest'
const isPlace = (typed: string | undefined): typed is SearchPlace =>
  typed === 'channel' || typed === 'server' || typed === 'mine'

function choiceName(choice: SearchChoice, { locale }: Caller): string {
  if (choice.kind === 'title') return `📄 ${oneLine(choice.title)}`
  const key = choice.kind === 'typed' ? 'search.choice.typed' : 'search.choice.recent'
  return say(locale, key, { query: choice.query })
}

async function queryCompletion(
  typed: string,
  services: Services,
  caller: Caller,
): Promise<Choice[]> {
  const choices = await services.searchChoices(typed, caller)
  return choices.slice(0, COMMAND.choices).map((choice) => {
    const value = choice.kind === 'title' ? `article:#${choice.id}` : choice.query
    return { name: truncate(choiceName(choice, caller), COMMAND.choiceName) || '…', value }
  })
}

const leaf = defineLeaf({
  name: named('search', 'command.search.name'),
  description: localized('command.search'),
  answers: 'private',
  options: [
    {
      type: ApplicationCommandOptionType.String,
      name: named('query', 'command.option.query.name'),
      description: localized('command.option.query'),
      required: true,
      max_length: 200,
    },
    {
      type: ApplicationCommandOptionType.String,
      name: named('feed', 'command.option.of-feed.name'),
      description: localized('command.option.search-feed'),
    },
    {
      type: ApplicationCommandOptionType.String,
      name: named('since', 'command.option.published-since.name'),
      description: localized('command.option.published-since'),
      max_length: TIME_TYPED,
    },
    {
      type: ApplicationCommandOptionType.String,
      name: named('until', 'command.option.published-until.name'),
      description: localized('command.option.published-until'),
      max_length: TIME_TYPED,
    },
    {
      type: ApplicationCommandOptionType.String,
      name: named('sort', 'command.option.sort.name'),
      description: localized('command.option.sort'),
      choices: [
        { name: localized('search.sort.relevance'), value: 'relevance' },
        { name: localized('search.sort.newest'), value: 'newest' },
      ],
    },
    {
      type: ApplicationCommandOptionType.String,
      name: named('scope', 'command.option.scope.name'),
      description: localized('command.option.scope'),
      choices: [
        { name: localized('search.scope.channel'), value: 'channel' },
        { name: localized('search.scope.server'), value: 'server' },
        { name: localized('search.scope.mine'), value: 'mine' },
      ],
    },
  ],
  complete: {
    query: (typed, services: Services, caller) => queryCompletion(typed, services, caller),
    feed: (typed, services: Services, caller) => feedCompletion(typed, services, caller),
    since: (typed, services: Services, caller) => sinceChoices(typed, services, caller),
    until: (typed, services: Services, caller) => sinceChoices(typed, services, caller),
  },
  async run({ query, feed: typed, since, until, sort, scope }, services: Services, caller) {
    const chosen = CHOSEN.exec(query)?.[1]
    if (chosen !== undefined) return openArticle(services, caller, { id: Number(chosen), page: 0 })
    const feed = typed === undefined ? null : await wantedFeed(typed, services, caller)
    if (typed !== undefined && feed === null) return unknownFeed(typed, caller)
    const wish = {
      query,
      since,
      until,
      feedId: feed?.id,
      sort: isSort(sort) ? sort : undefined,
      place: isPlace(scope) ? scope : undefined,
    }
    const found = await services.search(wish, caller)
    return found.ok ? foundReply(found.value, caller) : searchProblem(found.error, caller)
  },
})

export const search: Command<Services> = { managersOnly: false, inDm: true, leaf }
