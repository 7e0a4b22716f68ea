/** On which days an article says that something happened. Pure. */

const DAY_MS = 24 * 3_600_000
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/** 12日, 1月12日; no span (3日間), no count of days. */
const JA_DAY = /(?:(\d{1,2})月)?(?<![\d.,])(\d{1,2})日(?!間|目|ぶり|以内|連続|本|系|米|程|常|曜)/gu
const EN_WEEKDAY = new RegExp(`\\b(${WEEKDAYS.join('|')})\\b`, 'gi')
/** What is still to come says little of what happened. */
const AHEAD =
  /\b(?:will|due|until|from|starting|next|by|before|ahead|scheduled|later|return|as soon as)\b[^.]{0,25}$/i
const EN_DATE = new RegExp(
  `\\b(?:(${MONTHS.join('|')})[a-z]*\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?(?!\\d|:)|(\\d{1,2})(?:st|nd|rd|th)?\\s+(${MONTHS.join('|')})[a-z]*)\\b`,
  'giu',
)

/** Days as they are named: `d18` a day of a month, `w1` a Monday. */
export type Days = ReadonlySet<string>

/** Gives the days that a text names, in its order. */
export function daysOf(text: string): string[] {
  const found: string[] = []
  for (const match of text.matchAll(JA_DAY)) {
    const day = Number(match[2])
    if (day >= 1 && day <= 31) found.push(`d${day}`)
  }
  for (const match of text.matchAll(EN_WEEKDAY)) {
    if (AHEAD.test(text.slice(Math.max(0, match.index - 35), match.index))) continue
    found.push(`w${WEEKDAYS.indexOf((match[1] ?? '').toLowerCase())}`)
  }
  for (const match of text.matchAll(EN_DATE)) found.push(`d${Number(match[2] ?? match[3])}`)
  return [...new Set(found)]
}

/** What is compared of a telling. */
export type Dated = {
  days: () => readonly string[]
  publishedAt: number | null
  script: 'ja' | 'other'
}

/**
 * Gives how many days the nearest two of two texts' days are apart; null where they cannot be compared. A text without a
 * day tells of the day on which it was published.
 */
export function daysApart(a: Dated, b: Dated): number | null {
  if (a.days().length === 0 && b.days().length === 0) return null
  const inA = resolved(a)
  const inB = resolved(b)
  let nearest: number | null = null
  for (const one of inA) {
    for (const other of inB) {
      const apart = apartOf(one, other)
      if (apart !== null && (nearest === null || apart < nearest)) nearest = apart
    }
  }
  return nearest
}

/** Tells whether the latest days up to their publication that two texts name are two days, though they share an earlier one. */
export function latestDiffers(a: Dated, b: Dated): boolean {
  const [inA, inB] = [latestOf(a), latestOf(b)]
  return inA !== null && inB !== null && Math.abs(inA - inB) >= 1
}

function latestOf(dated: Dated): number | null {
  const today = dayOf(dated)
  if (today === null || dated.days().length === 0) return null
  const past = resolved(dated).flatMap(({ at }) => (at !== null && at <= today + 1 ? [at] : []))
  return past.length === 0 ? null : Math.max(...past)
}

const dayOf = ({ publishedAt, script }: Dated): number | null =>
  publishedAt === null
    ? null
    : Math.floor((publishedAt + (script === 'ja' ? JAPAN_MS : 0)) / DAY_MS)

type Day = { kind: 'd' | 'w' | 'published'; number: number; at: number | null }

const JAPAN_MS = 9 * 3_600_000

function resolved(dated: Dated): Day[] {
  const days = dated.days()
  const today = dayOf(dated)
  if (days.length === 0) return [{ kind: 'published', number: 0, at: today }]
  return days.map((day) => {
    const kind = day.startsWith('w') ? 'w' : 'd'
    const number = Number(day.slice(1))
    return { kind, number, at: today === null ? null : nearestDay(kind, number, today) }
  })
}

/** The day of that name that is nearest to the publication, as a number of days. */
function nearestDay(kind: 'd' | 'w', number: number, today: number): number {
  for (let distance = 0; distance <= 16; distance += 1) {
    for (const day of [today - distance, today + distance]) {
      const date = new Date(day * DAY_MS)
      if ((kind === 'w' ? date.getUTCDay() : date.getUTCDate()) === number) return day
    }
  }
  return today
}

function apartOf(a: Day, b: Day): number | null {
  if (a.kind === b.kind && a.kind !== 'published') {
    const round = a.kind === 'w' ? 7 : 31
    const gap = Math.abs(a.number - b.number)
    return Math.min(gap, round - gap)
  }
  if (a.at === null || b.at === null) return null
  const gap = Math.abs(a.at - b.at)
  // Whose day it was, the writer's or ours, is not known; and mornings tell of the evening before.
  return gap === 1 ? null : gap
}
