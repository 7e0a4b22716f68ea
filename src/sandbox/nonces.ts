/** Messages by their author's nonce, remembered for a few minutes. */
import { LIMITS } from './limits.ts'
import type { Rules } from './rules/table.ts'
import type { Message } from './world.ts'

/** https://docs.discord.com/developers/resources/message#create-message: `enforce_nonce`. */
export class Nonces {
  readonly #now: () => number
  readonly #rules: Rules
  readonly #known = new Map<string, { message: Message; at: number }>()

  constructor({ now, rules }: { now: () => number; rules: Rules }) {
    this.#now = now
    this.#rules = rules
  }

  /** Gives the message that bears this nonce, if it came within the window. */
  find(nonce: string): Message | null {
    const known = this.#known.get(nonce)
    if (known === undefined) return null
    const isPast = this.#now() - known.at > LIMITS.nonceWindow
    return isPast && this.#rules.on('nonce-window') ? null : known.message
  }

  remember(nonce: string, message: Message): void {
    this.#known.set(nonce, { message, at: this.#now() })
    OF.set(message, nonce)
  }

  /** Gives what a message was sent with: the gateway tells it, reading does not. */
  of(message: Message): string | undefined {
    return OF.get(message)
  }
}

const OF = new WeakMap<Message, string>()
