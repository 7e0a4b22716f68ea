/**
 * Servers that the bot was removed from: what is theirs is kept for thirty days, so that nobody who invites it again has to begin
 * anew, and is then deleted. Asked every hour with the servers that it is in; an outage does not take one off that list.
 */
import { forgetDeliveries } from '../delivery/delivery-table.ts'
import { forgetDigests } from '../digest/digest-table.ts'
import type { Tx } from '../storage/db.ts'
import { deleteEntriesNaming } from '../storage/kv-entries.ts'
import {
  forgetSubscriptions,
  knownServers,
  leftServers,
  noteBack,
  noteLeft,
  pauseRemoved,
} from '../subscription/left-server-table.ts'
import type { Deps } from './deps.ts'
import { OF_NOBODY } from './kept.ts'

const GRACE_MS = 30 * 24 * 3_600_000

/** Deletes the digests of a server, or of a personal space, with all that came of them. */
export async function forgetSpace(tx: Tx, space: string): Promise<void> {
  await forgetDeliveries(tx, space)
  await forgetDigests(tx, space)
  await forgetSubscriptions(tx, space)
}

/** Deletes all that is stored of a server; articles and feeds are nobody's, what people have saved is theirs. */
export async function forgetServer(tx: Tx, guildId: string): Promise<void> {
  await forgetSpace(tx, guildId)
  await noteBack(tx, guildId)
  await deleteEntriesNaming(tx, { id: guildId, except: OF_NOBODY })
}

/** Notes who was left and who is back, and deletes what has been left for a month. Gives how many servers were deleted. */
export async function keepOrForget(
  { db, clock, log }: Pick<Deps, 'db' | 'clock' | 'log'>,
  isIn: (guildId: string) => boolean,
): Promise<number> {
  const now = clock.now()
  const left = await db.tx(async (tx) => {
    for (const guildId of await knownServers(tx)) {
      if (isIn(guildId)) continue
      await noteLeft(tx, guildId, now)
      await pauseRemoved(tx, guildId)
    }
    for (const { guildId } of await leftServers(tx)) {
      if (isIn(guildId)) await noteBack(tx, guildId)
    }
    return leftServers(tx)
  })
  const over = left.filter(({ since }) => now - since >= GRACE_MS)
  for (const { guildId } of over) {
    await db.tx((tx) => forgetServer(tx, guildId))
    log.info(
      { guild: guildId },
      'thirty days after the bot was removed: all of this server is deleted',
    )
  }
  return over.length
}
