/** The two buttons under the question whether to forget somebody: `me:forget`, `me:keep`. */
import type { Control } from '../../src/model/command.ts'
import type { Services } from '../../src/services/services.ts'
import { plain } from '../pieces.ts'

export const forget: Control<Services> = {
  route: 'me',
  answers: 'update',
  managersOnly: false,
  async run({ args: [choice] }, services, caller) {
    if (choice !== 'forget') return plain(caller, 'me.kept')
    await services.forgetMe(caller)
    return plain(caller, 'me.forgotten')
  },
}
