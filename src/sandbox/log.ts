/** The log of everything that went in and out, with times, and what a test asks of it. */
import type { FaultEffect } from './faults.ts'
import type { Json, Message } from './world.ts'

/** A request as the log keeps it. */
export type Logged = {
  /** By the world's clock. */
  at: number
  /** By the real clock, with fractions: rates are counted in real time. */
  real: number
  /** When it was taken, on the clock that rate limits count by. */
  pace: number
  /** When the answer went out, by the real clock; null: none did. */
  answered: number | null
  method: string
  route: string
  path: string
  /** Interaction routes do not count towards the bot's fifty a second. */
  exempt: boolean
  body: unknown
  /** The fault that it met. */
  fault: FaultEffect | null
  /** 0 where no answer went out. */
  status: number
  answer: unknown
}

/** A frame of the gateway, or a close. */
export type Frame = {
  at: number
  real: number
  /** Seen from Discord: `in` comes from the bot. */
  direction: 'in' | 'out'
  /** Of the session; null before there is one. */
  session: string | null
  op: number | null
  /** The event's name and number. */
  t: string | null
  s: number | null
  /** What the bot sent, without its token. */
  d: unknown
  /** The code with which the connection was closed. */
  closed: number | null
}

export type Entry = ({ kind: 'request' } & Logged) | ({ kind: 'frame' } & Frame)

/** The real time in ms, with fractions. */
export const realNow = (): number => performance.timeOrigin + performance.now()

export class Log {
  readonly requests: Logged[] = []
  readonly frames: Frame[] = []
  readonly #now: () => number
  readonly #listeners = new Set<(entry: Entry) => void>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** Hears of every request as it comes in, before it has a body or an answer, and of every frame. Gives what ends it. */
  listen(listener: (entry: Entry) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  #tell(entry: Entry): void {
    for (const listener of [...this.#listeners]) listener(entry)
  }

  /** Begins a request's entry; its answer is filled in later. */
  request(one: Pick<Logged, 'method' | 'route' | 'path' | 'exempt'>): Logged {
    const entry: Logged = {
      at: this.#now(),
      real: realNow(),
      pace: 0,
      answered: null,
      body: null,
      fault: null,
      status: 0,
      answer: null,
      ...one,
    }
    this.requests.push(entry)
    this.#tell({ kind: 'request', ...entry })
    return entry
  }

  frame(one: Pick<Frame, 'direction' | 'session'> & Partial<Frame>): void {
    const frame: Frame = {
      at: this.#now(),
      real: realNow(),
      op: null,
      t: null,
      s: null,
      d: null,
      closed: null,
      ...one,
    }
    this.frames.push(frame)
    this.#tell({ kind: 'frame', ...frame })
  }

  /** Everything, in the order in which it happened. */
  entries(): Entry[] {
    return [
      ...this.requests.map((one): Entry => ({ kind: 'request', ...one })),
      ...this.frames.map((one): Entry => ({ kind: 'frame', ...one })),
    ].sort((a, b) => a.real - b.real)
  }
}

/** Gives the most entries within any 1,000 ms of real time, and when that second began. */
export function worstSecond(log: readonly { real: number }[]): { count: number; from: number } {
  const times = log.map(({ real }) => real).sort((a, b) => a - b)
  let first = 0
  let worst = { count: 0, from: 0 }
  for (const [index, time] of times.entries()) {
    while (time - (times[first] ?? time) >= 1000) first += 1
    const count = index - first + 1
    if (count > worst.count) worst = { count, from: times[first] ?? time }
  }
  return worst
}

export type Double = { channelId: string; why: string; ids: string[] }

const customIds = (message: Message): string[] =>
  message.components.flatMap((row) =>
    ((row['components'] ?? []) as Json[]).flatMap(({ custom_id: id }) =>
      typeof id === 'string' ? [id] : [],
    ),
  )

const shown = ({ content, embeds, components }: Message): string =>
  JSON.stringify([content, embeds, components])

/**
 * Gives messages of one channel that say the same twice: with the same key in a control's custom id, or the same payload.
 *
 * @param keyOf gives the delivery key in a custom id, null where there is none; usually the whole custom id is one
 */
export function doubles(
  messages: Iterable<Message>,
  keyOf: (customId: string) => string | null = (customId) => customId,
): Double[] {
  const seen = new Map<string, Double>()
  for (const message of messages) {
    const keys = customIds(message).flatMap((id) => keyOf(id) ?? [])
    const marks = new Set([...keys.map((key) => `key ${key}`), `payload ${shown(message)}`])
    for (const why of marks) {
      const place = `${message.channel_id} ${why}`
      const known = seen.get(place) ?? { channelId: message.channel_id, why, ids: [] }
      known.ids.push(message.id)
      seen.set(place, known)
    }
  }
  return [...seen.values()].filter(({ ids }) => ids.length > 1)
}
