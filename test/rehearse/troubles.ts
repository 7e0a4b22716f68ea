/** What goes wrong by chance: in Discord, on the machine, at the sites, and between moderators and the bot's rights. */
import { rateLimited, serverError } from '../../src/sandbox/fault-effects.ts'
import type { FaultEffect } from '../../src/sandbox/faults.ts'
import { oneOf } from '../seeded.ts'
import { planDeed, wakeAll } from './deeds.ts'
import { ownerOf, readPanel } from './orders.ts'
import { backUp } from './restores.ts'
import {
  changeRole,
  deleteChannel,
  denyBot,
  inviteBot,
  openChannel,
  RIGHTS,
  removeBot,
} from './servers.ts'
import {
  DAY,
  excuse,
  HOUR,
  type House,
  MINUTE,
  type Order,
  pick,
  type Stage,
  termsOf,
} from './stage.ts'

const ROUTES = [
  'POST /channels/:channel/messages',
  'POST /channels/:channel/messages',
  'POST /channels/:channel/threads',
  'POST /channels/:channel/messages/:message/threads',
  'POST /channels/:channel/messages/:message/crosspost',
  'GET *',
] as const

const EFFECTS: readonly [FaultEffect, ...FaultEffect[]] = [
  { kind: 'hang', stored: true },
  { kind: 'hang', stored: false },
  { kind: 'drop', stored: true },
  { kind: 'drop', stored: false },
  serverError(500),
  serverError(502),
  rateLimited('user', 2),
  rateLimited('shared', 30),
  rateLimited('global', 1),
]

type Trouble = (stage: Stage) => void | Promise<void>

const ordersIn = ({ orders }: Stage, house: House): Order[] =>
  [...orders.values()].filter((one) => one.house === house && one.state !== 'ended')

/** Nothing is asked of these orders from now until what is given is called, if that is longer than `least`. */
function excuseAll(stage: Stage, orders: readonly Order[], why: string, least: number) {
  const from = stage.clock.now()
  const overs = orders.map((order) => ({ order, over: excuse(order, from, why) }))
  return () => {
    const to = stage.clock.now()
    for (const { order, over } of overs) {
      if (to - from > least) over(to)
      else order.excuses = order.excuses.filter((one) => one.from !== from || one.why !== why)
    }
  }
}

const fault: Trouble = ({ discord: { faults }, random }) => {
  for (let left = 1 + random(3); left > 0; left -= 1) {
    faults.add({
      route: oneOf(ROUTES, random),
      times: 1 + random(3),
      effect: oneOf(EFFECTS, random),
    })
  }
}

/** A fault that nothing has met is over some time. */
const calm: Trouble = ({ discord: { faults } }) => faults.clear()

const outage: Trouble = (stage) => {
  const { discord, random, houses, clock } = stage
  const house = pick(houses, random)
  if (house === undefined || discord.outages.has(house.id)) return
  discord.outages.add(house.id)
  const over = excuseAll(stage, ordersIn(stage, house), 'outage', 20 * HOUR)
  const at = clock.now() + oneOf([2 * MINUTE, HOUR, 6 * HOUR, 18 * HOUR, 2 * DAY], random)
  stage.plan({
    at,
    name: 'outage over',
    run: () => {
      discord.outages.delete(house.id)
      over()
    },
  })
}

/** What the bot has not noticed yet is not over for it. */
function whenNoticed(stage: Stage, then: () => void): void {
  stage.plan({
    at: stage.clock.now() + 5 * MINUTE,
    name: 'noticed',
    run: () => (stage.bot === null ? whenNoticed(stage, then) : then()),
  })
}

const rightsLost: Trouble = (stage) => {
  const { random, houses, clock } = stage
  const house = pick(houses, random)
  const channelId = house && pick(house.channels, random)
  if (house === undefined || channelId === undefined) return
  const right = oneOf(RIGHTS, random)
  const giveBack = denyBot(stage, house, channelId, right)
  const there = ordersIn(stage, house).filter((one) => termsOf(one).channelId === channelId)
  // Where nothing can be read, what was lost on the way stays unsure.
  const over = excuseAll(stage, there, 'rights', right === 'sendMessages' ? 20 * HOUR : 0)
  const at = clock.now() + oneOf([HOUR, 10 * HOUR, 19 * HOUR, 4 * DAY], random)
  stage.plan({
    at,
    name: 'rights back',
    run: () => {
      giveBack()
      whenNoticed(stage, over)
    },
  })
}

