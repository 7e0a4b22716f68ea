/** What opens under a digest or a search: an article, its pages, what had no room. */
import { articleView } from '../../src/digest/article-view.ts'
import { changesView } from '../../src/digest/changes-view.ts'
import { earlierView } from '../../src/digest/earlier-view.ts'
import { restView } from '../../src/digest/rest-view.ts'
import type { Caller } from '../../src/model/caller.ts'
import type { Control } from '../../src/model/command.ts'
import type { Reply } from '../../src/model/message.ts'
import type { Services } from '../../src/services/services.ts'
import { isOwn, plain } from '../pieces.ts'
import { shareHere } from '../share.ts'

/** A number in a custom id or a select's value; NaN (found by nothing) where there is none. */
const numberOf = (text: string | undefined): number =>
  text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN

/** Gives an article that the caller may see, or that it is gone. */
export async function openArticle(
  services: Services,
  caller: Caller,
  { id, page }: { id: number; page: number },
): Promise<Reply> {
  const article = Number.isNaN(id) ? null : await services.article(id, caller)
  if (!article) return { ...plain(caller, 'control.article-gone'), beside: true }
  const hasEarlier = (await services.earlier(id, caller)).length > 0
  return articleView(article, caller.locale, {
    page: Number.isNaN(page) ? 0 : page,
    hasEarlier,
    shareable: !isOwn(caller),
  })
}

/** The select under a digest or a list: `read:<where it stands>`, its value an article's id. */
export const read: Control<Services> = {
  route: 'read',
  answers: 'private',
  managersOnly: false,
  run: ({ values }, services, caller) =>
    openArticle(services, caller, { id: numberOf(values[0]), page: 0 }),
}

/** Under an article that somebody shared: `open:<article>:<share>`. */
export const open: Control<Services> = {
  route: 'open',
  answers: 'private',
  managersOnly: false,
  run: ({ args }, services, caller) =>
    openArticle(services, caller, { id: numberOf(args[0]), page: 0 }),
}

/** Under an open article: `share:<article>`; under a list: `share:list`, its value an article's id. */
export const share: Control<Services> = {
  route: 'share',
  answers: 'private',
  managersOnly: false,
  run: ({ args, values }, services, caller) =>
    shareHere(numberOf(values[0] ?? args[0]), services, caller),
}

/** A page of an open article: `view:<article>:<page>`. */
export const view: Control<Services> = {
  route: 'view',
  answers: 'update',
  managersOnly: false,
  run: ({ args }, services, caller) =>
    openArticle(services, caller, { id: numberOf(args[0]), page: numberOf(args[1]) }),
}

/** What came before an article: `earlier:<article>`. */
export const earlier: Control<Services> = {
  route: 'earlier',
  answers: 'private',
  managersOnly: false,
  async run({ args: [id] }, services, caller) {
    const article = numberOf(id)
    const found = Number.isNaN(article) ? [] : await services.earlier(article, caller)
    return earlierView(found, { id: article, locale: caller.locale })
  },
}

/** What was corrected in a message: `changed:<delivery>`. */
export const changed: Control<Services> = {
  route: 'changed',
  answers: 'private',
  managersOnly: false,
  run: async ({ args: [key = ''] }, services, caller) =>
    changesView(await services.whatChanged(key, caller), caller.locale),
}

/** What a digest listed without a card: `rest:<digest>` under the digest, `rest:<digest>:<page>` under the list itself. */
export const rest: Control<Services> = {
  route: 'rest',
  answers: (args) => (args.length > 1 ? 'update' : 'private'),
  managersOnly: false,
  async run({ args: [key = '', page] }, services, caller) {
    const found = await services.rest(key, caller)
    if (!found) return { ...plain(caller, 'control.rest-gone'), beside: true }
    const at = numberOf(page)
    return restView({ ...found, locale: caller.locale, key, page: Number.isNaN(at) ? 0 : at })
  },
}
