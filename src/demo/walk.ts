/** The way of the demo's clock when a visitor moves it: nothing that was ordered is passed over. */
import { OWN_DIGESTS } from '../../config/member-limits.ts'
import { nextDeliveryAt } from '../delivery/delivery-table.ts'
import type { Tx } from '../storage/db.ts'
import { subscriptionsBefore } from '../subscription/subscription-table.ts'
import type { Stage } from './stage.ts'

type Walked = Pick<Stage, 'clock' | 'bot' | 'moveTo'>

/** Gives the next moment at which a digest is made or a message goes out; null where none is up to `until`. */
async function nextOwed(tx: Tx, { now, until }: { now: number; until: number }) {
  const [subscription] = await subscriptionsBefore(tx, { now, slotBefore: until })
  const moments = [subscription?.slotAt ?? null, await nextDeliveryAt(tx)].filter(
    (at) => at !== null && at > now && at <= until,
  ) as number[]
  return moments.length === 0 ? null : Math.min(...moments)
}

/**
 * Moves to a moment, and by way of each digest before it: whose own time is another comes then, not hours late. Personal
 * digests are spread over the minutes after it, and nobody would wait for them in front of a page: they are gone along with.
 */
export async function walkTo(time: number, { clock, bot, moveTo }: Walked): Promise<void> {
  const owedUntil = (until: number) => bot.db.tx((tx) => nextOwed(tx, { now: clock.now(), until }))
  for (let at = await owedUntil(time - 1); at !== null; at = await owedUntil(time - 1))
    await moveTo(at)
  await moveTo(time)
  const end = time + OWN_DIGESTS.spreadMs
  for (let at = await owedUntil(end); at !== null; at = await owedUntil(end)) await moveTo(at)
}
