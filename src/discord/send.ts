/** Sends a delivery's message: one request, its nonce enforced, and a result instead of an exception. */
import { DefaultRestOptions, REST, Routes } from 'discord.js'
import type { SendMessage } from '../delivery/send-message.ts'
import { classify } from './classify.ts'

/** Longer than Discord ever takes for a message that it will store. */
export const REQUEST_TIMEOUT_MS = 10_000

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
    ...(userAgentAppendix === undefined ? {} : { userAgentAppendix }),
  }).setToken(token)
}

const idOf = (answer: unknown): string | null =>
  typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string'
    ? answer.id
    : null

/**
 * Gives the port that posts messages. Discord returns the message that is already there when a nonce comes again within
 * a few minutes. What is under way when `cut` aborts is `unknown`. Once Discord refuses the token, every further message is answered `unauthorized` without a request.
 */
export function createSend(
  rest: REST,
  {
    timeoutMs = REQUEST_TIMEOUT_MS,
    cut,
  }: { timeoutMs?: number | undefined; cut?: AbortSignal } = {},
): SendMessage {
  let tokenIsDead = false
  return async ({ channelId, payload, nonce }) => {
    if (tokenIsDead) return { kind: 'unauthorized' }
    try {
      const answer = await rest.post(Routes.channelMessages(channelId), {
        body: { ...payload, nonce, enforce_nonce: true },
        signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(cut ? [cut] : [])]),
      })
      const messageId = idOf(answer)
      return messageId === null
        ? { kind: 'unknown', reason: 'no message in the answer' }
        : { kind: 'sent', messageId }
    } catch (error) {
      const failure = classify(error)
      tokenIsDead ||= failure.kind === 'unauthorized'
      return failure
    }
  }
}
