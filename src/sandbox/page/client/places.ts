/** Going somewhere in the page: a channel, a message in it. The address keeps where one is. */
import { CHANNEL } from '../protocol.ts'
import { showFromTop, toBottom } from './scroll.ts'
import {
  afterDrawing,
  changed,
  channelOf,
  shownMessages,
  spaces,
  state,
  viewerLocale,
} from './state.ts'
import { say } from './texts.ts'

const FLASH_MS = 2_000
const NOTICE_MS = 4_000
/** For one letter. */
const READING_MS = 70

const JUMP = /^https:\/\/(?:\w+\.)?discord\.com\/channels\/(\d+|@me)\/(\d+)(?:\/(\d+))?$/

export type JumpTarget = { channelId: string; messageId: string | null }

/** Gives where a link to Discord leads, if it is in a place that the page shows. */
export function jumpTargetOf(href: string): JumpTarget | null {
  const match = JUMP.exec(href)
  const [, guildId, channelId = '', messageId] = match ?? []
  const known = spaces().some(({ id }) => id === guildId)
  return known ? { channelId, messageId: messageId ?? null } : null
}

let quiet = 0

/** Tells something for as long as it takes to read; with a channel it leads there. */
export function tell(text: string, channelId: string | null = null): void {
  state.notice = { text, channelId }
  changed()
  clearTimeout(quiet)
  quiet = window.setTimeout(
    () => {
      state.notice = null
      changed()
    },
    Math.max(NOTICE_MS, text.length * READING_MS),
  )
}

/** Shows servers and channels on a narrow page; the keys go along. */
export function openDrawer(): void {
  state.drawer = true
  changed()
  afterDrawing(() => document.querySelector<HTMLElement>('.close-drawer')?.focus())
}

export function closeDrawer(): void {
  state.drawer = false
  changed()
  afterDrawing(() => document.querySelector<HTMLElement>('.burger')?.focus())
}

export function openChannel(channelId: string): void {
  const isUnread = state.unread.has(channelId)
  state.channelId = channelId
  state.unread.delete(channelId)
  if (state.notice?.channelId === channelId) state.notice = null
  state.drawer = false
  state.below = false
  state.composer = { text: '', draft: null, list: null, problem: null }
  history.replaceState(null, '', `#${channelId}`)
  changed()
  const last = isUnread ? shownMessages().at(-1) : undefined
  if (last) showFromTop(last.id)
  // A forum has its newest post above.
  else if (channelOf(channelId)?.type !== CHANNEL.forum) requestAnimationFrame(toBottom)
}

/**
 * Lets reading and tabbing go on from a message. Only as long as it has the focus can it be focused: a negative tabindex
 * on a component with slots would keep the keys from every button in it.
 */
function focusOn(message: HTMLElement): void {
  const release = () => message.removeAttribute('tabindex')
  message.tabIndex = -1
  message.focus({ preventScroll: true })
  message.addEventListener('keydown', release, { once: true })
  message.addEventListener('blur', release, { once: true })
}

/** Opens the channel, scrolls to the message and lets it flash. */
export function openMessage(channelId: string, messageId: string): void {
  if (!state.messages.has(messageId)) {
    tell(say(viewerLocale(), 'jumpFailed'))
    return
  }
  if (state.channelId !== channelId) openChannel(channelId)
  state.flash = messageId
  changed()
  // After the channel's own scroll.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const message = document.getElementById(`m-${messageId}`)
      message?.scrollIntoView({ block: 'start' })
      if (message) focusOn(message)
    }),
  )
  window.setTimeout(() => {
    if (state.flash === messageId) state.flash = null
    changed()
  }, FLASH_MS)
}
