/** The subscriptions and the feeds that each one reads. */
import { type Filters, NO_FILTERS } from '../model/filters.ts'
import type { ContainerKind } from '../model/place.ts'
import { PERSONAL } from '../model/space.ts'
import type {
  CardCount,
  Change,
  ChangeKind,
  Locale,
  PauseReason,
  Schedule,
  Subscription,
  SubscriptionState,
} from '../model/subscription.ts'
import { claim, fenced } from '../storage/claim.ts'
import { newestSeq } from '../storage/counter.ts'
import type { Row, Tx } from '../storage/db.ts'
import { placesFor } from '../storage/places.ts'
import { filtersOf, isOpen } from './filters.ts'
import { NOTHING_WAITS } from './instant.ts'

export const SUBSCRIPTION_COLUMNS =
  'id, guild_id, channel_id, name, minute, days, holidays, instant, quiet_from, quiet_to, zone, locale, count, role_id, silent, container, publish, filters, seen_seq, first_done, start_seq, slot_at, version, set_by, set_at, changed_by, changed_at, changed_how, state, paused_for, attempt'

const changedOf = (row: Row): Change | null =>
  row['changed_by'] == null
    ? null
    : {
        by: String(row['changed_by']),
        at: Number(row['changed_at']),
        how: String(row['changed_how']) as ChangeKind,
      }

const instantOf = (row: Row): NonNullable<Schedule['instant']> | null => {
  if (row['instant'] !== 1) return null
  const [from, to] = [row['quiet_from'], row['quiet_to']]
  return { quiet: from == null || to == null ? null : { from: Number(from), to: Number(to) } }
}

/** Gives the columns that say whether, and but for which hours, articles are posted as they come. */
export const instantColumns = ({ instant }: Schedule) => ({
  instant: instant == null ? 0 : 1,
  quiet_from: instant?.quiet?.from ?? null,
  quiet_to: instant?.quiet?.to ?? null,
})

/** Gives the subscription that a row of `SUBSCRIPTION_COLUMNS` holds. */
export function subscriptionOf(row: Row): Subscription {
  return {
    id: Number(row['id']),
    guildId: String(row['guild_id']),
    channelId: String(row['channel_id']),
    name: String(row['name']),
    schedule: {
      minute: Number(row['minute']),
      days: JSON.parse(String(row['days'])) as number[],
      zone: String(row['zone']),
      holidays: row['holidays'] == null ? null : String(row['holidays']),
      instant: instantOf(row),
    },
    locale: String(row['locale']) as Locale,
    count: Number(row['count']) as CardCount,
    roleId: row['role_id'] === null ? null : String(row['role_id']),
    silent: row['silent'] === 1,
    container: row['container'] as ContainerKind | null,
    publish: row['publish'] === 1,
    filters: filtersOf(row['filters'] == null ? null : String(row['filters'])),
    seenSeq: Number(row['seen_seq']),
    firstDone: row['first_done'] === 1,
    startSeq: Number(row['start_seq']),
    slotAt: Number(row['slot_at']),
    version: Number(row['version']),
    setBy: String(row['set_by']),
    setAt: Number(row['set_at']),
    changed: changedOf(row),
    state: String(row['state']) as SubscriptionState,
    pausedFor: row['paused_for'] as PauseReason | null,
    attempt: Number(row['attempt']),
  }
}

export type NewSubscription = Omit<
  Subscription,
  | 'id'
  | 'version'
  | 'state'
  | 'pausedFor'
  | 'attempt'
  | 'firstDone'
  | 'seenSeq'
  | 'startSeq'
  | 'filters'
  | 'container'
  | 'publish'
  | 'setAt'
  | 'changed'
> & { filters?: Filters; container?: ContainerKind | null; publish?: boolean }

/** Gives filters as they are stored. No filters are no text: what a later version adds does not stand in every row. */
export const filtersText = (filters: Filters): string | null =>
  isOpen(filters) ? null : JSON.stringify(filters)

