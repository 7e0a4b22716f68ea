/**
 * The ways out under a notice of feeds in trouble: `mend:<way>:<notice>`, then `mend:<way>:<notice>:choose` for one feed of
 * several, `mend:take:<notice>:<choice>` for a new address, `mend:back:<notice>:<feed>:<digests>` to undo a removal. Each
 * names the notice, and so the server, or the person whose own digests it is about: they work in direct messages too.
 */
import { COMPONENT } from '../../config/limits.ts'
import { serverOfNotice, spaceOfNotice } from '../../src/delivery/notice-key.ts'
import { WAYS_OUT, type WayOut } from '../../src/delivery/notice-message.ts'
import { shownAddress } from '../../src/feed/address.ts'
import type { Caller } from '../../src/model/caller.ts'
import { type Control, customId } from '../../src/model/command.ts'
import type { Reply } from '../../src/model/message.ts'
import { spaceOf } from '../../src/model/space.ts'
import type { FeedHealth, Removed, Services } from '../../src/services/services.ts'
import { offerOptions } from '../feed-choice.ts'
import { button, buttons, code, moment, option, plain, say, select } from '../pieces.ts'
import { codedAddress, mendProblem } from '../problems.ts'
import { feedName } from '../subscribed.ts'

const NUMBER = /^\d{1,15}$/

type Place = { services: Services; caller: Caller; key: string }

const isWay = (name: string): name is WayOut => Object.hasOwn(WAYS_OUT, name)

function chooseReply(way: WayOut, feeds: readonly FeedHealth[], { caller, key }: Place): Reply {
  const { locale } = caller
  const options = feeds.map(({ id, title, url }) =>
    option(id, title, { description: shownAddress(url) }),
  )
  return {
    content: say(locale, 'mend.choose'),
    components: select(
      customId('mend', way, key, 'choose'),
      say(locale, 'mend.choose-placeholder'),
      options,
    ),
  }
}

async function look(feedId: number, { services, caller, key }: Place): Promise<Reply> {
  const { locale } = caller
  const found = await services.lookForAddress(feedId, caller)
  if (!found.ok) return mendProblem(found.error, caller)
  const { session, title, site, offers } = found.value
  return {
    content: say(locale, 'mend.found', {
      count: offers.length,
      site: code(URL.parse(site)?.host ?? site),
      feed: feedName(title),
    }),
    components: select(
      customId('mend', 'take', key, session),
      say(locale, 'mend.found-placeholder'),
      offerOptions(offers),
    ),
  }
}

/** Ids that have room in a custom id; the digests beyond are put back by hand. */
function undoOf({ feedId, digestIds }: Removed, { caller, key }: Place) {
  let ids = ''
  for (const id of digestIds) {
    const next = ids === '' ? String(id) : `${ids}.${id}`
    if (customId('mend', 'back', key, feedId, next).length > COMPONENT.customId) break
    ids = next
  }
  const label = say(caller.locale, 'control.undo')
  return buttons(button(customId('mend', 'back', key, feedId, ids), label))
}

async function remove(feedId: number, place: Place): Promise<Reply> {
  const { services, caller } = place
  const { locale } = caller
  const removed = await services.removeFeed(feedId, caller)
  if (!removed.ok) return mendProblem(removed.error, caller)
  const { title, digestIds, ended } = removed.value
  const lines = [
    say(locale, 'mend.removed', { feed: feedName(title), count: digestIds.length }),
    ...(ended > 0 ? [say(locale, 'mend.removed-ended', { count: ended })] : []),
  ]
  return { content: lines.join('\n'), components: undoOf(removed.value, place) }
}

const NAMED = 10

function waitReply(feeds: readonly FeedHealth[], { locale }: Caller): Reply {
  const lines = feeds.slice(0, NAMED).map(({ title, health, nextAt }) =>
    say(locale, health.kind === 'stopped' ? 'mend.wait-gone' : 'mend.wait-next', {
      feed: feedName(title),
      next: moment(nextAt, 'R'),
    }),
  )
  return { content: [say(locale, 'mend.wait'), ...lines].join('\n') }
}

async function wayOut(way: WayOut, chosen: string | undefined, place: Place): Promise<Reply> {
  const { services, caller, key } = place
  const feeds = await services.troubledFeeds(key, caller)
  const [first] = feeds
  if (!first) return plain(caller, 'mend.over')
  if (way === 'wait') return waitReply(feeds, caller)
  if (chosen === undefined && feeds.length > 1) return chooseReply(way, feeds, place)
  const feedId = chosen === undefined ? first.id : Number(chosen)
  return way === 'look' ? look(feedId, place) : remove(feedId, place)
}

async function take(session: string, chosen: string | undefined, place: Place): Promise<Reply> {
  const { services, caller } = place
  const taken = await services.takeAddress({ session, chosen: Number(chosen) }, caller)
  if (!taken.ok) return mendProblem(taken.error, caller)
  const { title, url, digests } = taken.value
  const values = { feed: feedName(title), count: digests, address: codedAddress(url) }
  return plain(caller, 'mend.taken', values)
}

async function putBack([feed = '', digests = '']: readonly string[], place: Place): Promise<Reply> {
  const { services, caller } = place
  const digestIds = digests
    .split('.')
    .filter((id) => NUMBER.test(id))
    .map(Number)
  const back = await services.putBackFeed({ feedId: Number(feed), digestIds }, caller)
  if (!back.ok) return mendProblem(back.error, caller)
  const { title, digests: count } = back.value
  return plain(caller, 'mend.put-back', { feed: feedName(title), count })
}

export const mend: Control<Services> = {
  route: 'mend',
  answers: (args) => (args.length > 2 ? 'update' : 'private'),
  managersOnly: true,
  own: true,
  serverOf: ([, key]) => serverOfNotice(key),
  async run({ args: [way = '', key = '', ...more], values: [chosen] }, services, caller) {
    const place = { services, caller, key }
    // The notice of one server, or person, copied elsewhere, is none of anybody else's business.
    if (spaceOfNotice(key) !== spaceOf(caller)) return plain(caller, 'mend.over')
    if (isWay(way)) return wayOut(way, chosen, place)
    if (way === 'take') return take(more[0] ?? '', chosen, place)
    return putBack(more, place)
  },
}
