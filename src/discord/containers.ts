/** The ports of what a digest is put into: posts of forums, threads from messages, and announcements that are handed on. */
import { Routes } from 'discord.js'
import { chooseTags } from '../delivery/forum-tags.ts'
import type { Crosspost, FollowUpResult, OpenPost, StartThread } from '../delivery/send-message.ts'
import type { Place } from '../model/place.ts'
import { type Answered, idOf, type Post } from './post.ts'

const followed = (done: Answered): FollowUpResult =>
  done.kind === 'answered' ? { kind: 'done' } : done

/**
 * Gives the port that posts in a forum; its tags are chosen from those that it has now.
 *
 * https://docs.discord.com/developers/resources/channel#start-thread-in-forum-or-media-channel
 */
export const openPostBy =
  (post: Post, placeOf: (channelId: string) => Place | null | Promise<Place | null>): OpenPost =>
  async ({ channelId, title, payload }) => {
    const place = await placeOf(channelId)
    const tags = place === null ? [] : chooseTags(place, title.words)
    const done = await post(Routes.threads(channelId), {
      name: title.name,
      ...(tags.length > 0 ? { applied_tags: tags } : {}),
      message: payload,
    })
    if (done.kind !== 'answered') return done
    const id = idOf(done.answer)
    return id === null
      ? { kind: 'unknown', reason: 'no post in the answer' }
      : { kind: 'sent', messageId: id, containerId: id }
  }

/** https://docs.discord.com/developers/resources/channel#start-thread-from-message */
export const startThreadBy =
  (post: Post): StartThread =>
  async ({ channelId, messageId, name }) =>
    followed(await post(Routes.threads(channelId, messageId), { name }))

/** https://docs.discord.com/developers/resources/message#crosspost-message */
export const crosspostBy =
  (post: Post): Crosspost =>
  async ({ channelId, messageId }) =>
    followed(await post(Routes.channelMessageCrosspost(channelId, messageId)))
