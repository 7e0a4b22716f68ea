/** Which zone's days are meant where somebody is. */
import type { Caller } from '../model/caller.ts'
import { subscriptionsOf } from '../subscription/subscription-table.ts'
import type { Deps } from './deps.ts'
import { settings } from './settings.ts'

/** Gives the zone of the channel's digest, else that of its server, else UTC. */
export async function zoneHere(deps: Pick<Deps, 'db'>, caller: Caller): Promise<string> {
  const { guildId, channelId } = caller
  const all = guildId === null ? [] : await subscriptionsOf(deps.db, guildId)
  const here = all.find((one) => one.channelId === channelId)
  return here?.schedule.zone ?? (await settings(deps, caller))?.zone ?? 'UTC'
}
