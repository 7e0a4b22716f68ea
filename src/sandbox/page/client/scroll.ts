/** Where the channel stands: at its end as long as one reads there; a long new message is shown from its beginning. */
import { changed, state } from './state.ts'

/** So near to the end counts as there. */
const NEAR_PX = 80

let atEnd = true
let watched: Element | null = null

const scroller = () => document.querySelector('.scroller')

function measure(): void {
  const element = scroller()
  if (!element) return
  atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX
  if (atEnd && state.below) {
    state.below = false
    changed()
  }
}

export function toBottom(): void {
  const element = scroller()
  element?.scrollTo({ top: element.scrollHeight })
  atEnd = true
}

/** Pictures and components take their size late: who was at the end stays there. */
const grown = new ResizeObserver(() => {
  if (atEnd) toBottom()
})

/** Looks after the scroller once it is there. */
export function watchScroller(): void {
  const element = scroller()
  if (!element || element === watched) return
  watched = element
  element.addEventListener('scroll', measure, { passive: true })
  const content = element.querySelector('discord-messages')
  if (content) grown.observe(content)
}

let following = false

/** The next message is shown wherever one stands: it is what the person is waiting for. */
export function follow(): void {
  following = true
}

export const isFollowing = () => following

/** Tells that a message has come into the open channel; `own`: it answers who is played. */
export function arrived(messageId: string, own: boolean): void {
  const shown = atEnd || own || following
  following = false
  if (!shown) {
    state.below = true
    changed()
    return
  }
  showFromTop(messageId)
}

/** Shows the end, or the beginning of the last message where that is longer than what is in sight. */
export function showFromTop(messageId: string): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const message = document.getElementById(`m-${messageId}`)
      const height = scroller()?.clientHeight ?? 0
      if (message === null || message.offsetHeight < height) return toBottom()
      atEnd = false
      message.scrollIntoView({ block: 'start' })
    }),
  )
}