/** Stores a subscription with its feeds, each read from the beginning of what is there (the first window is short). */
export async function addSubscription(
  tx: Tx,
  {
    subscription: s,
    feedIds,
    now,
  }: { subscription: NewSubscription; feedIds: readonly number[]; now: number },
): Promise<Subscription> {
  const { instant, quiet_from, quiet_to } = instantColumns(s.schedule)
  const [row] = await tx.all(
    `INSERT INTO subscription (guild_id, channel_id, name, minute, days, zone, locale, count, role_id, silent,
       seen_seq, first_done, slot_at, due_at, set_by, set_at, state, filters, holidays, instant, quiet_from, quiet_to, start_seq, container, publish)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0, $11, $11, $12, $13, 'active', $14, $15, $16, $17, $18, $19, $20, $21)
     RETURNING ${SUBSCRIPTION_COLUMNS}`,
    [
      s.guildId,
      s.channelId,
      s.name,
      s.schedule.minute,
      JSON.stringify(s.schedule.days),
      s.schedule.zone,
      s.locale,
      s.count,
      s.roleId,
      s.silent ? 1 : 0,
      s.slotAt,
      s.setBy,
      now,
      filtersText(s.filters ?? NO_FILTERS),
      s.schedule.holidays ?? null,
      instant,
      quiet_from,
      quiet_to,
      await newestSeq(tx),
      s.container ?? null,
      s.publish ? 1 : 0,
    ],
  )
  if (!row) throw new Error('INSERT … RETURNING gave no row')
  const stored = subscriptionOf(row)
  for (const [position, feedId] of feedIds.entries()) {
    await tx.all(
      `INSERT INTO subscription_feed (subscription_id, feed_id, from_seq, position) VALUES ($1, $2, 0, $3)`,
      [stored.id, feedId, position],
    )
  }
  return stored
}

/** Gives a subscription of a server or of a personal space, of any state, or null. */
export async function findSubscription(
  tx: Tx,
  { id, guildId }: { id: number; guildId: string },
): Promise<Subscription | null> {
  const [row] = await tx.all(
    `SELECT ${SUBSCRIPTION_COLUMNS} FROM subscription WHERE id = $1 AND guild_id = $2`,
    [id, guildId],
  )
  return row ? subscriptionOf(row) : null
}

/** Gives the subscriptions of a server or of a personal space that have not ended, oldest first. */
export async function subscriptionsOf(tx: Tx, guildId: string): Promise<Subscription[]> {
  const rows = await tx.all(
    `SELECT ${SUBSCRIPTION_COLUMNS} FROM subscription WHERE guild_id = $1 AND state <> 'ended' ORDER BY id`,
    [guildId],
  )
  return rows.map(subscriptionOf)
}

/** Gives the channels of a server that have or had a subscription, also one that was moved: what was posted there stays readable. */
export async function channelsOf(tx: Tx, guildId: string): Promise<string[]> {
  const rows = await tx.all(
    `SELECT channel_id FROM subscription WHERE guild_id = $1
      UNION SELECT channel_id FROM former_channel WHERE guild_id = $1`,
    [guildId],
  )
  return rows.map((row) => String(row['channel_id']))
}

/** Gives the ids of the feeds that a subscription reads, in the order in which they were named. */
export async function feedIdsOf(tx: Tx, subscriptionId: number): Promise<number[]> {
  const rows = await tx.all(
    'SELECT feed_id FROM subscription_feed WHERE subscription_id = $1 ORDER BY position, feed_id',
    [subscriptionId],
  )
  return rows.map((row) => Number(row['feed_id']))
}

export type StateChange = {
  id: number
  /** The states that it may have now; in another one it stays as it is. */
  from: readonly SubscriptionState[]
  state: SubscriptionState
  pausedFor: PauseReason | null
  slotAt: number
  /** A resumed subscription gets a new first window: what came while it slept is not a flood. */
  fresh: boolean
}

/**
 * Sets state and next slot, and gives the subscription, or null where it is in none of the states to come from. Raises
 * `attempt`, so that a digest that is being composed right now is dropped.
 */
