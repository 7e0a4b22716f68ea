/** A session of a bot: its shard, its intents, and the events that it may ask for again. */
import type { Json } from '../world.ts'
import { OP } from './codes.ts'
import { GATEWAY } from './limits.ts'

/**
 * Whether a server belongs to a shard; what belongs to no server goes to the first.
 * https://docs.discord.com/developers/events/gateway#sharding
 */
export function belongsTo([index, count]: readonly [number, number], guildId?: string): boolean {
  if (guildId === undefined) return index === 0
  return count === 1 || Number((BigInt(guildId) >> 22n) % BigInt(count)) === index
}

/** Where a session's frames go: a connection. */
export type Sink = { dispatch(frame: { s: number; t: string; text: string }): void }

export class Session {
  readonly id: string
  readonly intents: number
  /** As it was sent when identifying; null: one shard, and it was not said. */
  readonly said: readonly [number, number] | null
  sink: Sink | null
  /** Since when it has no connection. */
  detachedAt = 0
  #seq = 0
  #kept: { s: number; t: string; text: string }[] = []

  constructor(
    id: string,
    {
      intents,
      shard,
      sink,
    }: { intents: number; shard: readonly [number, number] | null; sink: Sink },
  ) {
    this.id = id
    this.intents = intents
    this.said = shard
    this.sink = sink
  }

  get shard(): readonly [number, number] {
    return this.said ?? [0, 1]
  }

  get seq(): number {
    return this.#seq
  }

  concerns(guildId: string | undefined): boolean {
    return belongsTo(this.shard, guildId)
  }

  /** Sends an event, or keeps it until the session is resumed. */
  dispatch(t: string, d: Json): void {
    this.#seq += 1
    const text = JSON.stringify({ op: OP.dispatch, s: this.#seq, t, d })
    const frame = { s: this.#seq, t, text }
    this.#kept.push(frame)
    if (this.#kept.length > GATEWAY.kept) this.#kept.shift()
    this.sink?.dispatch(frame)
  }

  /** Whether everything after `seq` is still there. */
  canReplayFrom(seq: number): boolean {
    return seq >= this.#seq - this.#kept.length
  }

  /** Sends everything after `seq` again. */
  replayFrom(seq: number): void {
    for (const frame of this.#kept) if (frame.s > seq) this.sink?.dispatch(frame)
  }
}
