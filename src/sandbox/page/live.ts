/** Who is looking at the page, and what they are told: everything when they come, then what changes, at once. */
import type { ServerResponse } from 'node:http'
import type { MessageEvent } from '../sandbox.ts'
import type { Message, World } from '../world.ts'
import { type LookOptions, lookOf, messagesFor, pageMessage, seesMessage } from './look.ts'
import type { PageEvent } from './protocol.ts'

/** How often the page looks for a new minute, a new channel, a new command. */
const LOOK_AGAIN_MS = 500

type Watcher = { viewerId: string; response: ServerResponse; look: string }

export type Live = {
  /** Sends events on this response until it is closed. */
  watch(viewerId: string, response: ServerResponse): void
  told(event: MessageEvent): void
  /** Remembers which command a message answers, and shows it. */
  usedFor(message: Message, words: string): void
  gone(id: string): void
  /** Looks at once, as after a move of the clock. */
  refresh(): void
  close(): void
}

const send = ({ response }: Watcher, event: PageEvent) =>
  response.write(`data: ${JSON.stringify(event)}\n\n`)

/** Starts telling; what happens between two turns of the event loop goes out together. */
export function startLive(world: World, options: LookOptions): Live {
  const watchers = new Set<Watcher>()
  const used = new Map<string, string>()
  const changed = new Set<Message>()

  const look = (watcher: Watcher) => {
    const seen = lookOf(world, watcher.viewerId, options)
    // The seconds of the clock alone are no news.
    const mark = JSON.stringify({ ...seen, now: Math.floor(seen.now / 60_000) })
    if (mark === watcher.look) return
    watcher.look = mark
    send(watcher, { kind: 'look', look: seen })
  }

  const refresh = () => {
    for (const watcher of watchers) look(watcher)
  }

  const flush = () => {
    refresh()
    for (const message of changed) {
      const shown = pageMessage(message, used.get(message.id))
      for (const watcher of watchers) {
        if (seesMessage(world, watcher.viewerId, message))
          send(watcher, { kind: 'message', message: shown })
      }
    }
    changed.clear()
  }

  const change = (message: Message) => {
    if (changed.size === 0) setImmediate(flush)
    changed.add(message)
  }

  const gone = (id: string) => {
    for (const watcher of watchers) send(watcher, { kind: 'gone', id })
  }

  const timer = setInterval(refresh, LOOK_AGAIN_MS)
  timer.unref()

  return {
    watch(viewerId, response) {
      const watcher: Watcher = { viewerId, response, look: '' }
      look(watcher)
      const messages = messagesFor(world, viewerId)
      send(watcher, {
        kind: 'all',
        messages: messages.map((one) => pageMessage(one, used.get(one.id))),
      })
      watchers.add(watcher)
      response.on('close', () => watchers.delete(watcher))
    },
    told: ({ kind, message }) => (kind === 'deleted' ? gone(message.id) : change(message)),
    usedFor(message, words) {
      used.set(message.id, words)
      change(message)
    },
    gone,
    refresh,
    close() {
      clearInterval(timer)
      for (const { response } of watchers) response.end()
    },
  }
}
