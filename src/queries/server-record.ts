/** What stands of one server in the tables of several rooms: counted, and as records of what came to it. */
import type { Subscription } from '../model/subscription.ts'
import type { Row, Tx } from '../storage/db.ts'
import { SUBSCRIPTION_COLUMNS, subscriptionOf } from '../subscription/subscription-table.ts'

export type ServerCounts = {
  /** Running or paused. */
  digests: number
  ended: number
  /** Messages of any kind that stand in Discord. */
  posted: number
  /** Messages that do not. */
  unposted: number
  /** Feeds that it was told of, and that it is still to be told. */
  notices: number
  /** 1 where anything was set. */
  settings: number
  /** The id of its newest digest, 0 where it has none. */
  newest: number
}

const MESSAGES = "kind IN ('digest', 'notice', 'share') AND guild_id = $1"

const COUNTS = `SELECT
  (SELECT COUNT(*) FROM subscription WHERE guild_id = $1 AND state <> 'ended') AS digests,
  (SELECT COUNT(*) FROM subscription WHERE guild_id = $1 AND state = 'ended') AS ended,
  (SELECT COUNT(*) FROM delivery WHERE ${MESSAGES} AND state = 'sent') AS posted,
  (SELECT COUNT(*) FROM delivery WHERE ${MESSAGES} AND state <> 'sent') AS unposted,
  (SELECT COUNT(*) FROM notice WHERE guild_id = $1)
    + (SELECT COUNT(*) FROM notice_owed WHERE guild_id = $1) AS notices,
  (SELECT COUNT(*) FROM guild WHERE id = $1) AS settings,
  (SELECT COALESCE(MAX(id), 0) FROM subscription WHERE guild_id = $1) AS newest`

/** Counts what is kept of a server. */
export async function serverCounts(tx: Tx, guildId: string): Promise<ServerCounts> {
  const [row] = await tx.all(COUNTS, [guildId])
  const count = (name: keyof ServerCounts) => Number(row?.[name] ?? 0)
  return {
    digests: count('digests'),
    ended: count('ended'),
    posted: count('posted'),
    unposted: count('unposted'),
    notices: count('notices'),
    settings: count('settings'),
    newest: count('newest'),
  }
}

/** Gives a server's subscriptions of any state, oldest first, each with the channels where it stood before. */
export async function everySubscription(
  tx: Tx,
  guildId: string,
): Promise<{ subscription: Subscription; formerChannels: string[] }[]> {
  const rows = await tx.all(
    `SELECT ${SUBSCRIPTION_COLUMNS} FROM subscription WHERE guild_id = $1 ORDER BY id`,
    [guildId],
  )
  const former = await tx.all(
    'SELECT subscription_id, channel_id FROM former_channel WHERE guild_id = $1 ORDER BY channel_id',
    [guildId],
  )
  return rows.map(subscriptionOf).map((subscription) => ({
    subscription,
    formerChannels: former
      .filter((row) => Number(row['subscription_id']) === subscription.id)
      .map((row) => String(row['channel_id'])),
  }))
}

/** The newest `limit` records from a moment (epoch ms) on. */
type Wanted = { guildId: string; since: number; limit: number }

export type DigestRecord = {
  id: number
  subscriptionId: number
  slot: number
  shown: number
  listed: number
  leftOut: number
}

/** Gives a server's digests, the newest first. */
export async function digestsSince(
  tx: Tx,
  { guildId, since, limit }: Wanted,
): Promise<DigestRecord[]> {
  const rows = await tx.all(
    `SELECT d.id, d.subscription_id, d.slot,
        SUM(CASE WHEN da.place = 'shown' THEN 1 ELSE 0 END) AS shown,
        SUM(CASE WHEN da.place = 'listed' THEN 1 ELSE 0 END) AS listed,
        SUM(CASE WHEN da.place NOT IN ('shown', 'listed') THEN 1 ELSE 0 END) AS left_out
       FROM subscription s JOIN digest d ON d.subscription_id = s.id
       LEFT JOIN digest_article da ON da.digest_id = d.id
      WHERE s.guild_id = $1 AND d.created_at >= $2
      GROUP BY d.id, d.subscription_id, d.slot ORDER BY d.id DESC LIMIT $3`,
    [guildId, since, limit],
  )
  return rows.map((row) => ({
    id: Number(row['id']),
    subscriptionId: Number(row['subscription_id']),
    slot: Number(row['slot']),
    shown: Number(row['shown']),
    listed: Number(row['listed']),
    leftOut: Number(row['left_out']),
  }))
}

export type DeliveryRecord = {
  kind: string
  digestId: number | null
  /** Null for somebody's direct messages: where those are is theirs. */
  channelId: string | null
  state: string
  createdAt: number
  tries: number
  messageId: string | null
  error: string | null
}

const textOf = (value: Row[string] | undefined): string | null =>
  value == null ? null : String(value)

/** Gives a server's messages without what is in them, the newest first. */
export async function deliveriesSince(
  tx: Tx,
  { guildId, since, limit }: Wanted,
): Promise<DeliveryRecord[]> {
  const rows = await tx.all(
    `SELECT kind, digest_id, state, created_at, tries, message_id, error,
        CASE WHEN channel_id IN (SELECT channel_id FROM direct_channel) THEN NULL ELSE channel_id END AS channel_id
       FROM delivery WHERE ${MESSAGES} AND created_at >= $2 ORDER BY id DESC LIMIT $3`,
    [guildId, since, limit],
  )
  return rows.map((row) => ({
    kind: String(row['kind']),
    digestId: row['digest_id'] == null ? null : Number(row['digest_id']),
    channelId: textOf(row['channel_id']),
    state: String(row['state']),
    createdAt: Number(row['created_at']),
    tries: Number(row['tries']),
    messageId: textOf(row['message_id']),
    error: textOf(row['error']),
  }))
}

/** Gives the feeds that a server was told of, and when. */
export async function noticesOf(
  tx: Tx,
  guildId: string,
): Promise<{ feedId: number; cause: string; toldAt: number }[]> {
  const rows = await tx.all(
    'SELECT feed_id, cause, told_at FROM notice WHERE guild_id = $1 ORDER BY told_at, feed_id',
    [guildId],
  )
  return rows.map((row) => ({
    feedId: Number(row['feed_id']),
    cause: String(row['cause']),
    toldAt: Number(row['told_at']),
  }))
}
