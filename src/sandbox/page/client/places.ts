/** Going somewhere in the page: a channel, a message in it. The address keeps where one is. */
import { changed, state, viewerLocale } from './state.ts'
import { say } from './texts.ts'

const FLASH_MS = 2_000
const NOTICE_MS = 4_000

export type JumpTarget = { channelId: string; messageId: string | null }

/** Gives where a link to Discord leads, if it is in a server that the page shows. */
export function jumpTargetOf(href: string): JumpTarget | null {
  const match = /^https:\/\/(?:\w+\.)?discord\.com\/channels\/(\d+)\/(\d+)(?:\/(\d+))?$/.exec(href)
  const [, guildId, channelId = '', messageId] = match ?? []
  const known = state.look?.guilds.some(({ id }) => id === guildId) ?? false
  return known ? { channelId, messageId: messageId ?? null } : null
}

/** Tells something for a moment. */
export function tell(text: string): void {
  state.notice = text
  changed()
  window.setTimeout(() => {
    state.notice = null
    changed()
  }, NOTICE_MS)
}

export function openChannel(channelId: string): void {
  state.channelId = channelId
  state.unread.delete(channelId)
  state.drawer = false
  state.below = false
  state.composer = { text: '', draft: null, list: null, problem: null }
  history.replaceState(null, '', `#${channelId}`)
  changed()
  requestAnimationFrame(() => {
    const scroller = document.querySelector('.scroller')
    scroller?.scrollTo({ top: scroller.scrollHeight })
  })
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
      message?.focus({ preventScroll: true })
    }),
  )
  window.setTimeout(() => {
    if (state.flash === messageId) state.flash = null
    changed()
  }, FLASH_MS)
}
