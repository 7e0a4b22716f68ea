/**
 * A server that has invited the bot again.
 *
 *   was left, and the bot is in it ─→ one transaction: no longer left + a notice with one button, where digests wait ─→
 *   its notices channel, else the direct messages of who subscribed ─→ the button: all of them go on
 *
 * Nobody may want them as they were: until somebody says so they stay paused.
 */
import { backNotice } from '../delivery/back-notice.ts'
import { addDelivery } from '../delivery/delivery-table.ts'
import { noticeKey } from '../delivery/notice-key.ts'
import { quiet } from '../delivery/quiet.ts'
import type { Caller } from '../model/caller.ts'
import type { Subscription } from '../model/subscription.ts'
import type { Tx } from '../storage/db.ts'
import { noteChange } from '../subscription/change-table.ts'
import { nextLook } from '../subscription/instant.ts'
import { leftServers, noteBack } from '../subscription/left-server-table.ts'
import { serverSettings } from '../subscription/server-table.ts'
import { setState, subscriptionsOf } from '../subscription/subscription-table.ts'
import type { Deps } from './deps.ts'
import { directFor, type NoticeDeps } from './notices.ts'

const DAY_MS = 24 * 3_600_000

async function waitingIn(tx: Tx, guildId: string): Promise<Subscription[]> {
  const all = await subscriptionsOf(tx, guildId)
  return all.filter(({ state, pausedFor }) => state === 'paused' && pausedFor === 'removed')
}

async function welcome(deps: NoticeDeps, guildId: string): Promise<void> {
  const waiting = await waitingIn(deps.db, guildId)
  const [first] = waiting
  const { notices, locale } = await serverSettings(deps.db, guildId)
  const channelId = notices ?? (first ? await directFor(deps, first) : null)
  const now = deps.clock.now()
  await deps.db.tx(async (tx) => {
    await noteBack(tx, guildId)
    if (first === undefined || channelId === null) return
    const key = noticeKey({ guildId, channelId }, now)
    const payload = quiet(backNotice(waiting.length, { locale: locale ?? first.locale, key }))
    const place = { key, guildId, channelId, digestId: null, position: 0, postings: [] }
    await addDelivery(tx, { ...place, kind: 'notice', payload }, now)
  })
  deps.log.info({ guild: guildId, waiting: waiting.length }, 'invited again')
}

/** Welcomes servers that were left and have the bot again; gives how many. */
export async function welcomeBack(
  deps: NoticeDeps,
  isIn: (guildId: string) => boolean,
): Promise<number> {
  const back = (await leftServers(deps.db)).filter(({ guildId }) => isIn(guildId))
  for (const { guildId } of back) await welcome(deps, guildId)
  return back.length
}

/** Lets all digests of the caller's server go on that wait since it invited the bot again; gives how many. */
export function resumeReturned({ db, clock }: Deps, caller: Caller): Promise<number> {
  const { guildId, userId } = caller
  if (guildId === null) return Promise.resolve(0)
  const now = clock.now()
  return db.tx(async (tx) => {
    const waiting = (await waitingIn(tx, guildId)).filter((one) => caller.tends(one.channelId))
    for (const { id, schedule, slotAt } of waiting) {
      const to = { from: ['paused'], state: 'active', pausedFor: null } as const
      const fresh = now - slotAt > DAY_MS
      await setState(tx, { id, ...to, fresh, slotAt: nextLook(schedule, now) })
      await noteChange(tx, id, { by: userId, at: now, how: 'resume' })
    }
    return waiting.length
  })
}
