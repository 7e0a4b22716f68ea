/** Reads what an order for a digest says, and whether the channel, the bot and the caller allow it; its feeds come later. */

import { directChannel } from '../delivery/notice-table.ts'
import { fail, ok, type Result } from '../lib/result.ts'
import type { Caller } from '../model/caller.ts'
import type { Filters } from '../model/filters.ts'
import { spaceOf } from '../model/space.ts'
import type { Locale, Schedule } from '../model/subscription.ts'
import { type Days, EVERY_DAY, parseDays } from '../subscription/days.ts'
import { readTyped } from '../subscription/filters.ts'
import { guessCountry } from '../subscription/holidays.ts'
import { type ServerSettings, serverSettings } from '../subscription/server-table.ts'
import { isQuietGuessed, readTime, type TimeSaid, timeOf } from '../subscription/time-said.ts'
import { parseWhen, type When } from '../subscription/when.ts'
import { guessZone, zoneOf } from '../subscription/zones.ts'
import type { Deps } from './deps.ts'
import type { OrderInput, OrderProblem } from './orders.ts'
import { noRoom } from './own-room.ts'
import { placeProblem } from './place-problem.ts'
import { localeFor } from './settings.ts'

const DEFAULT: Extract<TimeSaid, { kind: 'daily' }> = { kind: 'daily', minute: 7 * 60 + 30 }
const ALWAYS = { days: EVERY_DAY, holidays: null, guessed: false }

export type Terms = Days & {
  minute: number
  instant: Required<Schedule>['instant']
  zone: string
  quietGuessed: boolean
  countryGuessed: boolean
  zoneGuessed: boolean
  locale: Locale
  filters: Filters
}

/** A time may be said with its days, as in the form of a change; the option for days goes before these. */
function whenOf(
  typed: string | null,
  guess: () => string | null,
): Result<When<TimeSaid, Days & { guessed: boolean }>, OrderProblem> {
  if (typed === null) return ok({ time: null, days: null })
  const said = parseWhen(typed, { time: readTime, days: (text) => parseDays(text, guess) })
  if (said.ok) return said
  const { kind, typed: part } = said.error
  // What holds numbers was no name of a day: it belongs to the time.
  const isDays = (kind === 'bad-days' || kind === 'no-country') && !/\d/.test(part)
  return isDays ? fail({ kind, typed: part }) : fail({ kind: 'bad-time', typed })
}

/** Gives the time, zone, language and filters that were meant, or what could not be read. */
function termsOf(
  input: OrderInput,
  caller: Caller,
  server: ServerSettings,
): Result<Terms, OrderProblem> {
  const own = server.zone ?? guessZone(caller.guildLocale)
  const zone = input.zone === null ? own : zoneOf(input.zone)
  if (zone === null) return fail({ kind: 'bad-zone', typed: input.zone ?? '' })
  const guess = () => guessCountry(zone, caller.guildLocale)
  const said = whenOf(input.time, guess)
  if (!said.ok) return said
  const when = said.value.time ?? DEFAULT
  const days = input.days == null ? ok(said.value.days ?? ALWAYS) : parseDays(input.days, guess)
  if (!days.ok) return days
  const filters = readTyped(input.filters ?? {})
  if (!filters.ok) return fail({ kind: 'bad-filter', problem: filters.error })
  return ok({
    ...timeOf(when, DEFAULT),
    quietGuessed: isQuietGuessed(when),
    zone,
    days: days.value.days,
    holidays: days.value.holidays,
    countryGuessed: days.value.guessed,
    zoneGuessed: input.zone === null && server.zone === null,
    locale: localeFor(server, caller),
    filters: filters.value,
  })
}

function rightsProblem(input: OrderInput, caller: Caller): OrderProblem | null {
  const { channel, roleId } = input
  const place =
    caller.guildId === null ? null : placeProblem(channel, input.thread ?? false, caller)
  if (place) return place
  if (roleId !== null && !caller.rings(roleId)) return { kind: 'caller-cannot-ring', roleId }
  if (roleId !== null && !caller.botRings(roleId)) return { kind: 'bot-cannot-ring', roleId }
  return null
}

/** In somebody's own space digests come into their own direct messages, and nowhere else. */
async function ownProblem(
  { db }: Deps,
  { channel, roleId }: OrderInput,
  caller: Caller,
): Promise<OrderProblem | null> {
  const direct = await directChannel(db, caller.userId)
  if (channel.id !== direct || roleId !== null) return { kind: 'not-in-server' }
  return noRoom(db, caller)
}

/** Gives the time and zone of an order, or why it cannot be placed. */
export async function checkOrder(
  deps: Deps,
  input: OrderInput,
  caller: Caller,
): Promise<Result<Terms, OrderProblem>> {
  const refused =
    caller.guildId === null ? await ownProblem(deps, input, caller) : rightsProblem(input, caller)
  if (refused) return fail(refused)
  const terms = termsOf(input, caller, await serverSettings(deps.db, spaceOf(caller)))
  const country = terms.ok ? terms.value.holidays : null
  if (country !== null) await deps.prepareHolidays?.([country], deps.clock.now())
  return terms
}
