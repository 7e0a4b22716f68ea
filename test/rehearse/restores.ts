/**
 * The data file is put back from a copy of some hours or days ago, as an operator does it. What people know then: orders are as they
 * were; what was shown behind a button since is told again, and so are cards in channels that nobody can read back.
 */
import { copyFile, rm } from 'node:fs/promises'
import { oneOf } from '../seeded.ts'
import { planDeed } from './deeds.ts'
import type { Post } from './observer.ts'
import { ownerOf, readPanel } from './orders.ts'
import { DAY, excuse, HOUR, type House, type Order, pick, type Stage, termsOf } from './stage.ts'

export type Copy = { file: string; copiedAt: number }

export type PutBack = Copy & {
  at: number
  isThere: boolean
  /** Channels whose posts the bot has read since. */
  read: Set<string>
}

const AGES = [2 * HOUR, 5 * HOUR, 12 * HOUR, DAY, 2 * DAY] as const

/** Makes a copy while the bot runs, and plans that it is put back. */
export async function backUp(stage: Stage): Promise<void> {
  const { bot, clock, random, file } = stage
  if (bot === null || bot.fate.isDead || stage.copy !== null) return
  const copy = { file: `${file}.copy`, copiedAt: clock.now() }
  stage.copy = copy
  await bot.db.exec(`VACUUM INTO '${copy.file}'`)
  stage.plan({
    at: clock.now() + oneOf(AGES, random),
    name: 'put back',
    run: () => {
      stage.putBack = { ...copy, at: clock.now(), isThere: false, read: new Set() }
      stage.bot?.fate.die()
    },
  })
}

/** Puts the copy where the file was, with the bot stopped; gives what is to be learnt after it, if anything. */
export async function putBackFile(stage: Stage): Promise<PutBack | null> {
  const { putBack, file, clock } = stage
  if (putBack === null || putBack.isThere) return putBack
  await Promise.all(['-wal', '-shm'].map((end) => rm(`${file}${end}`, { force: true })))
  await copyFile(putBack.file, file)
  await rm(putBack.file)
  putBack.isThere = true
  putBack.at = clock.now()
  stage.copy = null
  return putBack
}

/** What was published since the copy is news to the bot once more, if it is still to be read. */
function forgetServed({ press }: Stage, { copiedAt }: PutBack): void {
  for (const { all } of press.sites) {
    for (const item of all) {
      if (item.servedAt === null || item.servedAt < copiedAt) continue
      item.servedAt = null
      item.isServedAnew = true
    }
  }
}

/** Behind a button of what was posted since stands nothing any more; what stands on cards that were read counts. */
function forgetPost({ observer, discord: { world } }: Stage, post: Post, read: Set<string>): void {
  if (post.listed === null) {
    const before = observer.byOrder.get(post.order.id)?.findLast(({ at }) => at < post.at)
    excuse(post.order, before?.at ?? post.order.since, 'not opened')(post.at)
  }
  const parent = world.channels.get(post.channelId)?.thread?.parentId ?? ''
  const isRead = read.has(post.channelId) || read.has(parent)
  for (const url of [...(post.listed ?? []), ...(isRead ? [] : post.cards)]) post.forgotten.add(url)
  post.listed = []
  if (!isRead) post.cards = []
}

function forgetTold(stage: Stage, { copiedAt, read }: PutBack): void {
  const { observer } = stage
  for (const post of observer.posts) if (post.at >= copiedAt) forgetPost(stage, post, read)
  observer.unopened.length = 0
  for (const [house, told] of observer.notices) {
    const known = told.filter(({ at }) => at < copiedAt)
    observer.notices.set(house, known)
  }
}

/** Who finds a digest in an older state sets it right. */
async function setRight(stage: Stage, house: House): Promise<void> {
  const { bot, known, random, orders } = stage
  if (bot === null) return
  await readPanel(stage, bot, house)
  for (const order of orders.values()) {
    if (order.house !== house || order.state === 'ended') continue
    const to = pick(house.channels, random) ?? ''
    const caller = ownerOf(stage, house, to)
    const view = await bot.services.subscriptionOf(order.id, caller)
    if (view.ok && known.placeOf(termsOf(order).channelId) === null) {
      const { version } = view.value.subscription
      const channel = known.chosen(to, caller)
      await bot.services.move({ id: order.id, version, channel }, caller)
    }
    if (order.state === 'paused') await bot.services.setPaused(order.id, false, caller)
  }
  await readPanel(stage, bot, house)
}

const hasChangedSince = ({ terms, excuses, endedAt }: Order, since: number): boolean =>
  terms.some(({ from }) => from >= since) ||
  excuses.some(({ to }) => to === null || to >= since) ||
  (endedAt !== null && endedAt >= since)

/** Orders of after the copy are gone, and their numbers are given anew; those that were changed since are as before. */
function takeBackOrders(stage: Stage, { copiedAt }: PutBack): void {
  const { orders, observer, houses, clock } = stage
  for (const order of [...orders.values()]) {
    if (order.since < copiedAt) continue
    orders.delete(order.id)
    observer.byOrder.delete(order.id)
  }
  for (const house of houses) {
    const changed = [...orders.values()].filter(
      (one) => one.house === house && hasChangedSince(one, copiedAt),
    )
    if (changed.length === 0) continue
    const overs = changed.map((order) => excuse(order, copiedAt, 'as before'))
    const deed = async () => {
      await setRight(stage, house)
      for (const over of overs) over(clock.now())
    }
    planDeed(stage, { at: clock.now() + HOUR, name: 'set right', house, deed })
  }
}

/** Is called when the bot has learnt what it lacks: from now on it is held to that. */
export function putBackDone(stage: Stage, putBack: PutBack): void {
  forgetServed(stage, putBack)
  forgetTold(stage, putBack)
  takeBackOrders(stage, putBack)
  stage.putBack = null
}