export async function setState(tx: Tx, change: StateChange): Promise<Subscription | null> {
  const { id, from, state, pausedFor, slotAt, fresh } = change
  const [row] = await tx.all(
    `UPDATE subscription SET state = $2, paused_for = $3, slot_at = $4, due_at = $4,
       attempt = attempt + 1, version = version + 1, first_done = CASE WHEN $5 = 1 THEN 0 ELSE first_done END
     WHERE id = $1 AND state IN (${placesFor(from, 6)}) RETURNING ${SUBSCRIPTION_COLUMNS}`,
    [id, state, pausedFor, slotAt, fresh ? 1 : 0, ...from],
  )
  return row ? subscriptionOf(row) : null
}

/**
 * Pauses whatever is posted to a channel: Discord takes nothing there. Of direct messages no right comes back by itself:
 * they are closed, whatever Discord calls it. What was waiting for nothing waits
 * since now. Gives the servers and personal spaces that it was posted for.
 */
export async function pauseChannel(
  tx: Tx,
  { channelId, pausedFor, now }: { channelId: string; pausedFor: PauseReason; now: number },
): Promise<string[]> {
  const rows = await tx.all(
    `UPDATE subscription SET state = 'paused', attempt = attempt + 1, version = version + 1,
        paused_for = CASE WHEN guild_id LIKE '${PERSONAL}' THEN 'direct-closed' ELSE $2 END,
        slot_at = CASE WHEN slot_at = $3 THEN $4 ELSE slot_at END
      WHERE channel_id = $1 AND state = 'active' RETURNING guild_id`,
    [channelId, pausedFor, NOTHING_WAITS, now],
  )
  return [...new Set(rows.map((row) => String(row['guild_id'])))]
}

/** Gives the subscriptions that are paused for one of these reasons. */
export async function pausedFor(tx: Tx, reasons: readonly PauseReason[]): Promise<Subscription[]> {
  const rows = await tx.all(
    `SELECT ${SUBSCRIPTION_COLUMNS} FROM subscription
      WHERE state = 'paused' AND paused_for IN (${placesFor(reasons)}) ORDER BY id`,
    reasons,
  )
  return rows.map(subscriptionOf)
}

/** Takes due subscriptions for this process until `leaseUntil`. */
export async function claimSubscriptions(
  tx: Tx,
  lease: { now: number; leaseUntil: number; owner: string; limit: number },
): Promise<Subscription[]> {
  const rows = await claim(tx, {
    ...lease,
    table: 'subscription',
    where: `state = 'active'`,
    columns: SUBSCRIPTION_COLUMNS,
  })
  return rows.map(subscriptionOf)
}

/**
 * Moves a subscription to its next slot, and with `seenSeq` past the articles that had their digest; only if nobody has
 * touched it since it was read (its `attempt`), else gives false.
 */
export async function advance(
  tx: Tx,
  subscription: Subscription,
  { slotAt, seenSeq, firstDone }: { slotAt: number; seenSeq?: number; firstDone?: boolean },
): Promise<boolean> {
  const rows = await tx.all(
    `UPDATE subscription SET slot_at = $3, due_at = $3, seen_seq = $4, first_done = $5, attempt = attempt + 1, owner = NULL
      WHERE id = $1 AND attempt = $2 AND state <> 'ended' RETURNING id`,
    [
      subscription.id,
      subscription.attempt,
      slotAt,
      seenSeq ?? subscription.seenSeq,
      (firstDone ?? subscription.firstDone) ? 1 : 0,
    ],
  )
  return rows.length === 1
}

/** Gives the active subscriptions whose next slot is after `now` and up to `slotBefore`, the next first. */
export async function subscriptionsBefore(
  tx: Tx,
  { now, slotBefore }: { now: number; slotBefore: number },
): Promise<Subscription[]> {
  const rows = await tx.all(
    `SELECT ${SUBSCRIPTION_COLUMNS} FROM subscription
      WHERE state = 'active' AND slot_at > $1 AND slot_at <= $2 ORDER BY slot_at, id`,
    [now, slotBefore],
  )
  return rows.map(subscriptionOf)
}

/** Gives a claimed subscription back until a moment, its slot as it is; not where somebody has touched it meanwhile. */
export const postpone = (tx: Tx, { id, attempt }: Subscription, dueAt: number): Promise<boolean> =>
  fenced(tx, { table: 'subscription', id, attempt, set: { due_at: dueAt } })
