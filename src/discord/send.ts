/** Sends a delivery's message: one request, its nonce enforced, and a result instead of an exception. */
import { DefaultRestOptions, REST, Routes } from 'discord.js'
import type { SendMessage } from '../delivery/send-message.ts'
import { askWithLimits } from './edit-limits.ts'
import { createPost, idOf, type Post } from './post.ts'

/**
 * Gives the REST that messages go through: it neither repeats nor waits by itself, since the ledger of deliveries does
 * both, across restarts. A REST of its own, so that no answer to a person waits behind a digest.
 */
export function createMessageRest({
  token,
  apiUrl,
  userAgentAppendix,
}: {
  token: string
  apiUrl?: string | undefined
  userAgentAppendix?: string
}): REST {
  return new REST({
    api: apiUrl ?? DefaultRestOptions.api,
    retries: 0,
    rejectOnRateLimit: () => true,
    makeRequest: askWithLimits,
    ...(userAgentAppendix === undefined ? {} : { userAgentAppendix }),
  }).setToken(token)
}

/**
 * Gives the port that posts messages. Discord returns the message that is already there when a nonce comes again within
 * a few minutes.
 */
export const sendBy =
  (post: Post): SendMessage =>
  async ({ channelId, payload, nonce }) => {
    const done = await post(Routes.channelMessages(channelId), {
      ...payload,
      nonce,
      enforce_nonce: true,
    })
    if (done.kind !== 'answered') return done
    const messageId = idOf(done.answer)
    return messageId === null
      ? { kind: 'unknown', reason: 'no message in the answer' }
      : { kind: 'sent', messageId }
  }

/** Gives the port that posts messages through a REST of its own. */
export const createSend = (
  rest: REST,
  options: Parameters<typeof createPost>[1] = {},
): SendMessage => sendBy(createPost(rest, options))
