/** All that a rehearsal goes on in: the world, the bot's file, and what people have ordered as they know it themselves. */
import type { MovedClock } from '../../src/lib/clock.ts'
import type { Random } from '../seeded.ts'
import type { Bot } from './bot.ts'
import type { Discord } from './discord.ts'
import type { Press, Site, Topic } from './feeds.ts'
import type { Known } from './known.ts'
import type { Observer } from './observer.ts'
import type { Copy, PutBack } from './restores.ts'

export type House = {
  id: string
  zone: string
  ownerId: string
  members: string[]
  staffRole: string
  readersRole: string
  botRole: string
  /** Where digests may stand. */
  channels: string[]
  /** Where the server wants notices; null: nowhere, so who subscribed gets them. */
  notices: string | null
}

/** What an order says from a moment on, as its panel shows it. */
export type Terms = {
  from: number
  channelId: string
  minute: number
  days: readonly number[]
  zone: string
  /** As articles come; the quiet hours are in minutes of the day. */
  instant: { quiet: { from: number; to: number } | null } | null
  without: readonly string[]
}

export type Order = {
  id: number
  house: House
  sites: Site[]
  since: number
  terms: Terms[]
  state: 'active' | 'paused' | 'ended'
  endedAt: number | null
  /** Minutes (of the epoch) at which somebody asked for it by hand. */
  byHand: Set<number>
  /** From when to when nothing can be asked of it, and why. */
  excuses: { from: number; to: number | null; why: string }[]
}

export type Event = { at: number; name: string; run: (stage: Stage) => Promise<void> | void }

export type Stage = {
  /** The true time. */
  clock: MovedClock
  /** By how much the bot's clock is wrong, in ms. */
  skew: { ms: number }
  discord: Discord
  press: Press
  known: Known
  random: Random
  houses: House[]
  orders: Map<number, Order>
  observer: Observer
  /** Null while it is down. */
  bot: Bot | null
  /** From when to when it was down. */
  downs: { from: number; to: number | null }[]
  /** The bot's data. */
  file: string
  /** A copy of it that waits to be put back, if there is one. */
  copy: Copy | null
  /** What the bot does not know of yet: a copy that is to be, or was, put back. */
  putBack: PutBack | null
  plan(event: Event): void
  counts: Record<string, number>
  end: number
  topics: readonly Topic[]
}

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export const termsOf = (order: Order): Terms => {
  const last = order.terms.at(-1)
  if (last === undefined) throw new Error(`order ${order.id} has no terms`)
  return last
}

/** Gives what held at some moment between two. */
export const termsDuring = ({ terms }: Order, from: number, to: number): Terms[] =>
  terms.filter(
    (one, n) => one.from <= to && (terms[n + 1]?.from ?? Number.POSITIVE_INFINITY) >= from,
  )

export function excuse(order: Order, from: number, why: string): (to: number) => void {
  const one = { from, to: null as number | null, why }
  order.excuses.push(one)
  return (to) => {
    one.to = to
  }
}

export const pick = <T>(from: readonly T[], random: Random): T | undefined =>
  from.length === 0 ? undefined : from[random(from.length)]

/** Gives for how long the bot was down between two moments. */
export const downBetween = ({ downs }: Stage, from: number, to: number): number =>
  downs.reduce(
    (sum, down) => sum + Math.max(0, Math.min(down.to ?? to, to) - Math.max(down.from, from)),
    0,
  )
