/** What saves articles and takes them off the list again. */
import type { Control } from '../../src/model/command.ts'
import type { Services } from '../../src/services/services.ts'
import { plain, say } from '../pieces.ts'
import { idsIn, saveOf, saveThese } from '../save.ts'
import { savedReply } from '../saved.ts'

/** Under an open article or a shared one: `save:<article>`, and a key after it where a message is known by one. */
export const save: Control<Services> = {
  route: 'save',
  answers: 'private',
  managersOnly: false,
  run: ({ args: [ids = ''] }, services, caller) => saveThese(idsIn([ids]), services, caller),
}

/** Under a digest: `save-of:<digest>`. */
export const saveOfDigest: Control<Services> = {
  route: 'save-of',
  answers: 'private',
  managersOnly: false,
  run: async ({ args: [key = ''] }, services, caller) => {
    const articles = await services.articlesOfDigest(key, caller)
    return articles.length === 0
      ? plain(caller, 'control.rest-gone')
      : saveOf(articles, services, caller)
  },
}

/** The select of a message's articles. */
export const saveChosen: Control<Services> = {
  route: 'save-chosen',
  answers: 'update',
  managersOnly: false,
  run: ({ values }, services, caller) => saveThese(idsIn(values), services, caller),
}

/** Under the answer to it: `unsave:<articles>`. */
export const unsave: Control<Services> = {
  route: 'unsave',
  answers: 'update',
  managersOnly: false,
  async run({ args: [ids = ''] }, services, caller) {
    await services.unsave(idsIn([ids]), caller)
    return plain(caller, 'save.undone')
  },
}

const pageIn = (arg: string | undefined): number => idsIn([arg ?? ''])[0] ?? 0

/** A page of the list: `saved:<page>`. */
export const savedPage: Control<Services> = {
  route: 'saved',
  answers: 'update',
  managersOnly: false,
  run: async ({ args: [page] }, services, caller) =>
    savedReply(await services.saved(pageIn(page), caller), caller),
}

/** The select that takes an article off it: `saved-drop:<page>`. */
export const savedDrop: Control<Services> = {
  route: 'saved-drop',
  answers: 'update',
  managersOnly: false,
  async run({ args: [page], values }, services, caller) {
    await services.unsave(idsIn(values), caller)
    const list = await services.saved(pageIn(page), caller)
    return savedReply(list, caller, say(caller.locale, 'saved.removed'))
  },
}
