/** What moderators do with their digests, by chance, each through the service that its command calls. */
import { oneOf, type Random } from '../seeded.ts'
import type { Bot } from './bot.ts'
import { hasSlotBetween } from './calendar.ts'
import { TOPICS } from './feeds.ts'
import { ownerOf, readPanel } from './orders.ts'
import { ZONES } from './servers.ts'
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

const TIMES = [
  '7:30',
  '7:30',
  '7:00',
  '12:00',
  '18:00',
  '21:45',
  '2:30',
  '0:00',
  '23:59',
  '1:15',
] as const
const INSTANT = ['instant', 'instant always', 'instant except 21:00-08:00'] as const
const DAYS = [null, null, 'weekdays', 'mon, thu', 'weekend'] as const

export type Deed = (stage: Stage, bot: Bot, house: House) => Promise<void>

const whenOf = (random: Random): string =>
  random(6) === 0 ? oneOf(INSTANT, random) : oneOf(TIMES, random)

/** Orders a digest of some sites into a channel of the server. */
export const subscribe: Deed = async (stage, bot, house) => {
  const { random, press, known } = stage
  const channelId = pick(house.channels, random) ?? ''
  const caller = ownerOf(stage, house, channelId)
  const sites = new Set(Array.from({ length: 1 + random(3) }, () => pick(press.sites, random)))
  await bot.services.subscribe(
    {
      feed: [...sites].map((site) => site?.url).join(' '),
      channel: known.chosen(channelId, caller),
      time: whenOf(random),
      zone: random(4) === 0 ? oneOf(ZONES, random) : house.zone,
      days: oneOf(DAYS, random),
      count: oneOf([null, 3, 5, 8], random),
      roleId: random(3) === 0 ? house.readersRole : null,
      silent: random(6) === 0,
      thread: random(4) === 0,
    },
    caller,
  )
  await readPanel(stage, bot, house)
}

const ordersOf = ({ orders }: Stage, house: House, state: Order['state'] | null = null) =>
  [...orders.values()].filter(
    (one) => one.house === house && (state === null ? one.state !== 'ended' : one.state === state),
  )

/** The version that a panel shows at this moment. */
async function versionOf(stage: Stage, bot: Bot, { id, house }: Order): Promise<number | null> {
  const view = await bot.services.subscriptionOf(id, ownerOf(stage, house))
  return view.ok ? view.value.subscription.version : null
}

const withOrder =
  (
    act: (stage: Stage, bot: Bot, order: Order) => Promise<unknown>,
    state: Order['state'] | null = null,
  ): Deed =>
  async (stage, bot, house) => {
    const order = pick(ordersOf(stage, house, state), stage.random)
    if (order === undefined) return
    await act(stage, bot, order)
    await readPanel(stage, bot, house)
  }

const setTerms = withOrder(async (stage, bot, order) => {
  const { random } = stage
  const version = await versionOf(stage, bot, order)
  if (version === null) return
  const when = [oneOf(DAYS, random) ?? 'every day', whenOf(random)]
  const typed = oneOf(
    [
      { when: when[1] ?? '' },
      { when: when[0]?.startsWith('every') ? (when[1] ?? '') : (when[0] ?? '') },
      { zone: oneOf(ZONES, random) },
      { count: oneOf(['3', '5', '8'], random) },
      { silent: random(2) === 0 },
    ],
    random,
  )
  await bot.services.setTerms({ id: order.id, version, typed }, ownerOf(stage, order.house))
})

const setFilters = withOrder(async (stage, bot, order) => {
  const version = await versionOf(stage, bot, order)
  if (version === null) return
  const without = stage.random(3) === 0 ? '' : oneOf(TOPICS, stage.random)
  await bot.services.setFilters(
    { id: order.id, version, typed: { without } },
    ownerOf(stage, order.house),
  )
})

const move = withOrder(async (stage, bot, order) => {
  const { random, known } = stage
  const version = await versionOf(stage, bot, order)
  const channelId = pick(order.house.channels, random) ?? ''
  if (version === null) return
  const caller = ownerOf(stage, order.house, channelId)
  const channel = known.chosen(channelId, caller)
  await bot.services.move({ id: order.id, version, channel }, caller)
})

