/** The ledger of deliveries: one row a message, from its composition to its message id. */
import type { MessagePayload } from '../model/message.ts'
import type { ContainerKind, ContainerTitle } from '../model/place.ts'
import { claim, fenced } from '../storage/claim.ts'
import type { Row, Tx, Value } from '../storage/db.ts'
import type { DeliveryNext } from './after-attempt.ts'
import { type LeftOut, leavingOut } from './leave-out.ts'
import type { PostedArticle } from './posted-article.ts'
import { restsAt } from './resting-server-table.ts'

export type Delivery = {
  id: number
  key: string
  kind: NewDelivery['kind']
  guildId: string
  channelId: string
  payload: MessagePayload
  postings: PostedArticle[]
  /** What it is put into, and what that is called; null where its message stands in the channel alone. */
  container: ContainerKind | null
  title: ContainerTitle | null
  /** Whether it is handed on to those who follow its channel. */
  publish: boolean
  /** Epoch ms of the first earlier try that may have been stored by Discord, or null. */
  firstTryAt: number | null
  createdAt: number
  /** What Discord refused it for; see leave-out.ts. */
  leftOut: LeftOut
  tries: number
  attempt: number
}

const COLUMNS =
  'id, key, kind, guild_id, channel_id, payload, postings, container, title, publish, first_try_at, created_at, left_out, tries, attempt'

const deliveryOf = (row: Row): Delivery => ({
  id: Number(row['id']),
  key: String(row['key']),
  kind: String(row['kind']) as Delivery['kind'],
  guildId: String(row['guild_id']),
  channelId: String(row['channel_id']),
  payload: JSON.parse(String(row['payload'])) as MessagePayload,
  postings: JSON.parse(String(row['postings'])) as PostedArticle[],
  container: row['container'] as ContainerKind | null,
  title: row['title'] == null ? null : (JSON.parse(String(row['title'])) as ContainerTitle),
  publish: row['publish'] === 1,
  firstTryAt: row['first_try_at'] === null ? null : Number(row['first_try_at']),
  createdAt: Number(row['created_at']),
  leftOut: row['left_out'] == null ? null : Number(row['left_out']),
  tries: Number(row['tries']),
  attempt: Number(row['attempt']),
})

export type NewDelivery = {
  key: string
  kind: 'digest' | 'notice' | 'share'
  /** Null for what is no digest. */
  digestId: number | null
  guildId: string
  channelId: string
  position: number
  payload: MessagePayload
  postings: readonly PostedArticle[]
  container?: ContainerKind | null
  title?: ContainerTitle | null
  publish?: boolean
  /** Where it may have been sent before: it is looked for first. */
  firstTryAt?: number | null
  /** Whether it is composed after its time. */
  late?: boolean
}

/** What goes out first: what people wait for, then what is late anyway, then what is told of trouble. */
const PRIORITY = { onTime: 0, late: 1, notice: 2 } as const

const priorityOf = ({ kind, late = false }: NewDelivery) =>
  kind === 'notice' ? PRIORITY.notice : late ? PRIORITY.late : PRIORITY.onTime

/** Puts a message into the ledger, due now or at `dueAt`; a key that is there already changes nothing. */
export async function addDelivery(
  tx: Tx,
  d: NewDelivery,
  now: number,
  dueAt: number = now,
): Promise<void> {
  await tx.all(
    `INSERT INTO delivery (key, kind, digest_id, guild_id, channel_id, position, payload, postings, state, due_at, created_at,
       container, title, publish, first_try_at, priority)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'pending', $9, $10, $11, $12, $13, $14, $15)
     ON CONFLICT (key) DO NOTHING`,
    [
      d.key,
      d.kind,
      d.digestId,
      d.guildId,
      d.channelId,
      d.position,
      JSON.stringify(d.payload),
      JSON.stringify(d.postings),
      dueAt,
      now,
      d.container ?? null,
      d.title ? JSON.stringify(d.title) : null,
      d.publish ? 1 : 0,
      d.firstTryAt ?? null,
      priorityOf(d),
    ],
  )
}

/** True of a delivery that may be sent at `now`, a place such as `$1`, once it is due: none goes before an earlier one of its channel, none to a server that rests. */
const isFree = (now: string): string => `state = 'pending' AND NOT ${restsAt(now)} AND NOT EXISTS (
  SELECT 1 FROM delivery e
   WHERE e.channel_id = delivery.channel_id AND e.state = 'pending' AND e.id < delivery.id)`

/** Takes due deliveries for this process until `leaseUntil`: at most one a channel, none out of its order, none to a server that rests. */
export async function claimDeliveries(
  tx: Tx,
  lease: { now: number; leaseUntil: number; owner: string; limit: number },
): Promise<Delivery[]> {
  const rows = await claim(tx, {
    ...lease,
    table: 'delivery',
    params: [lease.now],
    where: isFree('$1'),
    first: 'priority',
    columns: COLUMNS,
  })
  return rows.map(deliveryOf)
}

/** Lets digests that have been due since before `since` wait for those that are on time. */
export async function letLateWait(tx: Tx, since: number): Promise<void> {
  await tx.all(
    `UPDATE delivery SET priority = ${PRIORITY.late}
      WHERE state = 'pending' AND priority = ${PRIORITY.onTime} AND due_at < $1 AND kind = 'digest'`,
    [since],
  )
}

