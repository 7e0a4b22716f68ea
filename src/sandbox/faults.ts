/** Faults on demand: what the next requests to a route meet. */
import type { Json } from './world.ts'

export type FaultEffect =
  /** Answered so, and nothing is stored; text goes out as it is. */
  | { kind: 'answer'; status: number; body: Json | string; headers?: Record<string, string> }
  /** The connection is dropped, before or after the request was carried out. */
  | { kind: 'drop'; stored: boolean }
  /** No answer ever comes, before or after the request was carried out. */
  | { kind: 'hang'; stored: boolean }
  /** It takes so long, in the time by which clients wait, before or after it is carried out. */
  | { kind: 'delay'; ms: number; stored: boolean }

/** What a matcher sees of a request. */
export type Faulted = { method: string; route: string; path: string; body: unknown }

export type Fault = {
  /**
   * As in the list of routes, `POST /channels/:channel/messages`, or with the real ids; `*` stands for anything: `* *`,
   * `POST /interactions/*`.
   */
  route: string
  /** How many requests meet it; `Infinity`: all of them until `clear`. */
  times: number
  effect: FaultEffect
  /** Which requests of the route; all of them where it is left out. */
  matches?: (request: Faulted) => boolean
}

type Waiting = Fault & { pattern: RegExp }

const patternOf = (route: string): RegExp =>
  new RegExp(`^${route.split('*').map(RegExp.escape).join('.*')}$`)

export class Faults {
  #waiting: Waiting[] = []

  add(fault: Fault): void {
    this.#waiting.push({ ...fault, pattern: patternOf(fault.route) })
  }

  clear(): void {
    this.#waiting = []
  }

  /** How many requests are still to meet a fault. */
  get left(): number {
    return this.#waiting.reduce((sum, { times }) => sum + times, 0)
  }

  /** Gives the effect for a request, if one waits for it, and counts it. The first that was added comes first. */
  take(request: Faulted): FaultEffect | null {
    const names = [request.route, `${request.method} ${request.path}`]
    const fault = this.#waiting.find(
      (one) =>
        one.times > 0 &&
        names.some((name) => one.pattern.test(name)) &&
        (one.matches?.(request) ?? true),
    )
    if (fault === undefined) return null
    fault.times -= 1
    this.#waiting = this.#waiting.filter(({ times }) => times > 0)
    return fault.effect
  }
}
