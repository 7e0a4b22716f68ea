/** `/saved`: what the caller keeps, page by page. */
import { GOLD } from '../src/digest/brand.ts'
import { buttonRow, pageButtons } from '../src/digest/components.ts'
import type { Caller } from '../src/model/caller.ts'
import { type Command, customId, defineLeaf } from '../src/model/command.ts'
import type { Reply } from '../src/model/message.ts'
import type { SavedPage } from '../src/services/member-services.ts'
import type { Services } from '../src/services/services.ts'
import { entriesOf, listedOptions, readSelect } from './article-list.ts'
import { localized, named } from './names.ts'
import { moment, say, select } from './pieces.ts'

const PER_PAGE = 5

/** Gives a page of the list; `note` says what was done just now. */
export function savedReply(list: SavedPage, caller: Caller, note = ''): Reply {
  const { locale } = caller
  const hidden = list.hidden === 0 ? '' : say(locale, 'saved.hidden', { count: list.hidden })
  if (list.total === 0) {
    const empty = say(locale, list.hidden === 0 ? 'saved.nothing' : 'saved.nothing-here')
    return { content: [note, empty, hidden].filter((line) => line !== '').join('\n') }
  }
  const at = { first: list.page * PER_PAGE + 1, locale }
  const listed = list.entries.map((entry) => ({
    ...entry,
    below: say(locale, 'saved.at', { day: moment(entry.savedAt, 'D') }),
  }))
  const page = say(locale, 'view.page', { page: list.page + 1, pages: list.pages })
  const footer = [hidden, list.pages > 1 ? page : ''].filter((line) => line !== '').join('\n')
  return {
    ...(note === '' ? {} : { content: note }),
    embeds: [
      {
        color: GOLD,
        title: say(locale, 'saved.title', { total: list.total }),
        description: entriesOf(listed, at),
        ...(footer === '' ? {} : { footer: { text: footer } }),
      },
    ],
    components: [
      ...readSelect(listed, at),
      ...select(
        customId('saved-drop', list.page),
        say(locale, 'saved.remove'),
        listedOptions(listed, at),
      ),
      ...buttonRow(pageButtons((to) => customId('saved', to), locale, list)),
    ],
  }
}

const leaf = defineLeaf({
  name: named('saved', 'command.saved.name'),
  description: localized('command.saved'),
  answers: 'private',
  options: [],
  async run(_options, services: Services, caller) {
    return savedReply(await services.saved(0, caller), caller)
  },
})

export const saved: Command<Services> = { managersOnly: false, inDm: true, leaf }
