/** `/latest`: the newest articles that the caller may see, of all feeds or of one. */
import { ApplicationCommandOptionType } from 'discord-api-types/v10'
import { COMMAND } from '../config/limits.ts'
import { GOLD } from '../src/digest/brand.ts'
import { oneLine } from '../src/digest/one-line.ts'
import type { Caller } from '../src/model/caller.ts'
import { type Choice, type Command, defineLeaf } from '../src/model/command.ts'
import type { Reply } from '../src/model/message.ts'
import type { FeedChoice, Services } from '../src/services/services.ts'
import { fitMarkdown } from '../src/text/markdown.ts'
import { truncate } from '../src/text/truncate.ts'
import { entriesOf, readSelect } from './article-list.ts'
import { localized, named } from './names.ts'
import { plain, say } from './pieces.ts'
import { feedName } from './subscribed.ts'

const ENTRIES = 10
const TYPED = 100

/** What the completion hands over for a chosen feed: no name of a feed looks like it. */
const CHOSEN = /^#(\d{1,15})$/

type Wanted = { id: number; title: string | null }

const choiceOf = ({ id, title }: FeedChoice): Choice => ({
  name: truncate(oneLine(title), COMMAND.choiceName) || '…',
  value: `#${id}`,
})

/** A feed that was chosen from the list, or else the first whose name holds what was typed. */
async function wantedFeed(
  typed: string,
  services: Services,
  caller: Caller,
): Promise<Wanted | null> {
  const chosen = CHOSEN.exec(typed)?.[1]
  if (chosen !== undefined) return { id: Number(chosen), title: null }
  const [first] = await services.feedChoices(typed, caller)
  return first ?? null
}

function latestReply(
  entries: Awaited<ReturnType<Services['latest']>>,
  feed: Wanted | null,
  caller: Caller,
): Reply {
  const { locale } = caller
  if (entries.length === 0) {
    return feed?.title
      ? plain(caller, 'latest.nothing-of', { feed: feedName(feed.title) })
      : plain(caller, 'latest.nothing')
  }
  const shown = entries.slice(0, ENTRIES)
  const at = { first: 1, locale }
  const title = feed
    ? say(locale, 'latest.title-of', { feed: truncate(oneLine(shown[0]?.feedTitle ?? ''), TYPED) })
    : say(locale, 'latest.title')
  return {
    embeds: [{ color: GOLD, title, description: entriesOf(shown, at) }],
    components: readSelect(shown, at),
  }
}

const leaf = defineLeaf({
  name: named('latest', 'command.latest.name'),
  description: localized('command.latest'),
  answers: 'private',
  options: [
    {
      type: ApplicationCommandOptionType.String,
      name: named('feed', 'command.option.of-feed.name'),
      description: localized('command.option.of-feed'),
    },
  ],
  complete: {
    feed: async (typed, services: Services, caller) =>
      (await services.feedChoices(typed, caller)).slice(0, COMMAND.choices).map(choiceOf),
  },
  async run({ feed: typed }, services: Services, caller) {
    const feed = typed === undefined ? null : await wantedFeed(typed, services, caller)
    if (typed !== undefined && feed === null) {
      return plain(caller, 'latest.unknown-feed', {
        typed: fitMarkdown(truncate(oneLine(typed), TYPED), 2 * TYPED),
        option: say(caller.locale, 'command.option.of-feed.name'),
      })
    }
    return latestReply(await services.latest(feed?.id ?? null, caller), feed, caller)
  },
})

export const latest: Command<Services> = { managersOnly: false, inDm: true, leaf }
