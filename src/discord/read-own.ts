/** Reads what the bot itself has posted in a channel since a moment: delivery keys and the addresses on cards. */
import { type REST, Routes } from 'discord.js'
import type { APIMessage } from 'discord-api-types/v10'
import type { ReadOwn, ReadOwnResult } from '../delivery/send-message.ts'
import { REQUEST_TIMEOUT_MS } from './post.ts'
import { argsOf, failureOf, newest, snowflakeAt } from './read-back.ts'

/** https://docs.discord.com/developers/resources/message#get-channel-messages */
const PAGE = 100
/** A channel that has had more since is not read to its end. */
const PAGES = 20

const urlsOf = ({ embeds }: APIMessage): string[] =>
  embeds.flatMap(({ url }) => (url === undefined ? [] : [url]))

/**
 * Gives the port.
 *
 * @param canRead says whether the bot has READ_MESSAGE_HISTORY in a channel; without it Discord answers an empty list
 * @param selfId gives the bot's own user id
 */
export function createReadOwn(
  rest: Pick<REST, 'get'>,
  {
    canRead,
    selfId,
  }: { canRead: (channelId: string) => boolean | Promise<boolean>; selfId: () => string },
): ReadOwn {
  const read = async (channelId: string, from: string): Promise<ReadOwnResult> => {
    const own = { kind: 'read' as const, keys: [] as string[], urls: [] as string[] }
    let after = from
    for (let page = 0; page < PAGES; page += 1) {
      const messages = (await rest.get(Routes.channelMessages(channelId), {
        query: new URLSearchParams({ after, limit: String(PAGE) }),
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      })) as APIMessage[]
      for (const message of messages.filter(({ author }) => author.id === selfId())) {
        own.keys.push(...argsOf(message))
        own.urls.push(...urlsOf(message))
      }
      if (messages.length < PAGE) return own
      after = newest(messages)
    }
    return own
  }

  return async ({ channelId, after, direct }) => {
    try {
      if (!direct && !(await canRead(channelId))) {
        return { kind: 'unreadable', reason: 'no READ_MESSAGE_HISTORY' }
      }
      return await read(channelId, snowflakeAt(after))
    } catch (error) {
      return failureOf(error)
    }
  }
}
