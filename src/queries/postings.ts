/** Where articles were posted, for the jump from an article to its message. */
import type { Tx } from '../storage/db.ts'
import { placesFor } from '../storage/places.ts'

export type Posting = {
  guildId: string
  channelId: string
  messageId: string
  /** Whether it is another article that tells the same story there. */
  sameNews?: true
}

type Wanted = {
  articleIds: readonly number[]
  guildId: string
  sees: (channelId: string) => boolean
  /** The channel, and the one above it, whose postings go before newer ones elsewhere. */
  here?: ReadonlySet<string>
}

/** Gives for each article its newest posting in those channels of a server that `sees` lets through, one of `here` before all others; articles without one are left out. */
export const postingsOf = (tx: Tx, wanted: Wanted): Promise<Map<number, Posting>> =>
  newest(
    tx,
    (ids) =>
      `SELECT article_id, channel_id, message_id, parent_id FROM posting WHERE guild_id = $1 AND article_id IN (${ids})`,
    wanted,
  )

/**
 * Gives for each article the newest posting of another one that tells its story: on that card it is a further source. The
 * joins keep SQLite from starting at all that was ever posted in the server.
 */
export async function storyPostingsOf(tx: Tx, wanted: Wanted): Promise<Map<number, Posting>> {
  const found = await newest(
    tx,
    (ids) =>
      `SELECT a.id AS article_id, p.channel_id, p.message_id, p.parent_id
         FROM article a CROSS JOIN article o CROSS JOIN posting p
        WHERE a.id IN (${ids}) AND o.story_id = a.story_id AND o.id <> a.id
          AND p.guild_id = $1 AND p.article_id = o.id`,
    wanted,
  )
  return new Map([...found].map(([id, posting]) => [id, { ...posting, sameNews: true }]))
}

const NOWHERE: ReadonlySet<string> = new Set()

async function newest(
  tx: Tx,
  statement: (ids: string) => string,
  { articleIds, guildId, sees, here = NOWHERE }: Wanted,
): Promise<Map<number, Posting>> {
  if (articleIds.length === 0) return new Map()
  const rows = await tx.all(statement(placesFor(articleIds, 2)), [guildId, ...articleIds])
  // Snowflakes grow with time; they are compared here because engines sort text differently.
  const isHere = (one: { channelId: string; seenBy: string }) =>
    here.has(one.channelId) || here.has(one.seenBy)
  const bestLast = rows
    .map((row) => ({
      articleId: Number(row['article_id']),
      channelId: String(row['channel_id']),
      messageId: String(row['message_id']),
      // Whoever sees a forum sees its posts; a post that sleeps is in no cache.
      seenBy: String(row['parent_id'] ?? row['channel_id']),
    }))
    .filter(({ seenBy }) => sees(seenBy))
    .sort(
      (a, b) =>
        Number(isHere(a)) - Number(isHere(b)) || compareSnowflakes(a.messageId, b.messageId),
    )
  return new Map(
    bestLast.map(({ articleId, channelId, messageId }) => [
      articleId,
      { guildId, channelId, messageId },
    ]),
  )
}

const compareSnowflakes = (a: string, b: string) =>
  a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)

/** Gives the ids of the articles that stand in a message of a server, in the order of its embeds. */
export async function articlesIn(
  tx: Tx,
  { messageId, guildId }: { messageId: string; guildId: string },
): Promise<number[]> {
  const rows = await tx.all(
    'SELECT article_id FROM posting WHERE message_id = $1 AND guild_id = $2 ORDER BY embed',
    [messageId, guildId],
  )
  return rows.map((row) => Number(row['article_id']))
}
