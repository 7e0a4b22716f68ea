/** The option that says since when: what was typed, with the day that it means; before that, a few days to choose from. */
import { COMMAND } from '../config/limits.ts'
import type { Caller } from '../src/model/caller.ts'
import type { Choice } from '../src/model/command.ts'
import type { Locale } from '../src/model/subscription.ts'
import type { Since } from '../src/services/member-services.ts'
import type { Services } from '../src/services/services.ts'
import { truncate } from '../src/text/truncate.ts'
import { say } from './pieces.ts'

/** Days back that are offered before anything is typed, and what stands for each in an answer to Discord. */
const OFFERED = [
  ['today', 'today'],
  ['yesterday', 'yesterday'],
  ['3 days', '3-days'],
  ['1 week', 'week'],
  ['1 month', 'month'],
] as const

/** Gives a day in the words of its reader, with the time where it does not begin at midnight. */
export function sinceText({ at, zone }: Since, locale: Locale): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  const isDay = local.startOfDay().epochMilliseconds === at
  return new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    ...(isDay ? {} : { hour: 'numeric', minute: '2-digit' }),
  }).format(at)
}

/** Gives what was typed with its day, where it means one in the past. */
export async function sinceChoices(
  typed: string,
  services: Services,
  caller: Caller,
): Promise<Choice[]> {
  const { locale } = caller
  const own = typed.trim()
  const offered = OFFERED.map(([value, key]) => ({
    value: String(value),
    name: say(locale, `catchup.${key}`),
  }))
  const wanted = own === '' ? offered : [{ value: own, name: own }]
  const meant = await services.sinceHere(
    wanted.map(({ value }) => value),
    caller,
  )
  return wanted.flatMap(({ value, name }, index) => {
    const since = meant[index]
    if (since == null || value.length > COMMAND.choiceValue) return []
    const date = sinceText(since, locale)
    return [
      { value, name: truncate(say(locale, 'catchup.choice', { name, date }), COMMAND.choiceName) },
    ]
  })
}
