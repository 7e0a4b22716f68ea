/** What is done every minute and every hour, by one process of all. */
import type { Place } from '../model/place.ts'
import { HOUSEKEEPING } from '../services/after-copy.ts'
import { welcomeBack } from '../services/come-back.ts'
import type { Deps } from '../services/deps.ts'
import { prepareKeptHolidays } from '../services/holidays.ts'
import { keepOrForget } from '../services/leave.ts'
import { tellNotices } from '../services/notices.ts'
import { tellPlaces } from '../services/place-notices.ts'
import { resumeAllowed } from '../services/resume.ts'
import { sweep } from '../storage/keyv.ts'
import { tick } from '../storage/tick.ts'
import { sweepStories } from '../story/story-table.ts'

const MINUTE = 60_000
const HOUR = 3_600_000

const isFirst = ({ db }: Pick<Deps, 'db'>, name: string, slot: number) =>
  db.tx((tx) => tick(tx, name, slot))

/** What needs the store alone, and a way to people's direct messages; gives whether there is something to send at once. */
export async function keepHouse(deps: Deps): Promise<boolean> {
  const { db, clock } = deps
  const now = clock.now()
  // Each process keeps its own: no tick of all of them.
  if (Math.floor(now / MINUTE) % 60 === 0) await prepareKeptHolidays(deps)
  if (await isFirst(deps, HOUSEKEEPING, Math.floor(now / MINUTE))) {
    await sweep(db, now)
    await db.tx((tx) => sweepStories(tx, now))
  }
  const told = await tellPlaces(deps)
  if (await isFirst(deps, 'notices', Math.floor(now / HOUR))) {
    await tellNotices(deps)
  }
  return told > 0
}

/** What needs to know where the bot is and what it may there; gives whether digests go on that were paused. */
export async function keepPlaces(
  deps: Deps,
  {
    botLacks,
    placeOf,
    isIn,
  }: {
    botLacks: Parameters<typeof resumeAllowed>[1]
    placeOf: (channelId: string) => Place | null
    isIn: (guildId: string) => boolean
  },
): Promise<boolean> {
  const resumed = await resumeAllowed(deps, botLacks, placeOf)
  const back = await welcomeBack(deps, isIn)
  if (await isFirst(deps, 'places', Math.floor(deps.clock.now() / HOUR))) {
    await keepOrForget(deps, isIn)
  }
  return resumed + back > 0
}
