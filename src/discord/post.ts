/** One request that posts or changes something, its failure a value: what the ports of deliveries share. */
import { type REST, RequestMethod } from 'discord.js'
import { classify, type Failure } from './classify.ts'

/** Longer than Discord ever takes for a message that it will store. */
export const REQUEST_TIMEOUT_MS = 10_000

export type Answered = { kind: 'answered'; answer: unknown } | Failure

/** Never throws. */
export type Post = (
  path: `/${string}`,
  body?: unknown,
  method?: 'POST' | 'PATCH',
) => Promise<Answered>

/**
 * Gives what posts. What is under way when `cut` aborts is `unknown`. Once Discord refuses the token, every further request is
 * answered `unauthorized` without being made.
 */
export function createPost(
  rest: REST,
  {
    timeoutMs = REQUEST_TIMEOUT_MS,
    cut,
  }: { timeoutMs?: number | undefined; cut?: AbortSignal } = {},
): Post {
  let tokenIsDead = false
  return async (path, body, method = 'POST') => {
    if (tokenIsDead) return { kind: 'unauthorized' }
    try {
      const answer = await rest.request({
        fullRoute: path,
        method: method === 'PATCH' ? RequestMethod.Patch : RequestMethod.Post,
        ...(body === undefined ? {} : { body }),
        signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(cut ? [cut] : [])]),
      })
      return { kind: 'answered', answer }
    } catch (error) {
      const failure = classify(error)
      tokenIsDead ||= failure.kind === 'unauthorized'
      return failure
    }
  }
}

/** Gives the id of what an answer shows, or null. */
export const idOf = (answer: unknown): string | null =>
  typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string'
    ? answer.id
    : null