/** Short enough that no slot passes, or as long as somebody is away. */
const pause = withOrder(async (stage, bot, order) => {
  const { random, clock } = stage
  const from = clock.now()
  await bot.services.setPaused(order.id, true, ownerOf(stage, order.house))
  const over = excuse(order, from, 'paused')
  const at = from + oneOf([20 * MINUTE, 2 * HOUR, 10 * HOUR, 3 * DAY], random)
  const resume: Deed = async (_, later) => {
    await later.services.setPaused(order.id, false, ownerOf(stage, order.house))
    await readPanel(stage, later, order.house)
    const back = clock.now()
    // Over no slot it is no pause: then nothing is left out.
    if (hasSlotBetween(from, back, termsOf(order))) over(back)
    else order.excuses = order.excuses.filter((one) => one.from !== from || one.why !== 'paused')
  }
  planDeed(stage, { at, name: 'resume', house: order.house, deed: resume })
}, 'active')

const endAndTakeBack = withOrder(async (stage, bot, order) => {
  const { random, clock } = stage
  await bot.services.unsubscribe(order.id, ownerOf(stage, order.house))
  const at = clock.now() + oneOf([MINUTE, HOUR, DAY], random)
  const undo: Deed = async (_, later) => {
    await later.services.restore(order.id, ownerOf(stage, order.house))
    await readPanel(stage, later, order.house)
  }
  if (random(4) > 0) planDeed(stage, { at, name: 'take back', house: order.house, deed: undo })
})

const now = withOrder(async (stage, bot, order) => {
  const { clock, skew } = stage
  const caller = ownerOf(stage, order.house, termsOf(order).channelId)
  const minute = Math.floor((clock.now() + skew.ms) / MINUTE)
  const there = ordersOf(stage, order.house).filter(
    (one) => termsOf(one).channelId === termsOf(order).channelId,
  )
  for (const one of [order, ...there]) one.byHand.add(minute)
  const isOne = stage.random(2) === 0
  await bot.services.digestNow(
    isOne ? { subscriptionId: order.id } : { channelId: termsOf(order).channelId },
    caller,
  )
}, 'active')

const preview = withOrder((stage, bot, order) =>
  bot.services.preview(order.id, ownerOf(stage, order.house)),
)

/** Who is in the server sets right what stands still. */
export const wakeAll: Deed = async (stage, bot, house) => {
  await readPanel(stage, bot, house)
  for (const order of ordersOf(stage, house, 'paused')) {
    await bot.services.setPaused(order.id, false, ownerOf(stage, house))
  }
  await readPanel(stage, bot, house)
}

export const setNotices: Deed = async (stage, bot, house) => {
  if (house.notices === null) return
  const caller = ownerOf(stage, house)
  const notices = stage.known.chosen(house.notices, caller)
  await bot.services.changeSettings({ notices, zone: house.zone }, caller)
}

/** How often each happens in a server, in a year. */
export const DEEDS: readonly { name: string; aYear: number; deed: Deed }[] = [
  { name: 'terms', aYear: 8, deed: setTerms },
  { name: 'filters', aYear: 4, deed: setFilters },
  { name: 'move', aYear: 3, deed: move },
  { name: 'pause', aYear: 4, deed: pause },
  { name: 'end', aYear: 1.5, deed: endAndTakeBack },
  { name: 'now', aYear: 5, deed: now },
  { name: 'preview', aYear: 2, deed: preview },
  { name: 'subscribe', aYear: 1, deed: subscribe },
]

/** Plans a deed for when the bot is there: nobody can give a command to one that is down. */
export function planDeed(
  stage: Stage,
  { at, name, house, deed }: { at: number; name: string; house: House; deed: Deed },
): void {
  stage.plan({
    at,
    name,
    run: async () => {
      const { bot, clock, known } = stage
      if (bot === null || bot.fate.isDead || !known.isIn(house.id)) {
        return planDeed(stage, { at: clock.now() + 7 * HOUR, name, house, deed })
      }
      const ended = await Promise.race([deed(stage, bot, house).then(() => 'done'), bot.fate.died])
      // Whoever saw no answer tries again.
      if (ended === 'died') planDeed(stage, { at: clock.now() + HOUR, name, house, deed })
    },
  })
}
