/** What a subscription posted last. */
import { digestKey } from '../delivery/nonce.ts'
import type { MessagePayload } from '../model/message.ts'
import type { Tx } from '../storage/db.ts'
import { placesFor } from '../storage/places.ts'

/** Digests that left out all that came were not posted: so many of the last are looked through. */
const LOOKED = 20

/** Gives the message of the last digest of a subscription that was sent to a channel, or null. */
export async function lastDigest(
  tx: Tx,
  { subscriptionId, channelId }: { subscriptionId: number; channelId: string },
): Promise<MessagePayload | null> {
  const digests = await tx.all(
    `SELECT slot FROM digest WHERE subscription_id = $1 ORDER BY slot DESC LIMIT ${LOOKED}`,
    [subscriptionId],
  )
  const keys = digests.map((row) => digestKey(subscriptionId, Number(row['slot'])))
  if (keys.length === 0) return null
  const [row] = await tx.all(
    `SELECT payload FROM delivery WHERE key IN (${placesFor(keys, 2)}) AND channel_id = $1 AND state = 'sent'
      ORDER BY id DESC LIMIT 1`,
    [channelId, ...keys],
  )
  return row ? (JSON.parse(String(row['payload'])) as MessagePayload) : null
}
