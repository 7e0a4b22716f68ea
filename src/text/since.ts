/** Which time somebody means, as they write it: 昨日, yesterday, 3日, 3 days, monday, 2025-01. Pure. */

type At = { now: Temporal.Instant; today: Temporal.PlainDate }
type Unit = 'days' | 'weeks' | 'months' | 'years'
/** A day, week, month or year, by its first day; or a moment. */
type Meant = { first: Temporal.PlainDate; unit: Unit } | Temporal.Instant | null

const day = (first: Temporal.PlainDate): Meant => ({ first, unit: 'days' })

const ago =
  (days: number) =>
  ({ today }: At): Meant =>
    day(today.subtract({ days }))

/** Weeks begin on Monday. */
const week =
  (weeks: number) =>
  ({ today }: At): Meant => ({
    first: today.subtract({ days: today.dayOfWeek - 1 + 7 * weeks }),
    unit: 'weeks',
  })

const month =
  (months: number) =>
  ({ today }: At): Meant => ({
    first: today.with({ day: 1 }).subtract({ months }),
    unit: 'months',
  })

const year =
  (years: number) =>
  ({ today }: At): Meant => ({
    first: today.with({ day: 1, month: 1 }).subtract({ years }),
    unit: 'years',
  })

const WORDS: readonly [string, (at: At) => Meant][] = [
  ['今日 本日 今朝 きょう today|this morning', ago(0)],
  ['昨日 昨夜 昨晩 きのう ゆうべ yesterday|last night', ago(1)],
  ['一昨日 おととい day before yesterday|the day before yesterday', ago(2)],
  ['今週 this week', week(0)],
  ['先週 last week', week(1)],
  ['先々週 the week before last|week before last', week(2)],
  ['今月 this month', month(0)],
  ['先月 last month', month(1)],
  ['今年 this year', year(0)],
  ['去年 昨年 last year', year(1)],
]

const MEANT = new Map(
  WORDS.flatMap(([names, meant]) => namesIn(names).map((name) => [name, meant] as const)),
)

/** Japanese names are parted by blanks; English ones, which have blanks, by bars. */
function namesIn(names: string): string[] {
  const english = /[a-z].*$/.exec(names)?.[0] ?? ''
  const japanese = names.slice(0, names.length - english.length).split(' ')
  return [...japanese, ...english.split('|')].filter((name) => name !== '')
}

const WEEKDAYS: readonly RegExp[] = [
  /^(?:mon(?:day)?|月曜日?)$/,
  /^(?:tue(?:s|sday)?|火曜日?)$/,
  /^(?:wed(?:nesday)?|水曜日?)$/,
  /^(?:thu(?:rs|rsday)?|木曜日?)$/,
  /^(?:fri(?:day)?|金曜日?)$/,
  /^(?:sat(?:urday)?|土曜日?)$/,
  /^(?:sun(?:day)?|日曜日?)$/,
]

