/** `/digest health`: how each feed of the server is, in words, and what to do. */
import { EMBED } from '../config/limits.ts'
import { serverOfNotice } from '../src/delivery/notice-key.ts'
import { GOLD } from '../src/digest/brand.ts'
import { buttonRow, pageButtons, pagePlace } from '../src/digest/components.ts'
import { failureCause } from '../src/feed/health.ts'
import type { TextKey } from '../src/language/texts.ts'
import type { Caller } from '../src/model/caller.ts'
import { type Control, customId, defineLeaf } from '../src/model/command.ts'
import type { Cause } from '../src/model/feed.ts'
import type { Reply } from '../src/model/message.ts'
import type { Locale } from '../src/model/subscription.ts'
import type { FeedHealth, Services } from '../src/services/services.ts'
import { codePoints } from '../src/text/truncate.ts'
import { localized, named } from './names.ts'
import { code, moment, plain, say } from './pieces.ts'
import { feedName } from './subscribed.ts'

const PER_PAGE = 8
const ADDRESS = 200
const DAY = 24 * 3_600_000

const SIGNS: Record<FeedHealth['health']['kind'], string> = {
  well: '🟢',
  new: '⚪',
  failing: '🟠',
  silent: '💤',
  stopped: '⛔',
}

/** What a moderator can do about an error; others are waited for. */
const WAYS_OUT: Partial<Record<Cause, TextKey>> = {
  'not-a-feed': 'health.do.address',
  'bad-address': 'health.do.address',
  credentials: 'health.do.address',
  blocked: 'health.do.address',
  redirects: 'health.do.address',
  gone: 'health.do.address',
  missing: 'health.do.address',
  login: 'health.do.open',
  challenge: 'health.do.open',
}

const numbersOf = ({ succeededAt, nextAt, articlesADay }: FeedHealth, locale: Locale) => ({
  last: succeededAt === null ? say(locale, 'health.never') : moment(succeededAt, 'R'),
  next: moment(nextAt, 'R'),
  perDay: articlesADay,
})

/** The state in words, and the way out of it. */
function wordsOf(one: FeedHealth, locale: Locale): string[] {
  const { health } = one
  const numbers = numbersOf(one, locale)
  switch (health.kind) {
    case 'well':
    case 'new':
      return [say(locale, 'health.numbers', numbers)]
    case 'stopped':
      return [
        say(locale, 'health.stopped', { since: moment(health.since, 'R') }),
        say(locale, 'health.do.address'),
      ]
    case 'silent':
      return [
        say(locale, 'health.silent', {
          newest: moment(health.newestAt, 'D'),
          days: Math.round(health.gap / DAY),
        }),
        say(locale, 'health.do.address'),
      ]
    case 'failing': {
      const cause = failureCause(health)
      return [
        say(locale, 'health.failing', {
          ...numbers,
          since: moment(health.since, 'R'),
          failures: health.failures,
          cause: say(locale, `cause.${cause}`),
          status: health.status === null ? 'none' : String(health.status),
        }),
        say(locale, WAYS_OUT[cause] ?? 'health.do.wait'),
      ]
    }
  }
}

/** How long it is said that old articles came again, or that a feed has moved. */
const SAID_FOR_MS = 30 * DAY

function movedWords({ movedAt, succeededAt, url }: FeedHealth, locale: Locale): string[] {
  if (movedAt === null || (succeededAt ?? 0) - movedAt > SAID_FOR_MS) return []
  return [say(locale, 'health.moved', { at: moment(movedAt, 'D'), address: code(url, ADDRESS) })]
}

function reissueWords({ reissued, succeededAt }: FeedHealth, locale: Locale): string[] {
  if (reissued === null || (succeededAt ?? 0) - reissued.at > SAID_FOR_MS) return []
  const { count, at } = reissued
  return [say(locale, 'health.reissued', { count, at: moment(at, 'D') })]
}

function entryOf(one: FeedHealth, locale: Locale): string {
  const isWell = one.health.kind === 'well' || one.health.kind === 'new'
  return [
    `${SIGNS[one.health.kind]} **${feedName(one.title)}**`,
    ...(isWell ? [] : [code(one.url, ADDRESS)]),
    ...wordsOf(one, locale),
    ...movedWords(one, locale),
    ...reissueWords(one, locale),
  ].join('\n')
}

/** Whole entries, as many as a description holds. */
function fitting(entries: readonly string[]): string {
  let text = ''
  for (const entry of entries) {
    const next = text === '' ? entry : `${text}\n\n${entry}`
    if (codePoints(next) > EMBED.description) break
    text = next
  }
  return text
}

/** `notice` names the notice that it was opened from: in direct messages it says which server this is about. */
function healthReply(
  all: readonly FeedHealth[],
  { wanted, notice }: { wanted: number; notice?: string | undefined },
  caller: Caller,
): Reply {
  const { locale } = caller
  if (caller.guildId === null) return plain(caller, 'problem.not-in-server')
  if (all.length === 0) return plain(caller, 'health.empty')
  const { page, pages } = pagePlace(wanted, Math.ceil(all.length / PER_PAGE))
  const shown = all.slice(page * PER_PAGE, (page + 1) * PER_PAGE)
  return {
    embeds: [
      {
        color: GOLD,
        title: say(locale, 'health.title', { count: all.length }),
        description: fitting(shown.map((one) => entryOf(one, locale))),
        ...(pages > 1
          ? { footer: { text: say(locale, 'health.page', { page: page + 1, pages }) } }
          : {}),
      },
    ],
    components: buttonRow(
      pageButtons(
        (to) => customId('health', to, 'turn', ...(notice === undefined ? [] : [notice])),
        locale,
        { page, pages },
      ),
    ),
  }
}

export const digestHealth = defineLeaf({
  name: named('health', 'command.health.name'),
  description: localized('command.health'),
  answers: 'private',
  options: [],
  run: async (_options, services: Services, caller) =>
    healthReply(await services.feedHealth(caller), { wanted: 0 }, caller),
})

const noticeIn = (args: readonly string[]) => args.find((arg) => serverOfNotice(arg) !== null)

/**
 * A page of it (`health:<page>:turn`, with `:<notice>` where it was opened from one), or all of it from under a notice
 * (`health:0:<notice>`).
 */
export const health: Control<Services> = {
  route: 'health',
  answers: ([, how]) => (how === 'turn' ? 'update' : 'private'),
  managersOnly: true,
  serverOf: (args) => serverOfNotice(noticeIn(args)),
  run: async ({ args }, services, caller) =>
    healthReply(
      await services.feedHealth(caller),
      { wanted: Number(args[0]) || 0, notice: noticeIn(args) },
      caller,
    ),
}
