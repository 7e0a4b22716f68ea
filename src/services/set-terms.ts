/**
 * Changes all that an order says of a digest but its channel, its feeds and its filters.
 *
 *   read what was typed ─→ store it, if nobody was faster ─→ the next digest as it would look now
 *   what was not stored is kept for its author
 */
import { LOCALES } from '../language/texts.ts'
import { fail, ok, type Result } from '../lib/result.ts'
import type { Caller } from '../model/caller.ts'
import type { CardCount, Locale, Schedule, Subscription } from '../model/subscription.ts'
import * as table from '../subscription/change-table.ts'
import { parseDays } from '../subscription/days.ts'
import { guessCountry } from '../subscription/holidays.ts'
import { isInstant, isSameSchedule, nextLook } from '../subscription/instant.ts'
import { isQuietGuessed, readTime, timeOf } from '../subscription/time-said.ts'
import { parseWhen } from '../subscription/when.ts'
import { zoneOf } from '../subscription/zones.ts'
import type { BadTerms, TermsChange, TermsProblem, TypedTerms } from './changes.ts'
import type { Deps } from './deps.ts'
import { keepDraft } from './form-draft.ts'
import { findLive } from './manage.ts'
import type { Subscribed } from './orders.ts'
import { subscribedOf } from './subscribe.ts'

type Read = {
  schedule: Required<Schedule>
  countryGuessed: boolean
  sound: Sound
  quietGuessed: boolean
  count: CardCount
  locale: Locale
}

type Sound = Pick<Subscription, 'roleId' | 'silent'>

const COUNTS: readonly CardCount[] = [3, 5, 8]

const given = (typed: string | undefined): string | null => {
  const text = typed?.trim() ?? ''
  return text === '' ? null : text
}

type Timing = Pick<Read, 'schedule' | 'countryGuessed' | 'quietGuessed'>

/** All that could not be read. */
type Wrong = { kind: 'wrong'; problems: BadTerms[] }

const saidOf = (when: string | null, guess: () => string | null) =>
  when === null
    ? ok({ time: null, days: null })
    : parseWhen(when, { time: readTime, days: (text) => parseDays(text, guess) })

function readTiming(
  typed: TypedTerms,
  { schedule }: Subscription,
  { guildLocale }: Caller,
): Result<Timing, Wrong> {
  const [when, zoneTyped] = [given(typed.when), given(typed.zone)]
  const read = zoneTyped === null ? schedule.zone : zoneOf(zoneTyped)
  const said = saidOf(when, () => guessCountry(read ?? schedule.zone, guildLocale))
  const badZone = { kind: 'bad-zone', typed: typed.zone ?? '' } as const
  const wrongZone = read === null ? [badZone] : []
  if (!said.ok) return fail({ kind: 'wrong', problems: [said.error, ...wrongZone] })
  if (read === null) return fail({ kind: 'wrong', problems: wrongZone })
  const { time, days } = said.value
  return ok({
    schedule: {
      ...(time === null ? asItIs(schedule) : timeOf(time, schedule)),
      zone: read,
      days: days?.days ?? schedule.days,
      holidays: days === null ? (schedule.holidays ?? null) : days.holidays,
    },
    countryGuessed: days?.guessed ?? false,
    quietGuessed: time !== null && isQuietGuessed(time),
  })
}

/** Who has a role rung that was not rung before must be able to ring it, as at a new order. */
function readSound(
  { role, silent: wanted }: TypedTerms,
  now: Subscription,
  caller: Caller,
): Result<Sound, BadTerms> {
  const silent = wanted ?? now.silent
  const roleId = role === undefined ? now.roleId : given(role)
  const isNew = roleId !== now.roleId || (now.silent && !silent)
  if (roleId !== null && isNew) {
    if (!caller.rings(roleId)) return fail({ kind: 'caller-cannot-ring', roleId })
    if (!caller.botRings(roleId)) return fail({ kind: 'bot-cannot-ring', roleId })
  }
  return ok({ roleId, silent })
}

function readTerms(typed: TypedTerms, now: Subscription, caller: Caller): Result<Read, Wrong> {
  const timing = readTiming(typed, now, caller)
  const sound = readSound(typed, now, caller)
  if (!timing.ok) {
    const problems = [...timing.error.problems, ...(sound.ok ? [] : [sound.error])]
    return fail({ kind: 'wrong', problems })
  }
  if (!sound.ok) return fail({ kind: 'wrong', problems: [sound.error] })
  return ok({
    ...timing.value,
    sound: sound.value,
    count: COUNTS.find((count) => String(count) === typed.count) ?? now.count,
    locale: LOCALES.find((locale) => locale === typed.locale) ?? now.locale,
  })
}

const asItIs = ({ minute, instant = null }: Schedule) => ({ minute, instant })

/**
 * A slot that is owed at this moment keeps its digest: what comes after it is by the new schedule. What waits as it came
 * has none: it comes at once, or in the next digest.
 */
function slotAfter(
  { state, slotAt, schedule: before }: Subscription,
  after: Schedule,
  now: number,
) {
  const isOwed = state === 'active' && slotAt <= now && !isInstant(before) && !isInstant(after)
  return isOwed ? slotAt : nextLook(after, now)
}

/** Sets the terms that were typed; those that were not said stay as they are. */
export async function setTerms(
  deps: Deps,
  { id, version, typed }: TermsChange,
  caller: Caller,
): Promise<Result<Subscribed, TermsProblem>> {
  const found = await findLive(deps, id, caller)
  if (!found.ok) return found
  const read = readTerms(typed, found.value, caller)
  const keep = () => keepDraft(deps, { form: 'terms', typed }, caller)
  if (!read.ok) {
    const [problem, ...others] = read.error.problems
    if (problem) return fail({ kind: 'bad-terms', problem, others, draft: await keep() })
    throw new Error('what cannot be read has a reason')
  }
  const { schedule, count, locale, sound, countryGuessed, quietGuessed } = read.value
  const now = deps.clock.now()
  const { holidays } = schedule
  if (holidays !== null) await deps.prepareHolidays?.([holidays], now)
  const timing = isSameSchedule(schedule, found.value.schedule)
    ? null
    : { schedule, slotAt: slotAfter(found.value, schedule, now) }
  const stored = await deps.db.tx((tx) =>
    table.setTerms(tx, {
      id,
      version,
      terms: { count, locale, ...sound, timing },
      change: { by: caller.userId, at: now, how: 'edit' },
    }),
  )
  if (!stored) return fail({ kind: 'faster', draft: await keep() })
  const told = {
    ...{ zoneGuessed: false, countryGuessed, quietGuessed },
    ...{ filters: stored.filters, caller },
  }
  const done = await subscribedOf(deps, { subscription: stored, already: false }, told)
  return ok(caller.sees(stored.channelId) ? done : { ...done, preview: null })
}
