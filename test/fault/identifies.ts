/** Keeps count of the sessions that a bot asks for, against Discord's limits. */
import { GATEWAY } from '../../src/sandbox/gateway/limits.ts'
import type { Log } from '../../src/sandbox/log.ts'

const [IDENTIFY, RESUME] = [2, 6]

export type Sessions = {
  identifies: number
  resumes: number
  /** Sessions that Discord began. */
  begun: number
  /** The most within any 24 hours of the sandbox; Discord allows a thousand. */
  worstDay: number
  /** Asked for within five seconds by one and the same process. */
  hasty: number
}

export class Identifies {
  readonly #made: { at: number; real: number; life: number }[] = []
  #life = 0
  #resumes = 0
  #begun = 0

  constructor(log: Log) {
    log.listen((entry) => {
      if (entry.kind !== 'frame') return
      const { direction, op, t, at, real } = entry
      if (direction === 'out' && t === 'READY') this.#begun += 1
      if (direction === 'in' && op === RESUME) this.#resumes += 1
      if (direction === 'in' && op === IDENTIFY) this.#made.push({ at, real, life: this.#life })
    })
  }

  /** Another process begins. */
  begin(): void {
    this.#life += 1
  }

  get counted(): Sessions {
    const made = this.#made
    const hasty = made.filter(({ real, life }, n) => {
      const before = made[n - 1]
      return before?.life === life && real - before.real < GATEWAY.identifyWindow
    })
    const within = made.map(
      ({ at }) => made.filter((one) => one.at >= at && one.at < at + GATEWAY.dayMs).length,
    )
    return {
      identifies: made.length,
      resumes: this.#resumes,
      begun: this.#begun,
      worstDay: Math.max(0, ...within),
      hasty: hasty.length,
    }
  }
}
