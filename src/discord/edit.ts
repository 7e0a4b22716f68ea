/** The ports of corrections: a message of ours is edited where it stands, a thread that sleeps is opened for it. */
import { Routes } from 'discord.js'
import type { EditMessage, FollowUpResult, OpenThread } from '../delivery/send-message.ts'
import type { Answered, Post } from './post.ts'

const edited = (done: Answered): FollowUpResult =>
  done.kind === 'answered' ? { kind: 'done' } : done

/**
 * Nobody is mentioned anew: an edit without `allowed_mentions` would read them from the text.
 * https://docs.discord.com/developers/resources/message#edit-message
 */
export const editBy =
  (post: Post): EditMessage =>
  async ({ channelId, messageId, edit }) =>
    edited(
      await post(
        Routes.channelMessage(channelId, messageId),
        { ...edit, allowed_mentions: { parse: [] } },
        'PATCH',
      ),
    )

/** https://docs.discord.com/developers/resources/channel#modify-channel-json-params-thread */
export const openThreadBy =
  (post: Post): OpenThread =>
  async ({ channelId }) =>
    edited(await post(Routes.channel(channelId), { archived: false }, 'PATCH'))
