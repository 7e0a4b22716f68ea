/** Closed direct messages: whose digests have stopped is told beside their next answer, with a button that lets them go on. */
import { ButtonStyle } from 'discord-api-types/v10'
import type { Caller } from '../../src/model/caller.ts'
import { type Control, customId } from '../../src/model/command.ts'
import type { Reply } from '../../src/model/message.ts'
import { ownReply } from '../../src/model/own-reply.ts'
import type { Services } from '../../src/services/services.ts'
import { panelReply } from '../panel.ts'
import { button, buttons, say } from '../pieces.ts'

/** Gives what a caller is still to be told of their own digests, or null. Told once, wherever they are. */
export async function stoppedNotice(services: Services, caller: Caller): Promise<Reply | null> {
  const { length: count } = await services.owedStopped(caller)
  if (count === 0) return null
  const { locale } = caller
  const resume = say(locale, 'control.resume')
  return ownReply({
    content: say(locale, 'own.stopped-notice', { count, resume }),
    components: buttons(
      button(customId('direct', 'resume'), resume, { style: ButtonStyle.Success }),
      button(customId('list', 0), say(locale, 'control.list')),
    ),
  })
}

/** `direct:resume`: all of them go on; then the panel. */
export const direct: Control<Services> = {
  route: 'direct',
  answers: 'update',
  managersOnly: true,
  own: true,
  async run(_input, services, caller) {
    const count = await services.resumeStopped(caller)
    const note = say(caller.locale, 'own.went-on', { count })
    return panelReply(await services.subscriptions(caller), { page: 0, note }, caller)
  },
}
