/** `back:<notice>`: all digests of a server that has invited the bot again go on; then the panel. Works in direct messages too. */
import { serverOfNotice } from '../../src/delivery/notice-key.ts'
import type { Control } from '../../src/model/command.ts'
import type { Services } from '../../src/services/services.ts'
import { panelReply } from '../panel.ts'
import { say } from '../pieces.ts'

export const back: Control<Services> = {
  route: 'back',
  answers: 'private',
  managersOnly: true,
  serverOf: ([key]) => serverOfNotice(key),
  async run(_input, services, caller) {
    const count = await services.resumeReturned(caller)
    const note = say(caller.locale, 'own.went-on', { count })
    return panelReply(await services.subscriptions(caller), { page: 0, note }, caller)
  },
}
