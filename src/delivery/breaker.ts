/**
 * Says when a server is to be left alone for a while: one that refuses whatever it is sent costs requests that Discord counts
 * against the bot, and ten thousand refused ones in ten minutes ban its address. Keeps what was settled lately; decides and
 * stores nothing.
 */
import type { PermanentReason, SendResult } from './send-message.ts'

/** https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans — far below it. */
export const BREAKER = {
  /** Permanent answers in a row in one server. */
  inARow: 3,
  /** A server's share of all that was sent in a minute that it refused (403) … */
  share: 0.1,
  /** … where so much was sent that a share says something. */
  least: 40,
  windowMs: 60_000,
  restMs: 3_600_000,
} as const

const FORBIDDEN: readonly PermanentReason[] = ['no-access', 'no-permission']

type Sent = { guildId: string; at: number; forbidden: boolean }

export class Breaker {
  readonly #inARow = new Map<string, number>()
  #lately: Sent[] = []

  /** Takes note of what became of a message to a server; gives whether that server is to rest now. */
  settled(guildId: string, result: SendResult, at: number): boolean {
    if (result.kind === 'sent') this.#inARow.delete(guildId)
    if (result.kind !== 'sent' && result.kind !== 'permanent') return false
    const forbidden = result.kind === 'permanent' && FORBIDDEN.includes(result.reason)
    this.#lately = this.#lately.filter((one) => at - one.at < BREAKER.windowMs)
    this.#lately.push({ guildId, at, forbidden })
    if (result.kind === 'sent') return false
    const inARow = (this.#inARow.get(guildId) ?? 0) + 1
    this.#inARow.set(guildId, inARow)
    const rests = inARow >= BREAKER.inARow || this.#refusesMuch(guildId)
    if (rests) this.#forget(guildId)
    return rests
  }

  #refusesMuch(guildId: string): boolean {
    const refused = this.#lately.filter((one) => one.forbidden && one.guildId === guildId).length
    return this.#lately.length >= BREAKER.least && refused >= this.#lately.length * BREAKER.share
  }

  /** After its rest a server begins anew. */
  #forget(guildId: string): void {
    this.#inARow.delete(guildId)
    this.#lately = this.#lately.filter((one) => one.guildId !== guildId)
  }
}
