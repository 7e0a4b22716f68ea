/** The option that names a feed: completed while it is typed, understood where it was not chosen from the list. */
import { COMMAND } from '../config/limits.ts'
import { oneLine } from '../src/digest/one-line.ts'
import type { Caller } from '../src/model/caller.ts'
import type { Choice } from '../src/model/command.ts'
import type { Reply } from '../src/model/message.ts'
import type { FeedChoice, Services } from '../src/services/services.ts'
import { fitMarkdown } from '../src/text/markdown.ts'
import { truncate } from '../src/text/truncate.ts'
import { plain, say } from './pieces.ts'

const TYPED = 100

/** What the completion hands over for a chosen feed: no name of a feed looks like it. */
const CHOSEN = /^#(\d{1,15})$/

export type WantedFeed = { id: number; title: string | null }

const choiceOf = ({ id, title }: FeedChoice): Choice => ({
  name: truncate(oneLine(title), COMMAND.choiceName) || '…',
  value: `#${id}`,
})

/** Gives the feeds whose title or address holds what was typed. */
export const feedCompletion = async (
  typed: string,
  services: Services,
  caller: Caller,
): Promise<Choice[]> =>
  (await services.feedChoices(typed, caller)).slice(0, COMMAND.choices).map(choiceOf)

/** Gives a feed that was chosen from the list, or else the first whose name holds what was typed; or null. */
export async function wantedFeed(
  typed: string,
  services: Services,
  caller: Caller,
): Promise<WantedFeed | null> {
  const chosen = CHOSEN.exec(typed)?.[1]
  if (chosen !== undefined) return { id: Number(chosen), title: null }
  const [first] = await services.feedChoices(typed, caller)
  return first ?? null
}

/** Gives the refusal of a feed that is not there. */
export const unknownFeed = (typed: string, caller: Caller): Reply =>
  plain(caller, 'latest.unknown-feed', {
    typed: fitMarkdown(truncate(oneLine(typed), TYPED), 2 * TYPED),
    option: say(caller.locale, 'command.option.of-feed.name'),
  })
