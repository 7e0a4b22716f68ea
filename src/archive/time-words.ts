/** Times as words of the index: a query for some months in the past reads their articles only. Pure. */

/** No feed is older than the web. */
const FIRST_YEAR = 1990

type Month = { year: number; month: number }

const monthOf = (time: number): Month => {
  const { year, month } = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO('UTC')
  return { year, month }
}

const yearWord = (year: number) => `y${year}`
const monthWord = ({ year, month }: Month) => `m${year * 100 + month}`

/** Gives the words that stand for a time (epoch ms): its year and its month, in UTC. */
export const timeWords = (time: number): string[] => {
  const month = monthOf(time)
  return [yearWord(month.year), monthWord(month)]
}

const months = (year: number, first: number, last: number): string[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    monthWord({ year, month: first + index }),
  )

/**
 * Gives words one of which every time from `from` and before `to` has: whole years by their year, the others by month. What
 * they stand for may begin earlier and end later; null, without either end, is no bound.
 */
export function periodWords({
  from,
  to,
  now,
}: {
  from: number | null
  to: number | null
  now: number
}): string[] | null {
  if (from === null && to === null) return null
  const first = from === null ? { year: FIRST_YEAR, month: 1 } : monthOf(from)
  // A feed may date its articles into the next year.
  const last = to === null ? { year: monthOf(now).year + 1, month: 12 } : monthOf(to - 1)
  return Array.from({ length: Math.max(0, last.year - first.year + 1) }, (_, index) => {
    const year = first.year + index
    const begin = index === 0 ? first.month : 1
    const end = year === last.year ? last.month : 12
    return begin === 1 && end === 12 ? [yearWord(year)] : months(year, begin, end)
  }).flat()
}
