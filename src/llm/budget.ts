/** What a day may cost: calls and tokens, counted in the store, so that neither a restart nor a crash forgets them. */
import type { LlmConfig } from '../../config/llm.ts'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import { addUpTo, forgetCounters } from '../storage/counter.ts'
import type { Db } from '../storage/db.ts'

export type Spending = {
  /** Puts what was used in the place of what was reserved; what is not known stays reserved. */
  settle(used: number | null): Promise<void>
}

export type Budget = {
  /** Takes a call and as many tokens as it may need from what is left of the day; null where too little is left. */
  reserve(tokens: number): Promise<Spending | null>
}

const DAY = 24 * 60 * 60_000
const PREFIX = 'llm '

/** Gives the budget of a configuration. A day is one of UTC, by our clock. */
export function createBudget(
  { db, clock, log }: { db: Db; clock: Clock; log: Logger },
  { dailyCalls, dailyTokens }: Pick<LlmConfig, 'dailyCalls' | 'dailyTokens'>,
): Budget {
  let today = Number.NaN
  let toldDay = Number.NaN
  const refused = (day: number) => {
    if (toldDay !== day) log.warn({ dailyCalls, dailyTokens }, 'the model’s day is used up')
    toldDay = day
    return null
  }
  const namesOf = (day: number) => ({
    calls: `${PREFIX}calls ${day}`,
    tokens: `${PREFIX}tokens ${day}`,
  })
  return {
    reserve: async (tokens) => {
      const day = Math.floor(clock.now() / DAY)
      const { calls, tokens: name } = namesOf(day)
      if (day !== today) {
        await forgetCounters(db, PREFIX, [calls, name])
        today = day
      }
      if (!(await addUpTo(db, { name: calls, amount: 1, most: dailyCalls }))) {
        return refused(day)
      }
      if (!(await addUpTo(db, { name, amount: tokens, most: dailyTokens }))) {
        await addUpTo(db, { name: calls, amount: -1, most: dailyCalls })
        return refused(day)
      }
      return {
        settle: async (used) => {
          if (used === null || used === tokens) return
          // What was used is used, also where it is more than was reserved.
          const most = Number.MAX_SAFE_INTEGER
          await addUpTo(db, { name, amount: used - tokens, most })
        },
      }
    },
  }
}
