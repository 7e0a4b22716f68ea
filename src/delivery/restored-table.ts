/**
 * After a store was put back from a copy: what it owes may stand in Discord already, and what its channels were shown since is
 * read there.
 */
import type { Tx } from '../storage/db.ts'
import { keepSetting, settingOf } from '../storage/setting.ts'

const CHECKED_UNTIL = 'checked-until'

/**
 * Notes that whatever was due up to `now` is looked for before it is sent: what waits, and digests of slots up to then that are
 * composed later.
 */
export async function checkFirst(tx: Tx, now: number): Promise<void> {
  await tx.all(
    `UPDATE delivery SET first_try_at = created_at WHERE state = 'pending' AND first_try_at IS NULL`,
  )
  await keepSetting(tx, CHECKED_UNTIL, String(now))
}

/** Gives the time of a first try that the digest of a slot may have had before the store was put back; null where it had none. */
export async function triedBefore(tx: Tx, slot: number): Promise<number | null> {
  const until = await settingOf(tx, CHECKED_UNTIL)
  return until !== null && slot <= Number(until) ? slot : null
}

/** Keeps what a channel was shown: the addresses on cards. */
export async function addRestoredPosts(
  tx: Tx,
  { guildId, channelId, urls }: { guildId: string; channelId: string; urls: readonly string[] },
): Promise<void> {
  for (const url of urls) {
    await tx.all(
      `INSERT INTO restored_post (channel_id, url, guild_id) VALUES ($1, $2, $3)
       ON CONFLICT (channel_id, url) DO NOTHING`,
      [channelId, url, guildId],
    )
  }
}
