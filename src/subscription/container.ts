/** What is made for each digest, by where it stands. Pure. */
import type { ContainerKind, Place } from '../model/place.ts'

/** Gives the container: a forum takes nothing but posts, and a thread hangs on a message of a channel. */
export function containerFor(place: Place | null, wantsThread: boolean): ContainerKind | null {
  if (place?.kind === 'forum') return 'post'
  return wantsThread && (place?.kind === 'text' || place?.kind === 'announcement') ? 'thread' : null
}
