/** Finds out whether a message whose outcome is unknown was stored: by its delivery key, in its own channel. */

import { ComponentType, type REST, Routes, SnowflakeUtil } from 'discord.js'
import type { APIMessage } from 'discord-api-types/v10'
import type { ReadBack, ReadBackResult } from '../delivery/send-message.ts'
import { parseCustomId } from '../model/command.ts'
import { classify } from './classify.ts'
import { REQUEST_TIMEOUT_MS } from './post.ts'

/** https://docs.discord.com/developers/resources/message#get-channel-messages */
const PAGE = 100
/** A channel that had more messages since is not read to its end. */
const PAGES = 5

/** Gives the id that something made at a moment (epoch ms) would have at least. */
export const snowflakeAt = (ms: number): string =>
  String((BigInt(Math.max(ms, Number(SnowflakeUtil.epoch))) - SnowflakeUtil.epoch) << 22n)

/** The custom ids of a message's rows; digests have no other components. */
const customIds = (message: APIMessage): string[] =>
  (message.components ?? []).flatMap((row) =>
    row.type === ComponentType.ActionRow
      ? row.components.flatMap((control) => ('custom_id' in control ? [control.custom_id] : []))
      : [],
  )

/** Gives what a message's controls name, delivery keys among it. */
export const argsOf = (message: APIMessage): string[] =>
  customIds(message).flatMap((id) => parseCustomId(id)?.args ?? [])

/** Says whether a message has a control that names a delivery. */
export const bears = (message: APIMessage, key: string): boolean => argsOf(message).includes(key)

/** Gives the id of the newest of some messages. */
export const newest = (messages: readonly APIMessage[]): string =>
  messages.map(({ id }) => id).reduce((a, b) => (BigInt(a) > BigInt(b) ? a : b))

type ReadFailure = Exclude<ReadBackResult, { kind: 'found' | 'absent' }>

/** Gives what a request that failed says of what was looked for: nothing, for now or at all. */
export function failureOf(error: unknown): ReadFailure {
  const failure = classify(error)
  return failure.kind === 'permanent'
    ? { kind: 'unreadable', reason: failure.reason }
    : { kind: 'temporary', reason: failure.kind }
}

/**
 * Gives the port that looks for a posted message.
 *
 * @param canRead says whether the bot has READ_MESSAGE_HISTORY in a channel; without it Discord answers an empty list
 * @param selfId gives the bot's own user id
 */
export function createReadBack(
  rest: Pick<REST, 'get'>,
  {
    canRead,
    selfId,
  }: { canRead: (channelId: string) => boolean | Promise<boolean>; selfId: () => string },
): ReadBack {
  const pageAfter = async (
    channelId: string,
    after: string,
  ): Promise<APIMessage[] | ReadFailure> => {
    try {
      const page = await rest.get(Routes.channelMessages(channelId), {
        query: new URLSearchParams({ after, limit: String(PAGE) }),
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      })
      return page as APIMessage[]
    } catch (error) {
      return failureOf(error)
    }
  }

  const look = async (
    { channelId, key }: { channelId: string; key: string },
    after: string,
    pagesLeft: number,
  ): Promise<ReadBackResult> => {
    if (pagesLeft === 0) return { kind: 'unreadable', reason: 'too many messages since' }
    const page = await pageAfter(channelId, after)
    if ('kind' in page) return page
    const own = page.find((one) => one.author.id === selfId() && bears(one, key))
    if (own) return { kind: 'found', messageId: own.id }
    if (page.length < PAGE) return { kind: 'absent' }
    return look({ channelId, key }, newest(page), pagesLeft - 1)
  }

  return async ({ channelId, key, after, direct }) => {
    try {
      if (!direct && !(await canRead(channelId))) {
        return { kind: 'unreadable', reason: 'no READ_MESSAGE_HISTORY' }
      }
    } catch (error) {
      return failureOf(error)
    }
    return look({ channelId, key }, snowflakeAt(after), PAGES)
  }
}
