/** Whether a telling of a story that is known says more than was known. Pure. */
import { type Told, tellingOf } from './telling.ts'

/** Two papers of one morning count differently; what is told later counts anew. */
const LATER_MS = 3 * 3_600_000

/**
 * Tells whether an article brings something to a story that was told: it came out clearly later, and a number of the same
 * thing is another one now, or its title names a deed that the earlier text does not know.
 */
export function bringsNews(told: Told, before: Told): boolean {
  if (told.publishedAt === null || before.publishedAt === null) return false
  if (told.publishedAt - before.publishedAt < LATER_MS) return false
  const now = tellingOf(told)
  const then = tellingOf(before)
  if ([...now.titleActions()].some((action) => !then.actions().has(action))) return true
  return [...now.titleFigures().byUnit].some(([unit, values]) => {
    const earlier = then.figures().byUnit.get(unit)
    return earlier !== undefined && [...values].every((value) => !earlier.has(value))
  })
}