/** Says whether `claimDeliveries` would take one at `now`. */
export async function isAnyClaimable(tx: Tx, now: number): Promise<boolean> {
  const rows = await tx.all(
    `SELECT id FROM delivery WHERE ${isFree('$1')} AND due_at <= $1 LIMIT 1`,
    [now],
  )
  return rows.length > 0
}

/**
 * Notes that a claimed delivery is tried at `now`; to be committed before the request is made. Gives false where another
 * process has taken it meanwhile: then it must not be sent.
 */
export async function beginTry(tx: Tx, delivery: Delivery, now: number): Promise<boolean> {
  const rows = await tx.all(
    `UPDATE delivery SET first_try_at = COALESCE(first_try_at, $3), tries = tries + 1
      WHERE id = $1 AND attempt = $2 AND state = 'pending' RETURNING id`,
    [delivery.id, delivery.attempt, now],
  )
  return rows.length === 1
}

/** Gives back a claimed delivery that was not begun: it is due again at `now`. */
export const releaseDelivery = (tx: Tx, delivery: Delivery, now: number): Promise<boolean> =>
  fenced(tx, {
    table: 'delivery',
    id: delivery.id,
    attempt: delivery.attempt,
    set: { due_at: now },
  })

/** Gives the columns that a try's result changes. */
function outcomeOf(
  next: DeliveryNext,
  { firstTryAt }: Delivery,
  late: boolean,
): Record<string, Value> {
  if (next.state === 'sent') {
    const { messageId, containerId = null } = next
    return { state: 'sent', message_id: messageId, container_id: containerId, error: null }
  }
  if (next.state === 'failed') return { state: 'failed', error: next.error }
  return {
    due_at: next.dueAt,
    error: next.error,
    ...(late ? { priority: PRIORITY.late } : {}),
    ...(next.leftOut === undefined ? {} : { left_out: next.leftOut }),
    // Only this try was refused for certain: an earlier one may have been stored.
    ...(next.refused && firstTryAt === null ? { first_try_at: null } : {}),
  }
}

/** Writes what became of a try, unless another process has taken the delivery meanwhile: then gives false. What is `late` when it is tried again lets others go first. */
export async function settleDelivery(
  tx: Tx,
  {
    delivery,
    next,
    now,
    late = false,
  }: { delivery: Delivery; next: DeliveryNext; now: number; late?: boolean },
): Promise<boolean> {
  const set = outcomeOf(next, delivery, late)
  const ours = await fenced(tx, {
    table: 'delivery',
    id: delivery.id,
    attempt: delivery.attempt,
    set,
  })
  if (ours && next.state === 'sent') await addPostings(tx, delivery, next, now)
  return ours
}

/** Marks a delivery whose outcome cannot be found out: it is not sent again. */
export const markUnsure = (tx: Tx, delivery: Delivery, error: string): Promise<boolean> =>
  fenced(tx, {
    table: 'delivery',
    id: delivery.id,
    attempt: delivery.attempt,
    set: { state: 'unsure', error },
  })

/** How long a digest that Discord refused for want of rights may still be posted. */
const REVIVED_FOR_MS = 24 * 3_600_000

/** Makes the deliveries due again that a channel's lack of rights, or closed direct messages, let fail within the last day; what somebody shared belonged to its moment. */
export async function reviveDeliveries(
  tx: Tx,
  { channelId, now }: { channelId: string; now: number },
): Promise<void> {
  await tx.all(
    `UPDATE delivery SET state = 'pending', due_at = $2, priority = CASE WHEN kind = 'digest' THEN ${PRIORITY.late} ELSE priority END
      WHERE channel_id = $1 AND state = 'failed' AND kind <> 'share' AND created_at > $3
        AND (error LIKE 'no-access:%' OR error LIKE 'no-permission:%' OR error LIKE 'needs-tag:%' OR error LIKE 'direct-closed:%')`,
    [channelId, now, now - REVIVED_FOR_MS],
  )
}

async function addPostings(
  tx: Tx,
  delivery: Delivery,
  { messageId, containerId }: Extract<DeliveryNext, { state: 'sent' }>,
  now: number,
) {
  for (const posted of leavingOut(delivery, delivery.leftOut).postings) {
    await tx.all(
      `INSERT INTO posting (article_id, guild_id, channel_id, message_id, embed, version, posted_at, parent_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (message_id, article_id) DO NOTHING`,
      [
        posted.articleId,
        delivery.guildId,
        containerId ?? delivery.channelId,
        messageId,
        posted.embed,
        posted.version,
        now,
        containerId === undefined ? null : delivery.channelId,
      ],
    )
  }
}

/** Gives the time of the earliest pending delivery, or null. */
export async function nextDeliveryAt(tx: Tx): Promise<number | null> {
  const [row] = await tx.all(`SELECT MIN(due_at) AS at FROM delivery WHERE state = 'pending'`)
  return row?.['at'] == null ? null : Number(row['at'])
}

const FORGOTTEN = [
  'posting',
  'follow_up',
  'delivery',
  'share',
  'notice',
  'notice_owed',
  'place_trouble',
  'resting_server',
  'restored_post',
]

/** Deletes what was sent to a server, or into somebody's own space, or shared there, and what it was told of feeds. */
export async function forgetDeliveries(tx: Tx, guildId: string): Promise<void> {
  for (const table of FORGOTTEN) {
    await tx.all(`DELETE FROM ${table} WHERE guild_id = $1`, [guildId])
  }
}
