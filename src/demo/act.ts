/**
 * The demo from its first command to its first digests.
 *
 *   set the stage ─→ read the added feeds ─→ of each server: subscribe by slash command ─→ move to its morning
 *   ─→ what was posted
 */
import { createFetch } from '../fetch/fetch.ts'
import type { Message } from '../sandbox/sandbox.ts'
import { saveServerSettings } from '../subscription/server-table.ts'
import { addFeeds } from './added-feeds.ts'
import { BEFORE_MORNING_MS, type Stage, setStage } from './stage.ts'
import { type Order, ordersOf, subscribe } from './subscribe.ts'

export type Posted = { channel: string; server: string; message: Message }

export type Demo = {
  stage: Stage
  posted: readonly Posted[]
  /** Added feeds that could not be read, or have nothing to show. */
  problems: readonly string[]
  close(): Promise<void>
}

/** The person at this machine names the feeds: they may be on their own machine or network. */
const ANYWHERE = ['0.0.0.0/0', '::/0']

async function subscribeAll(stage: Stage, orders: readonly Order[]): Promise<string[]> {
  const problems: string[] = []
  for (const order of orders) {
    const refusal = await subscribe(stage, order)
    if (refusal !== null) problems.push(`#${order.channel}: ${refusal}`)
  }
  return problems
}

/** Each server's channels are subscribed a minute before its first morning; the earlier one comes first. */
async function liveMornings(stage: Stage, orders: readonly Order[]): Promise<string[]> {
  const { firstSlots } = stage
  const refused: string[] = []
  for (const slot of [...new Set(Object.values(firstSlots))].toSorted((a, b) => a - b)) {
    await stage.moveTo(slot - BEFORE_MORNING_MS)
    const mine = orders.filter(({ lang }) => firstSlots[lang] === slot)
    refused.push(...(await subscribeAll(stage, mine)))
    await stage.moveTo(slot)
  }
  return refused
}

/** A digest that a visitor orders without a zone comes in the morning to which the page's button moves. */
const liveBy = ({ bot, servers, mornings }: Stage): Promise<void> =>
  bot.db.tx(async (tx) => {
    for (const lang of ['ja', 'en'] as const)
      await saveServerSettings(tx, servers[lang].guildId, { zone: mornings[lang].zone })
  })

/**
 * Plays it. `say` is told what is going on.
 *
 * @param names addresses and files of feeds to add
 * @param zone by which the English server lives: the viewer's own, so that a digest of the morning comes in the morning
 */
export async function playDemo(
  names: readonly string[],
  zone: string,
  say: (line: string) => void,
): Promise<Demo> {
  say('Starting a Discord on loopback, sample feeds and the bot …')
  const fetch = createFetch({ allowHosts: ANYWHERE, userAgent: 'ChrysanthemumDigest/0.1 (demo)' })
  const stage = await setStage({ allowHosts: names.length > 0 ? ANYWHERE : [], zone })
  await liveBy(stage)
  if (names.length > 0) say(`Reading ${names.length} more …`)
  const added = await addFeeds(names, { fetch })
  const orders = ordersOf(stage, added.feeds)
  say(`Subscribing ${orders.length} channels with /digest subscribe …`)
  say('Moving the clock to 7:30 in the morning …')
  const refused = await liveMornings(stage, orders)
  const posted = orders.flatMap(({ channel, channelId, server }) =>
    stage.sandbox
      .messages(channelId)
      .map((message): Posted => ({ channel, server: server.name, message })),
  )
  const silent = orders.filter(({ channelId }) => stage.sandbox.messages(channelId).length === 0)
  return {
    stage,
    posted,
    problems: [
      ...added.bad.map(({ name, message }) => `${name}: ${message}`),
      ...refused,
      ...silent.map(({ channel }) => `#${channel}: nothing to show yet.`),
    ],
    close: async () => {
      await stage.close()
      await added.close()
    },
  }
}
