/** Whether a digest can stand in a chosen place: what the bot lacks there, and what the place itself does not take. */
import { takesPosts } from '../delivery/forum-tags.ts'
import type { Caller } from '../model/caller.ts'
import type { ChosenChannel } from '../model/command.ts'
import type { Place } from '../model/place.ts'

export type PlaceProblem =
  | { kind: 'bot-lacks'; channelId: string; rights: readonly string[] }
  | { kind: 'caller-cannot-speak'; channelId: string }
  /** A forum that takes no post without a tag has none that is ours to set. */
  | { kind: 'no-usable-tag'; channelId: string }
  /** Its posts must show a picture or a film. */
  | { kind: 'media-channel'; channelId: string }
  /** A thread has no threads. */
  | { kind: 'thread-in-thread'; channelId: string }

const canHoldThreads = (place: Place | null) =>
  place !== null && ['text', 'announcement', 'forum'].includes(place.kind)

/** Gives what stands against it, or null. */
export function placeProblem(
  { id: channelId, botLacks, speaks }: ChosenChannel,
  wantsThread: boolean,
  caller: Caller,
): PlaceProblem | null {
  const place = caller.placeOf(channelId)
  if (place?.kind === 'media') return { kind: 'media-channel', channelId }
  if (wantsThread && !canHoldThreads(place)) return { kind: 'thread-in-thread', channelId }
  const needsThreads = wantsThread && place?.kind !== 'forum' && !place?.startsThreads
  const rights = [...botLacks, ...(needsThreads ? ['CreatePublicThreads'] : [])]
  if (rights.length > 0) return { kind: 'bot-lacks', channelId, rights }
  if (!speaks) return { kind: 'caller-cannot-speak', channelId }
  return place !== null && !takesPosts(place) ? { kind: 'no-usable-tag', channelId } : null
}
