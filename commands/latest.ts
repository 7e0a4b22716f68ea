/** `/latest`: the newest articles that the caller may see, of all feeds or of one. */
import { ApplicationCommandOptionType } from 'discord-api-types/v10'
import { GOLD } from '../src/digest/brand.ts'
import { oneLine } from '../src/digest/one-line.ts'
import type { Caller } from '../src/model/caller.ts'
import { type Command, defineLeaf } from '../src/model/command.ts'
import type { Reply } from '../src/model/message.ts'
import type { Services } from '../src/services/services.ts'
import { truncate } from '../src/text/truncate.ts'
import { entriesOf, readSelect } from './article-list.ts'
import { localized, named } from './names.ts'
import { feedCompletion, unknownFeed, type WantedFeed, wantedFeed } from './of-feed.ts'
import { plain, say } from './pieces.ts'
import { feedName } from './subscribed.ts'

const ENTRIES = 10
const TYPED = 100

function latestReply(
  entries: Awaited<ReturnType<Services['latest']>>,
  feed: WantedFeed | null,
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
    feed: (typed, services: Services, caller) => feedCompletion(typed, services, caller),
  },
  async run({ feed: typed }, services: Services, caller) {
    const feed = typed === undefined ? null : await wantedFeed(typed, services, caller)
    if (typed !== undefined && feed === null) return unknownFeed(typed, caller)
    return latestReply(await services.latest(feed?.id ?? null, caller), feed, caller)
  },
})

export const latest: Command<Services> = { managersOnly: false, inDm: true, leaf }
