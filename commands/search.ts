/** `/search`: finds articles that the caller may see. */
import { ApplicationCommandOptionType } from 'discord-api-types/v10'
import { type Command, defineLeaf } from '../src/model/command.ts'
import type { Services } from '../src/services/services.ts'
import { foundReply } from './found.ts'
import { localized, named } from './names.ts'
import { searchProblem } from './problems.ts'

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
  ],
  async run({ query }, services: Services, caller) {
    const found = await services.search(query, caller)
    return found.ok ? foundReply(found.value, caller) : searchProblem(found.error, caller)
  },
})

export const search: Command<Services> = { managersOnly: false, inDm: true, leaf }
