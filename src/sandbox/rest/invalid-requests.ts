/** Refused requests, of which too many ban the address: Cloudflare answers then, not Discord. */
import { LIMITS } from '../limits.ts'
import type { Rules } from '../rules/table.ts'
import type { Reply } from './route.ts'
import { SlidingWindow } from './sliding-window.ts'

/** https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans */
const INVALID: ReadonlySet<number> = new Set([401, 403, 429])

export class InvalidRequests {
  readonly #rules: Rules
  readonly #counted: SlidingWindow

  /** @param most how many ban the address, where a test does not want to make Discord's ten thousand */
  constructor(rules: Rules, { now, most }: { now: () => number; most?: number | undefined }) {
    this.#rules = rules
    const { perMs } = LIMITS.invalidRequests
    this.#counted = new SlidingWindow({ most: most ?? LIMITS.invalidRequests.most, perMs }, now)
  }

  count({ status = 200, headers = {} }: Reply): void {
    const shared = headers['x-ratelimit-scope'] === 'shared' && this.#rules.on('shared-not-counted')
    if (INVALID.has(status) && !shared) this.#counted.take()
  }

  /** Throws while the address is banned. */
  check(): void {
    const ms = this.#counted.wait()
    if (ms > 0) this.#rules.delay('invalid-requests', { ms, headers: { server: 'cloudflare' } })
  }
}
