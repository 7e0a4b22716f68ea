/** What follows each digest, in the panel: a press turns its threads, or its way to followers, on or off. */
import type { Control } from '../../src/model/command.ts'
import type { Services } from '../../src/services/services.ts'
import { panelReply } from '../panel.ts'
import { say } from '../pieces.ts'
import { moveProblem } from '../problems.ts'
import { valuesOf } from '../subscribed.ts'

/** `follow:<subscription>:<page of the panel>:<version that was seen>:<thread or publish>:<on or off>` */
export const follow: Control<Services> = {
  route: 'follow',
  answers: 'update',
  managersOnly: true,
  async run({ args: [id, page, version, what, state] }, services, caller) {
    const { locale } = caller
    const name = what === 'thread' ? 'thread' : 'publish'
    const on = state === 'on'
    const seen = { id: Number(id), version: Number(version) }
    const done = await services.setFollowUps({ ...seen, [name]: on }, caller)
    const note = done.ok
      ? say(locale, `list.follow.${name}-${on ? 'on' : 'off'}`, valuesOf(done.value, locale))
      : (moveProblem(done.error, caller).content ?? '')
    const view = { page: Number(page) || 0, chosen: seen.id, note }
    return panelReply(await services.subscriptions(caller), view, caller)
  },
}
