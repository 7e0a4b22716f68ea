/** `/digest list`: the panel of a server's digests. */
import type { Caller } from '../src/model/caller.ts'
import { defineLeaf } from '../src/model/command.ts'
import type { Subscription } from '../src/model/subscription.ts'
import type { Services } from '../src/services/services.ts'
import { localized, named } from './names.ts'
import { pageWith, panelReply } from './panel.ts'

/** Whether a digest comes where the command was given; a forum's comes in its posts. */
const standsHere = ({ channelId, container }: Subscription, { placeOf, ...caller }: Caller) =>
  channelId === caller.channelId ||
  (container === 'post' && channelId === placeOf(caller.channelId)?.parentId)

export const digestList = defineLeaf({
  name: named('list', 'command.list.name'),
  description: localized('command.list'),
  answers: 'private',
  options: [],
  async run(_options, services: Services, caller) {
    const all = await services.subscriptions(caller)
    const here = all.find(({ subscription }) => standsHere(subscription, caller))?.subscription.id
    const view = here === undefined ? { page: 0 } : { page: pageWith(all, here), chosen: here }
    return panelReply(all, view, caller)
  },
})
