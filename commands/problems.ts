/** Every refusal in words: what is wrong, and what to do instead. */
import { oneLine } from '../src/digest/one-line.ts'
import { shownAddress } from '../src/feed/address.ts'
import { catalogueFeedAt } from '../src/feed/catalogue.ts'
import { textsOf } from '../src/language/texts.ts'
import type { Caller, Right } from '../src/model/caller.ts'
import type { FeedError } from '../src/model/feed.ts'
import type { Reply } from '../src/model/message.ts'
import type { Locale } from '../src/model/subscription.ts'
import type { BadTerms, ChangeProblem, MoveProblem } from '../src/services/changes.ts'
import type { AdultProblem, SubscribeProblem } from '../src/services/orders.ts'
import type { OwnFull } from '../src/services/own-room.ts'
import type { PlaceProblem } from '../src/services/place-problem.ts'
import type { SearchProblem } from '../src/services/search-services.ts'
import type { MendProblem, SettingsProblem } from '../src/services/services.ts'
import { fitMarkdown } from '../src/text/markdown.ts'
import { truncate } from '../src/text/truncate.ts'
import { filterProblem } from './filter-words.ts'
import { channelLink, code, plain, roleLink, say, type Values } from './pieces.ts'

const TYPED = 100

const quoted = (typed: string) => fitMarkdown(truncate(oneLine(typed), TYPED), 2 * TYPED)

/** Gives an address without what may be a key to it: the answer may be read over somebody's shoulder. */
export const codedAddress = (address: string): string => code(shownAddress(address))

const isRight = (name: string): name is Right => Object.hasOwn(RIGHT_KEYS, name)

const RIGHT_KEYS: Record<Right, `right.${Right}`> = {
  ViewChannel: 'right.ViewChannel',
  SendMessages: 'right.SendMessages',
  SendMessagesInThreads: 'right.SendMessagesInThreads',
  CreatePublicThreads: 'right.CreatePublicThreads',
  EmbedLinks: 'right.EmbedLinks',
  ReadMessageHistory: 'right.ReadMessageHistory',
  ManageThreads: 'right.ManageThreads',
}

/** Gives rights by the names that Discord shows for them in a language. */
export function rightNames(rights: readonly string[], locale: Locale): string {
  const { t } = textsOf(locale)
  return rights
    .map((right) => t('right.one', { name: isRight(right) ? t(RIGHT_KEYS[right]) : right }))
    .join(t('subscribe.separator'))
}

function feedProblem(caller: Caller, address: string, { kind, status }: FeedError): Reply {
  const chosen = catalogueFeedAt(address)
  // Nobody typed this address: there is no spelling to check.
  if (chosen)
    return plain(caller, 'problem.catalogue-feed', { feed: quoted(chosen.name[caller.locale]) })
  const values: Values = { address: codedAddress(address), status: String(status ?? '?') }
  return plain(caller, `problem.feed.${kind}`, values)
}

type Rights = { channelId: string; rights: readonly string[] }

const botLacks = (caller: Caller, { channelId, rights }: Rights): Reply =>
  plain(caller, 'problem.bot-lacks', {
    channel: channelLink(channelId),
    rights: rightNames(rights, caller.locale),
  })

const adultFeed = ({ title, channelId }: AdultProblem, caller: Caller): Reply =>
  plain(caller, 'problem.adult', { feed: quoted(title), channel: channelLink(channelId) })

const ownFull = ({ most }: OwnFull, caller: Caller): Reply => plain(caller, 'own.full', { most })

/** Why a place cannot have a digest, but for the bot's rights. */
const placeRefusal = (
  { kind, channelId }: Exclude<PlaceProblem, { kind: 'bot-lacks' }>,
  caller: Caller,
): Reply =>
  plain(caller, `problem.${kind}`, {
    channel: channelLink(channelId),
    option: say(caller.locale, 'command.option.thread.name'),
  })

/** Gives the refusal of a subscription. */
export function subscribeProblem(
  problem: Exclude<SubscribeProblem, { kind: 'choose' }>,
  caller: Caller,
): Reply {
  switch (problem.kind) {
    case 'no-feed':
      return plain(caller, 'problem.no-feed', { address: codedAddress(problem.address) })
    case 'choice-over':
      return plain(caller, 'problem.choice-over')
    case 'adult':
      return adultFeed(problem, caller)
    case 'too-many':
      return plain(caller, 'problem.too-many', { most: problem.most })
    case 'own-full':
      return ownFull(problem, caller)
    case 'direct-closed':
      return plain(caller, 'own.closed')
    case 'feed':
      return feedProblem(caller, problem.address, problem.error)
    case 'no-address':
    case 'bad-time':
    case 'bad-zone':
    case 'bad-days':
    case 'no-country':
      return plain(caller, `problem.${problem.kind}`, { typed: quoted(problem.typed) })
    case 'bot-lacks':
      return botLacks(caller, problem)
    case 'caller-cannot-speak':
    case 'no-usable-tag':
    case 'media-channel':
    case 'thread-in-thread':
      return placeRefusal(problem, caller)
    case 'caller-cannot-ring':
    case 'bot-cannot-ring':
      return plain(caller, `problem.${problem.kind}`, {
        role: roleLink(problem.roleId),
        option: say(caller.locale, 'command.option.role.name'),
      })
    case 'bad-filter':
      return filterProblem(problem.problem, caller)
    case 'not-in-server':
      return plain(caller, 'problem.not-in-server')
  }
}