/** The last one before today: on a Monday, Monday is a week ago. */
function weekday(typed: string, { today }: At): Meant {
  const index = WEEKDAYS.findIndex((name) => name.test(typed))
  return index < 0 ? null : day(today.subtract({ days: (today.dayOfWeek - index + 6) % 7 || 7 }))
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const monthNamed = (name: string | undefined) => MONTHS.indexOf((name ?? '').slice(0, 3)) + 1
const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'

type Parts = { year?: number | undefined; month: number; day: number; unit?: Unit }

/** Without a year, the last such day. Null for a day that no calendar has. */
function date({ year, month, day, unit = 'days' }: Parts, { today }: At): Meant {
  try {
    const found = Temporal.PlainDate.from(
      { year: year ?? today.year, month, day },
      { overflow: 'reject' },
    )
    const isAhead = year === undefined && Temporal.PlainDate.compare(found, today) > 0
    return { first: isAhead ? found.subtract({ years: 1 }) : found, unit }
  } catch {
    return null
  }
}

const numberIn = (text: string | undefined) => (text === undefined ? undefined : Number(text))

/** What is written with numbers. */
const FORMS: readonly [RegExp, (parts: (string | undefined)[], at: At) => Meant][] = [
  [/^(\d{1,4})\s*(?:h|hrs?|hours?|時間)$/, ([n], { now }) => now.subtract({ hours: Number(n) })],
  [/^(\d{1,4})\s*(?:d|days?|日間?)$/, ([n], at) => ago(Number(n))(at)],
  [/^(\d{1,3})\s*(?:w|wks?|weeks?|週間?)$/, ([n], at) => ago(7 * Number(n))(at)],
  [
    /^(\d{1,3})\s*(?:months?|[かカヵヶケ]月間?)$/,
    ([n], { today }) => day(today.subtract({ months: Number(n) })),
  ],
  [
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?$/,
    ([y, m, d], at) => date({ year: Number(y), month: Number(m), day: Number(d) }, at),
  ],
  [
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})月?$/,
    ([y, m], at) => date({ year: Number(y), month: Number(m), day: 1, unit: 'months' }, at),
  ],
  [/^(\d{4})年?$/, ([y], at) => date({ year: Number(y), month: 1, day: 1, unit: 'years' }, at)],
  [
    /^(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?$/,
    ([m, d], at) => date({ month: Number(m), day: Number(d) }, at),
  ],
  [/^(\d{1,2})月$/, ([m], at) => date({ month: Number(m), day: 1, unit: 'months' }, at)],
  [
    new RegExp(`^(${MONTH})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(\\d{4}))?$`),
    ([m, d, y], at) => date({ year: numberIn(y), month: monthNamed(m), day: Number(d) }, at),
  ],
  [
    new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?\\s+(${MONTH})\\.?(?:\\s+(\\d{4}))?$`),
    ([d, m, y], at) => date({ year: numberIn(y), month: monthNamed(m), day: Number(d) }, at),
  ],
  [
    new RegExp(`^(${MONTH})(?:\\s+(\\d{4}))?$`),
    ([m, y], at) => date({ year: numberIn(y), month: monthNamed(m), day: 1, unit: 'months' }, at),
  ],
]

function inNumbers(typed: string, at: At): Meant {
  for (const [form, meant] of FORMS) {
    const match = form.exec(typed)
    if (match) return meant(match.slice(1), at)
  }
  return null
}

const DIGITS = '一二三四五六七八九十'

/** Without what stands around the time itself: "since 3 days ago", 三日前から. */
const plainly = (typed: string) =>
  typed
    .toWellFormed()
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/^(?:since|from|for|the last|past|in the last)\s+(?=\S)/, '')
    .replace(/\s*(?:ago|(?:以来|以降|から|前|まえ|の)+)$/, '')
    .replace(/^[一二三四五六七八九十](?=日|週|時間|[かカヵヶケ]月)/, (digit) =>
      String(DIGITS.indexOf(digit) + 1),
    )
    .replace(/\s+/g, ' ')

/** A time from its beginning up to its end, which belongs to what comes after; in epoch ms. */
export type Period = { from: number; to: number }

/**
 * Gives the time that a typed text means, or null where it means none: days and what is longer begin and end at midnight in
 * `zone`; hours ago is a moment. It may lie in the future.
 */
export function periodOf(
  typed: string,
  { now, zone }: { now: number; zone: string },
): Period | null {
  const instant = Temporal.Instant.fromEpochMilliseconds(now)
  const at = { now: instant, today: instant.toZonedDateTimeISO(zone).toPlainDate() }
  const text = plainly(typed)
  const meant = MEANT.get(text)?.(at) ?? weekday(text, at) ?? inNumbers(text, at)
  if (meant === null) return null
  if ('epochMilliseconds' in meant) {
    return { from: meant.epochMilliseconds, to: meant.epochMilliseconds }
  }
  const midnight = (of: Temporal.PlainDate) => of.toZonedDateTime(zone).epochMilliseconds
  return { from: midnight(meant.first), to: midnight(meant.first.add({ [meant.unit]: 1 })) }
}

/** Gives the moment (epoch ms) from which on a typed text means, or null where it means none. */
export const sinceOf = (typed: string, at: { now: number; zone: string }): number | null =>
  periodOf(typed, at)?.from ?? null
