/** Counts the requests that Discord refused: ten thousand in ten minutes ban the address of the machine. */
import { type REST, RESTEvents } from 'discord.js'
import { REFUSED } from '../../config/limits.ts'
import type { Logger } from '../lib/logger.ts'

const COUNTED: readonly number[] = [401, 403, 429]

export type RefusedRequests = {
  /** Counts what a REST is answered from now on. */
  watch(rest: REST): void
  /** Whether so many were refused lately that nothing may be sent of our own accord. */
  areTooMany(): boolean
}

/**
 * Gives a count of the last ten minutes; a limit that others used up (scope `shared`) is not counted, as Discord does not.
 *
 * @param now milliseconds of a clock that only goes forward: Discord's limit runs by the real time
 */
export function createRefusedRequests({
  log,
  now = () => performance.now(),
  most = REFUSED.stop,
}: {
  log: Logger
  now?: () => number
  most?: number
}): RefusedRequests {
  let times: number[] = []
  let told = false
  const count = () => {
    const since = now() - REFUSED.windowMs
    if ((times[0] ?? since) < since) times = times.filter((at) => at >= since)
    return times.length
  }
  return {
    watch: (rest) => {
      rest.on(RESTEvents.Response, (_request, { status, headers }) => {
        const isShared = headers.get('x-ratelimit-scope') === 'shared'
        if (COUNTED.includes(status) && !isShared) times.push(now())
      })
    },
    areTooMany: () => {
      const refused = count()
      const tooMany = refused >= most
      if (tooMany && !told) {
        log.error(
          { refused },
          'Discord refuses too much: nothing is sent until ten minutes have taken the count down, or the address would be banned',
        )
      }
      told = tooMany
      return tooMany
    },
  }
}
