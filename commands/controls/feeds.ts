/** The select of a site's feeds: `feeds:<choice>`, its values numbers of the offers. */
import type { Control } from '../../src/model/command.ts'
import type { Services } from '../../src/services/services.ts'
import { subscribeAnswer } from '../subscribe-answer.ts'

export const feeds: Control<Services> = {
  route: 'feeds',
  answers: 'update',
  managersOnly: true,
  own: true,
  async run({ args: [session = ''], values }, services, caller) {
    const chosen = values.filter((value) => /^\d{1,3}$/.test(value)).map(Number)
    return subscribeAnswer(await services.subscribeChosen(session, chosen, caller), caller)
  },
}
