/** The page buttons of a search: `find:<session>:<page>`. */
import type { Control } from '../../src/model/command.ts'
import type { Services } from '../../src/services/services.ts'
import { foundReply } from '../found.ts'
import { searchProblem } from '../problems.ts'

export const find: Control<Services> = {
  route: 'find',
  answers: 'update',
  managersOnly: false,
  async run({ args: [session = '', page = ''] }, services, caller) {
    const found = /^\d{1,6}$/.test(page)
      ? await services.searchPage(session, Number(page), caller)
      : ({ ok: false, error: { kind: 'expired' } } as const)
    return found.ok
      ? foundReply(found.value, caller)
      : { ...searchProblem(found.error, caller), beside: true }
  },
}