/** Gives the refusal of a change to a digest. */
export function changeProblem(
  problem: ChangeProblem,
  caller: Caller,
  { channelId = caller.channelId } = {},
): Reply {
  switch (problem.kind) {
    case 'gone':
    case 'nothing-new':
    case 'not-in-server':
    case 'paused':
      return plain(caller, `problem.${problem.kind}`)
    case 'nothing-matches':
      return plain(caller, 'problem.nothing-matches', {
        came: problem.came,
        why: say(caller.locale, 'control.why'),
        filters: say(caller.locale, 'control.filters'),
      })
    case 'own-full':
      return ownFull(problem, caller)
    case 'none-here':
      return plain(caller, 'problem.none-here', { channel: channelLink(channelId) })
    case 'unseen':
      return plain(caller, 'problem.unseen', {
        channel: channelLink(problem.channelId),
        move: say(caller.locale, 'control.move'),
        drop: say(caller.locale, 'control.drop'),
      })
    case 'bot-lacks':
      return botLacks(caller, problem)
    case 'caller-cannot-speak':
      return plain(caller, 'problem.caller-cannot-speak', {
        channel: channelLink(problem.channelId),
      })
  }
}

/** Gives the refusal of what was written into the form of a digest's terms. */
export const termsProblem = (problem: BadTerms, caller: Caller): Reply =>
  'roleId' in problem
    ? plain(caller, `problem.${problem.kind}`, {
        role: roleLink(problem.roleId),
        option: say(caller.locale, 'form.role'),
      })
    : plain(caller, `problem.form.${problem.kind}`, { typed: quoted(problem.typed) })

/** Gives the refusal of a move, or of a copy. */
export function moveProblem(problem: MoveProblem, caller: Caller): Reply {
  switch (problem.kind) {
    case 'adult':
      return adultFeed(problem, caller)
    case 'faster':
      return plain(caller, 'filters.faster')
    case 'no-channel':
      return plain(caller, 'problem.no-channel')
    case 'same-channel':
    case 'there-already':
      return plain(caller, `problem.${problem.kind}`, { channel: channelLink(problem.channelId) })
    case 'no-usable-tag':
    case 'media-channel':
    case 'thread-in-thread':
      return placeRefusal(problem, caller)
    case 'move-ring':
      return plain(caller, `problem.move-ring.${problem.by}`, { role: roleLink(problem.roleId) })
    default:
      return changeProblem(problem, caller)
  }
}

/** Gives the refusal of a way out of a feed's trouble. */
export function mendProblem(problem: MendProblem, caller: Caller): Reply {
  switch (problem.kind) {
    case 'not-read':
      return plain(caller, 'problem.feed-not-read')
    case 'nothing-found':
      return plain(caller, 'mend.nothing', {
        site: codedAddress(problem.site),
        remove: say(caller.locale, 'control.remove'),
      })
    case 'readable':
      return plain(caller, 'mend.readable', { feed: quoted(problem.title) })
    case 'choice-over':
      return plain(caller, 'problem.choice-over')
    case 'adult':
      return adultFeed(problem, caller)
    case 'feed':
      return feedProblem(caller, problem.address, problem.error)
  }
}

/** Gives the refusal of a setting. */
export function settingsProblem(problem: SettingsProblem, caller: Caller): Reply {
  switch (problem.kind) {
    case 'bad-zone':
      return plain(caller, 'problem.bad-zone', { typed: quoted(problem.typed) })
    case 'bot-lacks':
      return plain(caller, 'problem.notices-lack', {
        channel: channelLink(problem.channelId),
        rights: rightNames(problem.rights, caller.locale),
      })
    case 'caller-cannot-speak':
      return plain(caller, 'problem.notices-speak', { channel: channelLink(problem.channelId) })
    case 'not-yours':
      return plain(caller, 'problem.managers-not-yours')
    case 'everyone':
      return plain(caller, 'problem.managers-everyone')
    case 'not-in-server':
      return plain(caller, 'problem.not-in-server')
  }
}

/** Gives the refusal of a search. */
export function searchProblem(problem: SearchProblem, caller: Caller): Reply {
  switch (problem.kind) {
    case 'empty-query':
    case 'only-without':
    case 'no-time':
    case 'no-feeds':
      return plain(caller, `problem.${problem.kind}`)
    case 'bad-date':
    case 'bad-field':
      return plain(caller, `problem.${problem.kind}`, { typed: code(problem.typed) })
    case 'unknown-feed':
      return plain(caller, 'problem.unknown-feed-name', {
        typed: code(problem.typed),
        option: say(caller.locale, 'command.option.of-feed.name'),
      })
    case 'expired':
      return plain(caller, 'problem.search-expired')
  }
}
