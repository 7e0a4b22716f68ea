/**
 * A store that was put back from a copy, or moved with one, does not know what was posted after the copy was made.
 *
 *   the file was put there after the store's last sign of life? ─→ what was due by now is looked for before it is sent
 *   └→ every channel with a digest: our own messages since ─→ one transaction each: slots that have their digest are passed
 *      by, what stands on its cards is not shown again
 *
 * Discord is the only one who knows: what it does not show us is `unsure`, and not sent again.
 */
import { parseDigestKey } from '../delivery/nonce.ts'
import { addRestoredPosts, checkFirst } from '../delivery/restored-table.ts'
import type { ReadOwn, ReadOwnResult } from '../delivery/send-message.ts'
import { isPersonal } from '../model/space.ts'
import type { Subscription } from '../model/subscription.ts'
import type { Tx } from '../storage/db.ts'
import { lastTick, tick } from '../storage/tick.ts'
import { isInstant } from '../subscription/instant.ts'
import { nextSlot } from '../subscription/slots.ts'
import { standingByChannel } from '../subscription/standing-table.ts'
import { advance } from '../subscription/subscription-table.ts'
import type { Deps } from './deps.ts'

/** The name under which every minute of a running bot is ticked off: the store's sign of life. */
export const HOUSEKEEPING = 'housekeeping'
const MINUTE = 60_000
/** A bot that ends writes for a while after its last minute began. */
const STILL_ITS_OWN_MS = 3 * MINUTE
/** Messages are looked for from so long before the last sign of life: clocks differ. */
const BEFORE_MS = 5 * MINUTE
const TRIES = 3

export type CopyDeps = Pick<Deps, 'db' | 'clock' | 'log'> & { readOwn: ReadOwn }

/** Looks whether the store is a copy, and if so learns what it lacks; gives how many channels were read, null where it is none. */
export async function learnAfterCopy(
  deps: CopyDeps,
  fileChangedAt: number | null | undefined,
): Promise<number | null> {
  const { db, clock, log } = deps
  const minute = await lastTick(db, HOUSEKEEPING)
  if (minute === null || fileChangedAt == null) return null
  const aliveAt = minute * MINUTE
  if (fileChangedAt - aliveAt <= STILL_ITS_OWN_MS) return null
  log.warn(
    { aliveAt, fileChangedAt },
    'the data file was put here after its bot last worked: what is due is looked for in Discord first',
  )
  const now = clock.now()
  await db.tx((tx) => checkFirst(tx, now))
  let read = 0
  for (const [channelId, own] of await standingByChannel(db)) {
    if (await learn(deps, { channelId, own, after: aliveAt - BEFORE_MS })) read += 1
  }
  // Only now: whoever is stopped in the middle begins anew.
  await db.tx((tx) => tick(tx, HOUSEKEEPING, Math.floor(now / MINUTE)))
  log.info({ channels: read }, 'what was posted since the copy was made is known')
  return read
}

type Lacking = { channelId: string; own: readonly Subscription[]; after: number }

async function learn(deps: CopyDeps, { channelId, own, after }: Lacking): Promise<boolean> {
  const guildId = own[0]?.guildId ?? ''
  const seen = await readPatiently(deps, { channelId, after, direct: isPersonal(guildId) })
  if (seen.kind !== 'read') {
    const about = { channel: channelId, reason: seen.reason }
    deps.log.warn(about, 'what was posted here since the copy was made cannot be read')
    return false
  }
  const { keys, urls } = seen
  await deps.db.tx(async (tx) => {
    await addRestoredPosts(tx, { guildId, channelId, urls })
    for (const subscription of own) await passBy(tx, subscription, keys)
  })
  return true
}

async function readPatiently(
  { readOwn }: CopyDeps,
  wanted: Parameters<ReadOwn>[0],
): Promise<ReadOwnResult> {
  for (let left = TRIES; ; left -= 1) {
    const seen = await readOwn(wanted)
    if (seen.kind !== 'temporary' || left <= 1) return seen
  }
}

/** Moves a subscription past the last slot that has its digest. */
async function passBy(tx: Tx, subscription: Subscription, keys: readonly string[]): Promise<void> {
  const { id, schedule, slotAt } = subscription
  const slots = keys
    .map(parseDigestKey)
    .flatMap((key) => (key?.subscriptionId === id ? [key.slotMinute * MINUTE] : []))
  const last = Math.max(...slots)
  if (slots.length === 0 || last < slotAt || isInstant(schedule)) return
  await advance(tx, subscription, { slotAt: nextSlot(schedule, last), firstDone: true })
}
