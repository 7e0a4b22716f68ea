/** *Save* on the menu of a message: keeps the article that stands in it, or asks which. */

import type { MessageMenu } from '../src/model/command.ts'
import type { Services } from '../src/services/services.ts'
import { localized } from './names.ts'
import { saveOf } from './save.ts'

export const saveMenu: MessageMenu<Services> = {
  name: localized('menu.save.name'),
  run: async ({ messageId }, services, caller) =>
    saveOf(await services.articlesOfMessage(messageId, caller), services, caller),
}
