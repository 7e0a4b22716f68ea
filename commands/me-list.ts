/** `/me list`: the panel of the caller's own digests. */
import { defineLeaf } from '../src/model/command.ts'
import type { Services } from '../src/services/services.ts'
import { localized, named } from './names.ts'
import { panelReply } from './panel.ts'

export const meList = defineLeaf({
  name: named('list', 'command.me-list.name'),
  description: localized('command.me-list'),
  answers: 'private',
  own: true,
  options: [],
  run: async (_options, services: Services, caller) =>
    panelReply(await services.subscriptions(caller), { page: 0 }, caller),
})
