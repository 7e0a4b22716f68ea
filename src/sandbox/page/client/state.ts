/** What the page knows and shows; every change draws it anew (lit touches only what differs). */
import type { ChannelView, Form, GuildView, Look, PageMessage } from '../protocol.ts'
import type { Composer } from './composer/draft.ts'
import { type Locale, localeOf } from './texts.ts'

/** A command that was given and is not answered yet, or never was. */
export type Waiting = { id: string; channelId: string; words: string; failed: boolean }

export type State = {
  look: Look | null
  /** How far the sandbox's clock is ahead of this machine's: looks come once a minute, and it runs between them. */
  ahead: number
  /** By id. */
  messages: Map<string, PageMessage>
  channelId: string | null
  composer: Composer
  waiting: Waiting[]
  /** Controls under way, `message/custom id`. */
  busy: Set<string>
  /** Messages on which an interaction failed. */
  failed: Set<string>
  /** What was chosen in selects, by `message/custom id`. */
  chosen: Map<string, readonly string[]>
  /** The select that is open, and its option under the keys. */
  open: { key: string; at: number; picked: readonly string[] } | null
  form: Form | null
  flash: string | null
  drawer: boolean
  peopleOpen: boolean
  connected: boolean
  moving: boolean
  hintSeen: boolean
  /** A line for a moment, such as that a message is gone; with a channel it leads there. */
  notice: { text: string; channelId: string | null } | null
  /** How many messages have come while one looked. */
  arrivals: number
  /** Channels with messages that were not seen. */
  unread: Set<string>
  /** Whether messages came below what is in sight. */
  below: boolean
}

export const state: State = {
  look: null,
  ahead: 0,
  messages: new Map(),
  channelId: null,
  composer: { text: '', draft: null, list: null, problem: null },
  waiting: [],
  busy: new Set(),
  failed: new Set(),
  chosen: new Map(),
  open: null,
  form: null,
  flash: null,
  drawer: false,
  peopleOpen: false,
  connected: true,
  moving: false,
  hintSeen: localStorage.getItem('hint-seen') === 'yes',
  notice: null,
  arrivals: 0,
  unread: new Set(),
  below: false,
}

let draw: () => void = () => undefined
let asked = false

/** Sets what draws the page. */
export function onChange(listener: () => void): void {
  draw = listener
}

/** Draws once at the end of this turn. */
export function changed(): void {
  if (asked) return
  asked = true
  queueMicrotask(() => {
    asked = false
    draw()
  })
}

/** Does something when what has changed is drawn. */
export const afterDrawing = (act: () => void): void => queueMicrotask(() => queueMicrotask(act))

/** Gives the sandbox's time. */
export const now = (): number => Date.now() + state.ahead

export function viewerLocale(): Locale {
  const { look } = state
  const viewer = look?.people.find(({ id }) => id === look.viewerId)
  return localeOf(viewer?.locale ?? 'en')
}

/** Gives the servers, and the place of direct messages after them. */
export function spaces(): GuildView[] {
  const { look } = state
  return look === null ? [] : [...look.guilds, look.home]
}

export const channelOf = (channelId: string | null): ChannelView | null =>
  spaces()
    .flatMap(({ channels }) => channels)
    .find(({ id }) => id === channelId) ?? null

export function currentGuild(): GuildView | null {
  const [first = null] = state.look?.guilds ?? []
  const isOpen = ({ channels }: GuildView) => channels.some(({ id }) => id === state.channelId)
  return spaces().find(isOpen) ?? first
}

export const currentChannel = (): ChannelView | null => channelOf(state.channelId)

const byAge = (a: PageMessage, b: PageMessage) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1)

/** Gives the messages of a channel, oldest first; a thread begins with the message that it was started from. */
export function messagesIn({ id, parent }: ChannelView): PageMessage[] {
  const own = [...state.messages.values()].filter(({ channel_id }) => channel_id === id)
  const first = state.messages.get(id)
  const isOfParent = first !== undefined && first.channel_id === parent
  return (isOfParent ? [first, ...own] : own).sort(byAge)
}

/** Gives the messages of the open channel, oldest first. */
export function shownMessages(): PageMessage[] {
  const channel = currentChannel()
  return channel === null ? [] : messagesIn(channel)
}

/** Gives the threads of a channel, or the posts of a forum, oldest first. */
export const threadsOf = (channelId: string): ChannelView[] =>
  spaces()
    .flatMap(({ channels }) => channels)
    .filter(({ parent }) => parent === channelId)

export const nameOf = (userId: string): string | null =>
  state.look?.people.find(({ id }) => id === userId)?.name ?? null
