/** `/catchup`: what this channel told since then, one entry a story. */
import { ApplicationCommandOptionType } from 'discord-api-types/v10'
import { GOLD } from '../src/digest/brand.ts'
import { buttonRow, pageButtons } from '../src/digest/components.ts'
import type { Caller } from '../src/model/caller.ts'
import { type Command, customId, defineLeaf } from '../src/model/command.ts'
import type { Reply } from '../src/model/message.ts'
import type { CaughtUp } from '../src/services/member-services.ts'
import type { Services } from '../src/services/services.ts'
import { entriesOf, readSelect } from './article-list.ts'
import { localized, named } from './names.ts'
import { channelLink, code, plain, say } from './pieces.ts'
import { sinceChoices, sinceText } from './since-choices.ts'

const PER_PAGE = 5
const MINUTE = 60_000
/** Where nothing is typed. */
const DEFAULT = 'yesterday'

/** Gives a page of what was told. */
export function caughtUpReply(told: CaughtUp, caller: Caller): Reply {
  const { locale } = caller
  const { page, pages, total, cut, ever, since } = told
  const date = sinceText(since, locale)
  if (total === 0) {
    const channel = channelLink(caller.channelId)
    return plain(caller, ever ? 'catchup.nothing' : 'catchup.never', { date, channel })
  }
  const at = { first: page * PER_PAGE + 1, locale }
  const listed = told.entries.map(({ others, ...entry }) => ({
    ...entry,
    ...(others === 0 ? {} : { below: say(locale, 'catchup.others', { count: others }) }),
  }))
  const footer = [
    ...(cut ? [say(locale, 'catchup.cut')] : []),
    ...(pages > 1 ? [say(locale, 'view.page', { page: page + 1, pages })] : []),
  ].join('\n')
  const minute = Math.floor(since.at / MINUTE).toString(36)
  return {
    embeds: [
      {
        color: GOLD,
        title: say(locale, 'catchup.title', { count: total, date }),
        description: entriesOf(listed, at),
        ...(footer === '' ? {} : { footer: { text: footer } }),
      },
    ],
    components: [
      ...readSelect(listed, at),
      ...buttonRow(pageButtons((to) => customId('catchup', minute, to), locale, told)),
    ],
  }
}

const leaf = defineLeaf({
  name: named('catchup', 'command.catchup.name'),
  description: localized('command.catchup'),
  answers: 'private',
  options: [
    {
      type: ApplicationCommandOptionType.String,
      name: named('since', 'command.option.since.name'),
      description: localized('command.option.since'),
      max_length: 100,
    },
  ],
  complete: {
    since: (typed, services: Services, caller) => sinceChoices(typed, services, caller),
  },
  async run({ since: typed = DEFAULT }, services: Services, caller) {
    const [since] = await services.sinceHere([typed], caller)
    return since == null
      ? plain(caller, 'catchup.not-understood', { typed: code(typed) })
      : caughtUpReply(await services.catchUp({ at: since.at, page: 0 }, caller), caller)
  },
})

export const catchup: Command<Services> = { managersOnly: false, inDm: false, leaf }