const kick: Trouble = (stage) => {
  const { random, houses, clock } = stage
  const house = pick(houses, random)
  if (house === undefined || !removeBot(stage, house)) return
  const over = excuseAll(stage, ordersIn(stage, house), 'kicked', 0)
  const at = clock.now() + oneOf([HOUR, 12 * HOUR, 3 * DAY, 12 * DAY, 34 * DAY], random)
  stage.plan({
    at,
    name: 'invited',
    run: () => {
      inviteBot(stage, house)
      const afterwards = { at: clock.now() + 2 * HOUR, name: 'wake', house }
      planDeed(stage, {
        ...afterwards,
        deed: async (...of) => {
          await wakeAll(...of)
          over()
        },
      })
    },
  })
}

const channelGone: Trouble = (stage) => {
  const { random, houses, clock, known } = stage
  const house = pick(houses, random)
  const channelId = house && pick(house.channels, random)
  if (house === undefined || channelId === undefined || house.channels.length < 2) return
  deleteChannel(stage, channelId)
  house.channels = house.channels.filter((id) => id !== channelId)
  const there = ordersIn(stage, house).filter((one) => termsOf(one).channelId === channelId)
  const over = excuseAll(stage, there, 'channel gone', 0)
  planDeed(stage, {
    at: clock.now() + oneOf([HOUR, 10 * HOUR, 5 * DAY], random),
    name: 'moved on',
    house,
    deed: async (_, bot) => {
      const to = openChannel(stage, house)
      for (const { id } of there) {
        const caller = ownerOf(stage, house, to)
        const view = await bot.services.subscriptionOf(id, caller)
        if (!view.ok) continue
        const { version } = view.value.subscription
        await bot.services.move({ id, version, channel: known.chosen(to, caller) }, caller)
        await bot.services.setPaused(id, false, caller)
      }
      await readPanel(stage, bot, house)
      over()
    },
  })
}

const role: Trouble = (stage) => {
  const house = pick(stage.houses, stage.random)
  const member = house && pick(house.members, stage.random)
  if (house && member) changeRole(stage, house, member)
}

const siteFails: Trouble = (stage) => {
  const { press, random, clock } = stage
  const site = pick(press.sites, random)
  if (site === undefined) return
  press.fail(site)
  const at = clock.now() + oneOf([HOUR, 10 * HOUR, 2 * DAY, 6 * DAY], random)
  stage.plan({ at, name: 'mended', run: () => press.mend(site) })
}

/** The bot dies at some crossing between it and the world; not where nothing of it happens for long. */
const kill: Trouble = ({ bot, random }) => bot?.fate.dieAfter(random(60))

/** The bot dies while Discord has stored a message and has not said so. */
const killAtPost: Trouble = ({ bot, random }) => bot?.fate.dieAtPost(random(6))

/** The machine is switched off. */
const stop: Trouble = ({ bot }) => bot?.fate.die()

/** A clock that was not set right for a while: less than what is allowed for when a channel is read back. */
const skewed: Trouble = ({ skew, random }) => {
  skew.ms = random(2) === 0 ? 0 : random(90_000) - 45_000
}

/** How often each happens, in a year of one bot or of one server. */
export const TROUBLES: readonly {
  name: string
  aYear: number
  of: 'bot' | 'server'
  trouble: Trouble
}[] = [
  { name: 'fault', aYear: 300, of: 'bot', trouble: fault },
  { name: 'calm', aYear: 50, of: 'bot', trouble: calm },
  { name: 'kill', aYear: 120, of: 'bot', trouble: kill },
  { name: 'kill at post', aYear: 80, of: 'bot', trouble: killAtPost },
  { name: 'stop', aYear: 12, of: 'bot', trouble: stop },
  { name: 'copy', aYear: 12, of: 'bot', trouble: backUp },
  { name: 'skew', aYear: 24, of: 'bot', trouble: skewed },
  { name: 'site fails', aYear: 40, of: 'bot', trouble: siteFails },
  { name: 'outage', aYear: 4, of: 'server', trouble: outage },
  { name: 'rights', aYear: 3, of: 'server', trouble: rightsLost },
  { name: 'kick', aYear: 1, of: 'server', trouble: kick },
  { name: 'channel gone', aYear: 1, of: 'server', trouble: channelGone },
  { name: 'role', aYear: 8, of: 'server', trouble: role },
]
