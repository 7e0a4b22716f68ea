/** The line to the page's server: events from it, acts to it. */
import type { Act, ActAnswer, PageEvent } from '../protocol.ts'
import { changed, state } from './state.ts'

let events: EventSource | null = null

/** Omits within each member of a union. */
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

/** Looks as somebody; without an id as somebody who speaks the browser's language. */
export function connect(viewerId: string | null, hear: (event: PageEvent) => void): void {
  events?.close()
  const asked = new URLSearchParams({ language: navigator.language })
  if (viewerId !== null) asked.set('as', viewerId)
  events = new EventSource(`/events?${asked}`)
  events.onopen = () => {
    state.connected = true
    changed()
  }
  events.onerror = () => {
    state.connected = false
    changed()
  }
  events.onmessage = ({ data }) => hear(JSON.parse(String(data)) as PageEvent)
}

/** Does something as who is played; what fails comes as an answer too. */
export async function perform(act: Without<Act, 'as'>): Promise<ActAnswer> {
  try {
    const answer = await fetch('/act', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...act, as: state.look?.viewerId }),
    })
    if (answer.ok) return (await answer.json()) as ActAnswer
    return { kind: 'failed', reason: await answer.text() }
  } catch (error) {
    return { kind: 'failed', reason: String(error) }
  }
}
