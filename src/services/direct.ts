/** Where somebody's direct messages are: asked of Discord once, then known for ever. */
import { directChannel, keepDirectChannel } from '../delivery/notice-table.ts'
import type { Deps } from './deps.ts'

/** Gives the channel of a person's direct messages; null where there is none for now. */
export async function directTo(
  { db, openDirect }: Pick<Deps, 'db' | 'openDirect'>,
  userId: string,
): Promise<string | null> {
  const known = await directChannel(db, userId)
  if (known !== null) return known
  const channelId = await openDirect(userId)
  if (channelId !== null) await db.tx((tx) => keepDirectChannel(tx, { userId, channelId }))
  return channelId
}
