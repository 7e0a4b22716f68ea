/** `/digest list`: the panel of a server's digests. */
import { defineLeaf } from '../src/model/command.ts'
import type { Services } from '../src/services/services.ts'
import { localized, named } from './names.ts'
import { panelReply } from './panel.ts'

export const digestList = defineLeaf({
  name: named('list', 'command.list.name'),
  description: localized('command.list'),
  answers: 'private',
  options: [],
  run: async (_options, services: Services, caller) =>
    panelReply(await services.subscriptions(caller), { page: 0 }, caller),
})
