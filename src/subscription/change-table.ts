/**
 * What people change of a subscription. Each change counts as a new version, and is made only to the version that its
 * editor saw: null stands for "somebody was faster, or it has ended".
 */
import type { Filters } from '../model/filters.ts'
import type { ContainerKind } from '../model/place.ts'
import type { Change, Schedule, Subscription } from '../model/subscription.ts'
import type { Tx, Value } from '../storage/db.ts'
import {
  filtersText,
  instantColumns,
  SUBSCRIPTION_COLUMNS,
  subscriptionOf,
} from './subscription-table.ts'

/** A digest that is being composed right now is dropped. */
const FENCE = 'attempt = attempt + 1'
/** What was dropped so is composed again at once, not after its lease. */
const DUE_AGAIN = 'due_at = slot_at'

type Seen = { id: number; version: number }

async function changeSeen(
  tx: Tx,
  { id, version }: Seen,
  set: Readonly<Record<string, Value>>,
  more: readonly string[] = [],
): Promise<Subscription | null> {
  const columns = Object.keys(set)
  const assignments = columns.map((column, index) => `${column} = $${index + 3}`)
  const [row] = await tx.all(
    `UPDATE subscription SET ${[...assignments, ...more, 'version = version + 1'].join(', ')}
      WHERE id = $1 AND version = $2 AND state <> 'ended' RETURNING ${SUBSCRIPTION_COLUMNS}`,
    [id, version, ...columns.map((column) => set[column] ?? null)],
  )
  return row ? subscriptionOf(row) : null
}

const asColumns = ({ by, at, how }: Change) => ({
  changed_by: by,
  changed_at: at,
  changed_how: how,
})

/** Notes who changed a subscription in a way of its own, and gives it as it is then; null where there is none. */
export async function noteChange(tx: Tx, id: number, change: Change): Promise<Subscription | null> {
  const [row] = await tx.all(
    `UPDATE subscription SET changed_by = $2, changed_at = $3, changed_how = $4 WHERE id = $1
      RETURNING ${SUBSCRIPTION_COLUMNS}`,
    [id, change.by, change.at, change.how],
  )
  return row ? subscriptionOf(row) : null
}

/** Sets what a subscription takes. A digest that is being composed right now keeps the filters that it began with. */
export const setFilters = (
  tx: Tx,
  { filters, change, ...seen }: Seen & { filters: Filters; change: Change },
): Promise<Subscription | null> =>
  changeSeen(tx, seen, { filters: filtersText(filters), ...asColumns(change) })

export type NewTerms = Pick<Subscription, 'count' | 'locale' | 'roleId' | 'silent'> & {
  timing: { schedule: Schedule; slotAt: number } | null
}

const timingColumns = ({ schedule, slotAt }: NonNullable<NewTerms['timing']>) => ({
  minute: schedule.minute,
  days: JSON.stringify(schedule.days),
  zone: schedule.zone,
  holidays: schedule.holidays ?? null,
  ...instantColumns(schedule),
  slot_at: slotAt,
  due_at: slotAt,
})

/** Sets when a subscription's digests come (not where `timing` is null), their size and language, and whom they notify. */
export async function setTerms(
  tx: Tx,
  { terms, change, ...seen }: Seen & { terms: NewTerms; change: Change },
): Promise<Subscription | null> {
  const { count, locale, roleId, silent, timing } = terms
  const when = timing === null ? {} : timingColumns(timing)
  const sound = { role_id: roleId, silent: silent ? 1 : 0 }
  const set = { count, locale, ...sound, ...when, ...asColumns(change) }
  return changeSeen(tx, seen, set, timing === null ? [] : [FENCE])
}

/** Sets what follows each digest. One that is being composed right now keeps what it began with. */
export const setFollowUps = (
  tx: Tx,
  {
    wanted: { container, publish },
    change,
    ...seen
  }: Seen & { wanted: Pick<Subscription, 'container' | 'publish'>; change: Change },
): Promise<Subscription | null> =>
  changeSeen(tx, seen, { container, publish: publish ? 1 : 0, ...asColumns(change) })

/** A paused digest that goes on: its next slot, and whether it gets a first window again. */
export type Waking = { slotAt: number; fresh: boolean }

const wakingColumns = ({ slotAt, fresh }: Waking) => ({
  state: 'active',
  paused_for: null,
  slot_at: slotAt,
  due_at: slotAt,
  ...(fresh ? { first_done: 0 } : {}),
})

/**
 * Posts a subscription's digests elsewhere from now on, and lets a paused one go on where `waking` says so; where it stood
 * is kept, for what was posted there.
 */
export async function moveTo(
  tx: Tx,
  {
    from,
    channelId,
    container,
    waking,
    change,
    ...seen
  }: Seen & {
    from: string
    channelId: string
    container: ContainerKind | null
    waking: Waking | null
    change: Change
  },
): Promise<Subscription | null> {
  const woken = waking === null ? {} : wakingColumns(waking)
  const set = { channel_id: channelId, container, ...woken, ...asColumns(change) }
  const moved = await changeSeen(tx, seen, set, waking === null ? [FENCE, DUE_AGAIN] : [FENCE])
  if (moved === null) return null
  await tx.all(
    `INSERT INTO former_channel (subscription_id, guild_id, channel_id) VALUES ($1, $2, $3)
      ON CONFLICT (subscription_id, channel_id) DO NOTHING`,
    [moved.id, moved.guildId, from],
  )
  return moved
}
