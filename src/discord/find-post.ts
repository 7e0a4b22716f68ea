/** Finds out whether a forum post whose outcome is unknown was made: among our own posts since, by the delivery key. */
import { DiscordAPIError, type REST, Routes } from 'discord.js'
import type { APIMessage, APIThreadChannel } from 'discord-api-types/v10'
import type { FindPost, ReadBackResult } from '../delivery/send-message.ts'
import { REQUEST_TIMEOUT_MS } from './post.ts'
import { bears, failureOf, snowflakeAt } from './read-back.ts'

/** https://docs.discord.com/developers/resources/channel#list-public-archived-threads */
const PAGE = 100
/** A forum in which more was archived since is not read to its end. */
const PAGES = 5

type Listed = { threads: APIThreadChannel[]; has_more?: boolean }
type Wanted = Parameters<FindPost>[0]

/** A search that came to no end. */
class NotRead extends Error {
  readonly result: Exclude<ReadBackResult, { kind: 'found' }>

  constructor(result: NotRead['result']) {
    super('the forum could not be read')
    this.result = result
  }
}

const archivedAt = ({ thread_metadata }: APIThreadChannel): number =>
  Date.parse(thread_metadata?.archive_timestamp ?? '')

/**
 * Gives the port that looks for a forum post. What is archived comes with the last that was archived first: a post is
 * archived after it was made, so older pages hold none of ours.
 *
 * @param canRead says whether the bot may read a forum's posts
 * @param selfId gives the bot's own user id
 */
export function createFindPost(
  rest: Pick<REST, 'get'>,
  {
    canRead,
    selfId,
  }: { canRead: (channelId: string) => boolean | Promise<boolean>; selfId: () => string },
): FindPost {
  const get = async (path: `/${string}`, query?: Record<string, string>): Promise<unknown> => {
    try {
      return await rest.get(path, {
        ...(query === undefined ? {} : { query: new URLSearchParams(query) }),
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      })
    } catch (error) {
      // Somebody has taken the message away.
      if (error instanceof DiscordAPIError && error.code === 10008) return null
      throw new NotRead(failureOf(error))
    }
  }

  const archived = async (
    { channelId, after }: Wanted,
    before: string | null,
    pagesLeft: number,
  ): Promise<APIThreadChannel[]> => {
    if (pagesLeft === 0) throw new NotRead({ kind: 'unreadable', reason: 'too many posts since' })
    const query = { limit: String(PAGE), ...(before === null ? {} : { before }) }
    const { threads, has_more } = (await get(
      Routes.channelThreads(channelId, 'public'),
      query,
    )) as Listed
    const last = threads.at(-1)
    if (last === undefined || has_more !== true || archivedAt(last) < after) return threads
    const next = last.thread_metadata?.archive_timestamp ?? null
    return [...threads, ...(await archived({ channelId, after } as Wanted, next, pagesLeft - 1))]
  }

  const isOurs = async ({ id, name }: APIThreadChannel, wanted: Wanted): Promise<boolean> => {
    const first = (await get(Routes.channelMessage(id, id))) as APIMessage | null
    return first === null ? name === wanted.name : bears(first, wanted.key)
  }

  const look = async (wanted: Wanted): Promise<ReadBackResult> => {
    const { channelId, guildId, after } = wanted
    const { threads } = (await get(Routes.guildActiveThreads(guildId))) as Listed
    const all = [...threads, ...(await archived(wanted, null, PAGES))]
    const since = BigInt(snowflakeAt(after))
    const own = all.filter(
      ({ id, parent_id, owner_id }) =>
        parent_id === channelId && owner_id === selfId() && BigInt(id) > since,
    )
    for (const thread of own) {
      if (await isOurs(thread, wanted)) return { kind: 'found', messageId: thread.id }
    }
    return { kind: 'absent' }
  }

  return async (wanted) => {
    try {
      if (!(await canRead(wanted.channelId))) {
        return { kind: 'unreadable', reason: 'no READ_MESSAGE_HISTORY' }
      }
      return await look(wanted)
    } catch (error) {
      return error instanceof NotRead ? error.result : failureOf(error)
    }
  }
}
