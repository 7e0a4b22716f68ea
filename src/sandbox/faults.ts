/** Faults on demand: what the next requests to a route meet. */
import type { Json } from './world.ts'

export type FaultEffect =
  /** Answered so, and nothing is stored. */
  | { kind: 'answer'; status: number; body: Json; headers?: Record<string, string> }
  /** The connection is dropped, before or after the request was carried out. */
  | { kind: 'drop'; stored: boolean }
  /** No answer ever comes, before or after the request was carried out. */
  | { kind: 'hang'; stored: boolean }

export type Fault = {
  /** As in the list of routes: `POST /channels/:channel/messages`. */
  route: string
  /** How many requests meet it. */
  times: number
  effect: FaultEffect
}

export class Faults {
  #waiting: Fault[] = []

  add(fault: Fault): void {
    this.#waiting.push({ ...fault })
  }

  clear(): void {
    this.#waiting = []
  }

  /** Gives the effect for a request, if one waits for it, and counts it. */
  take(route: string): FaultEffect | null {
    const fault = this.#waiting.find((one) => one.route === route && one.times > 0)
    if (fault === undefined) return null
    fault.times -= 1
    return fault.effect
  }
}
