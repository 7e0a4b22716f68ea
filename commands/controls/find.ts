/** Under a search: its pages `find:<session>:<page>`, and where it found nothing what else to try `try:<session>:<number>`. */
import type { Result } from '../../src/lib/result.ts'
import type { Caller } from '../../src/model/caller.ts'
import type { Control } from '../../src/model/command.ts'
import type { SearchPage, SearchProblem } from '../../src/services/search-services.ts'
import type { Services } from '../../src/services/services.ts'
import { foundReply } from '../found.ts'
import { searchProblem } from '../problems.ts'

const expired = { ok: false, error: { kind: 'expired' } } as const

const replyTo = (found: Result<SearchPage, SearchProblem>, caller: Caller) =>
  found.ok
    ? foundReply(found.value, caller)
    : { ...searchProblem(found.error, caller), beside: true as const }

export const find: Control<Services> = {
  route: 'find',
  answers: 'update',
  managersOnly: false,
  async run({ args: [session = '', page = ''] }, services, caller) {
    const found = /^\d{1,6}$/.test(page)
      ? await services.searchPage(session, Number(page), caller)
      : expired
    return replyTo(found, caller)
  },
}

export const tryInstead: Control<Services> = {
  route: 'try',
  answers: 'update',
  managersOnly: false,
  async run({ args: [session = '', index = ''] }, services, caller) {
    const found = /^\d$/.test(index)
      ? await services.searchSuggested(session, Number(index), caller)
      : expired
    return replyTo(found, caller)
  },
}
