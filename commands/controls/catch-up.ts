/** The page buttons of a catch-up: `catchup:<minute>:<page>`; they hold all that is needed, and so last. */
import type { Control } from '../../src/model/command.ts'
import type { Services } from '../../src/services/services.ts'
import { caughtUpReply } from '../catchup.ts'

const MINUTE = 60_000

export const catchUp: Control<Services> = {
  route: 'catchup',
  answers: 'update',
  managersOnly: false,
  async run({ args: [minute = '', page = ''] }, services, caller) {
    const at = /^[0-9a-z]{1,8}$/.test(minute) ? Number.parseInt(minute, 36) * MINUTE : 0
    const wanted = { at, page: /^\d{1,6}$/.test(page) ? Number(page) : 0 }
    return caughtUpReply(await services.catchUp(wanted, caller), caller)
  },
}
