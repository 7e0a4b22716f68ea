/**
 * Changes when a digest comes, how many cards it has and its language.
 *
 *   read what was typed ─→ store it, if nobody was faster ─→ the next digest as it would look now
 *   what was not stored is kept for its author
 */
import { fail, ok, type Result } from '../lib/result.ts'
import type { Caller } from '../model/caller.ts'
import type { CardCount, Locale, Schedule, Subscription } from '../model/subscription.ts'
import * as table from '../subscription/change-table.ts'
import { parseDays } from '../subscription/days.ts'
import { guessCountry } from '../subscription/holidays.ts'
import { isInstant, isSameSchedule, nextLook } from '../subscription/instant.ts'
import { isQuietGuessed, parseWhen, timeOf, type When } from '../subscription/when.ts'
import { zoneOf } from '../subscription/zones.ts'
import type { Deps } from './deps.ts'
import { keepDraft } from './form-draft.ts'
import { findLive } from './manage.ts'
import type { Subscribed } from './orders.ts'
import type { BadTerms, TermsChange, TermsProblem, TypedTerms } from './services.ts'
import { subscribedOf } from './subscribe.ts'

type Read = {
  schedule: Required<Schedule>
  countryGuessed: boolean
  quietGuessed: boolean
  count: CardCount
  locale: Locale
}

const COUNTS: readonly CardCount[] = [3, 5, 8]
const LOCALES: readonly Locale[] = ['ja', 'en']

const given = (typed: string | undefined): string | null => {
  const text = typed?.trim() ?? ''
  return text === '' ? null : text
}

function readTerms(
  typed: TypedTerms,
  now: Subscription,
  { guildLocale }: Caller,
): Result<Read, BadTerms> {
  const { schedule } = now
  const [time, zoneTyped, daysTyped] = [typed.time, typed.zone, typed.days].map(given)
  const when = time == null ? asItIs(schedule) : parseWhen(time)
  if (when === null) return fail({ kind: 'bad-time', typed: time ?? '' })
  const zone = zoneTyped == null ? schedule.zone : zoneOf(zoneTyped)
  if (zone === null) return fail({ kind: 'bad-zone', typed: zoneTyped ?? '' })
  const days =
    daysTyped == null
      ? ok({ days: schedule.days, holidays: schedule.holidays ?? null, guessed: false })
      : parseDays(daysTyped, () => guessCountry(zone, guildLocale))
  if (!days.ok) return fail({ kind: days.error.kind, typed: days.error.typed })
  return ok({
    schedule: {
      ...timeOf(when, schedule),
      zone,
      days: days.value.days,
      holidays: days.value.holidays,
    },
    countryGuessed: days.value.guessed,
    quietGuessed: isQuietGuessed(when),
    count: COUNTS.find((count) => String(count) === typed.count) ?? now.count,
    locale: LOCALES.find((locale) => locale === typed.locale) ?? now.locale,
  })
}

const asItIs = ({ minute, instant }: Schedule): When =>
  instant == null
    ? { kind: 'daily', minute }
    : { kind: 'instant', quiet: instant.quiet, guessed: false }

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
  if (!read.ok) return fail({ kind: 'bad-terms', problem: read.error, draft: await keep() })
  const { schedule, count, locale, countryGuessed, quietGuessed } = read.value
  const now = deps.clock.now()
  const timing = isSameSchedule(schedule, found.value.schedule)
    ? null
    : { schedule, slotAt: slotAfter(found.value, schedule, now) }
  const stored = await deps.db.tx((tx) =>
    table.setTerms(tx, {
      id,
      version,
      terms: { count, locale, timing },
      change: { by: caller.userId, at: now, how: 'edit' },
    }),
  )
  if (!stored) return fail({ kind: 'faster', draft: await keep() })
  const told = { zoneGuessed: false, countryGuessed, quietGuessed, filters: stored.filters }
  return ok(await subscribedOf(deps, { subscription: stored, already: false }, told))
}
