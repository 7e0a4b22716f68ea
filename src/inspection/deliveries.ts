/**
 * `deliveries FILE`: what of a bot's data file was not posted, or went without a card, one line each with its payload;
 * `--again ID` makes one due again, whole as it was composed.
 */
import { keptDeliveries, sendAgain } from '../delivery/kept-table.ts'
import type { Db } from '../storage/db.ts'
import type { Print } from './lines.ts'

/** Prints the lines, or what became of the one that is to be sent again. Gives whether it was there. */
export async function inspectDeliveries(
  db: Db,
  { again, now, print }: { again: number | null; now: number; print: Print },
): Promise<boolean> {
  if (again !== null) {
    const isDue = await db.tx((tx) => sendAgain(tx, { id: again, now }))
    print({ id: again, again: isDue })
    return isDue
  }
  for (const { createdAt, ...kept } of await keptDeliveries(db)) {
    print({ ...kept, created: new Date(createdAt).toISOString() })
  }
  return true
}
