/**
 * Stands in the sandbox's channels and beside the sites, and nowhere in the bot: what was posted, when, where and how, against
 * what was published and ordered.
 */
import { createHash } from 'node:crypto'
import { parseDigestKey } from '../../src/delivery/nonce.ts'
import { parseCustomId } from '../../src/model/command.ts'
import type { Message } from '../../src/sandbox/world.ts'
import { isNight, isQuietAt, isSlot } from './calendar.ts'
import { DAY, downBetween, HOUR, MINUTE, type Order, type Stage, termsDuring } from './stage.ts'

export type Violation = { at: number; kind: string; what: string }

/** One digest as it stands in its channel. */
export type Post = {
  key: string
  order: Order
  slot: number
  at: number
  channelId: string
  cards: string[]
  /** Behind its button; null until somebody has pressed it. */
  listed: string[] | null
  /** What was shown here and may be told again: the bot lost it with its store. */
  forgotten: Set<string>
}

/** https://docs.discord.com/developers/resources/message#message-object-message-flags */
const SUPPRESS_NOTIFICATIONS = 1 << 12
/** A digest may be composed five minutes late and sent five minutes after that before it counts as late. */
const RINGS_WITHIN = 11 * MINUTE
/** A digest is merged into the next three hours after its slot, and given up a day after it was composed. */
const LATEST = DAY + 3 * HOUR + 30 * MINUTE

const controlsOf = (message: Message) =>
  message.components.flatMap((row) => row['components'] as { custom_id?: string }[])

const customIds = (message: Message) =>
  controlsOf(message).flatMap(({ custom_id = '' }) => parseCustomId(custom_id) ?? [])

/** A notice's key ends with the minute in which it was written; what kept it on its way does not make two of a day. */
function toldAt(message: Message): number | null {
  const minutes = customIds(message)
    .flatMap(({ args }) => args)
    .flatMap((arg) => /^[np][0-9a-z]+-[0-9a-z]+-([0-9a-z]+)$/.exec(arg)?.[1] ?? [])
  return minutes[0] === undefined ? null : Number.parseInt(minutes[0], 36) * MINUTE
}

const bare = (url: unknown): string => String(url).replace(/#.*$/, '')

export class Observer {
  readonly violations: Violation[] = []
  readonly posts: Post[] = []
  readonly #byKey = new Map<string, Post>()
  readonly byOrder = new Map<number, Post[]>()
  /** Where an address stands on a card. */
  readonly cards = new Map<string, Post[]>()
  /** Digests whose button nobody has pressed yet. */
  readonly unopened: Post[] = []
  /** Of each server, when something was told there that is no digest. */
  readonly notices = new Map<string, { at: number; channelId: string }[]>()
  readonly #hash = createHash('sha256')
  #stage: Stage | null = null
  events = 0

  watch(stage: Stage): void {
    this.#stage = stage
    stage.discord.stored.on('message', (message) => this.#stood(stage, message))
  }

  /** Puts something that happened into what two runs of a seed are compared by. */
  note(text: string): void {
    this.events += 1
    this.#hash.update(`${text}\n`)
  }

  get hash(): string {
    return this.#hash.copy().digest('hex').slice(0, 16)
  }

  blame(kind: string, what: string): void {
    this.violations.push({ at: this.#stage?.clock.now() ?? 0, kind, what })
  }

  #stood(stage: Stage, message: Message): void {
    // Discord itself hands announcements on.
    if (message['webhook_id'] !== undefined) return
    const at = stage.clock.now()
    const ids = customIds(message)
    const key = ids.flatMap(({ args }) => args).find((arg) => parseDigestKey(arg) !== null)
    const embeds = message.embeds.map(({ url }) => String(url)).join(' ')
    this.note(`${at} ${message.channel_id} ${message.flags} ${key ?? 'notice'} ${embeds}`)
    if (key === undefined) this.#notice(stage, message)
    else this.#digest(stage, message, { key, hasMore: ids.some(({ route }) => route === 'rest') })
  }

  #digest(
    stage: Stage,
    message: Message,
    { key, hasMore }: { key: string; hasMore: boolean },
  ): void {
    const at = stage.clock.now()
    const { subscriptionId, slotMinute } = parseDigestKey(key) ?? {
      subscriptionId: 0,
      slotMinute: 0,
    }
    const order = stage.orders.get(subscriptionId)
    if (this.#byKey.has(key)) this.blame('doubled', `${key} stands there twice`)
    if (order === undefined) this.blame('unordered', key)
    if (order === undefined || this.#byKey.has(key)) return
    const cards = message.embeds.map(({ url }) => bare(url))
    const post: Post = {
      ...{ key, order, at, cards, slot: slotMinute * MINUTE, channelId: message.channel_id },
      listed: hasMore ? null : [],
      forgotten: new Set(),
    }
    this.#byKey.set(key, post)
    this.posts.push(post)
    if (hasMore) this.unopened.push(post)
    this.#inOrder(post)
    this.#onTime(stage, post)
    this.#rings(stage, post, message)
  }

  #inOrder(post: Post): void {
    const known = this.byOrder.get(post.order.id) ?? []
    const last = known.at(-1)
    known.push(post)
    this.byOrder.set(post.order.id, known)
    for (const url of post.cards) this.cards.set(url, [...(this.cards.get(url) ?? []), post])
    if (last && last.slot >= post.slot) {
      this.blame('out-of-order', `${post.key} after ${last.key}`)
    }
  }

  #onTime(stage: Stage, { order, slot, at, key, channelId }: Post): void {
    const wrong = Math.abs(stage.skew.ms) + MINUTE
    // What was in the ledger when the machine went off goes out when it is back.
    const latest = slot + LATEST + wrong + downBetween(stage, slot, at)
    if (at < slot - wrong) this.blame('too-early', `${key} ${(slot - at) / MINUTE} min`)
    if (at > latest) this.blame('too-late', `${key} ${(at - slot) / HOUR} h`)
    const held = termsDuring(order, slot - DAY, at)
    const isRight = held.some((terms) =>
      terms.instant === null ? isSlot(slot, terms) : !isQuietAt(slot, terms),
    )
    const isByHand = order.byHand.has(Math.floor(slot / MINUTE))
    if (!isRight && !isByHand) this.blame('no-slot', `${key} ${new Date(slot).toISOString()}`)
    const places = termsDuring(order, slot - DAY, at).map((one) => one.channelId)
    const parent = this.#stage?.discord.world.channels.get(channelId)?.thread?.parentId
    if (!places.includes(channelId) && !places.includes(parent ?? '')) {
      this.blame('wrong-channel', key)
    }
  }

  #rings({ skew }: Stage, { order, slot, at, key }: Post, message: Message): void {
    const isSilent = (message.flags & SUPPRESS_NOTIFICATIONS) !== 0
    const names = (message['mention_roles'] as string[]).length > 0
    if (isSilent && !names) return
    const isLate = at - slot > RINGS_WITHIN + Math.abs(skew.ms)
    if (names && isLate) this.blame('mentions-late', key)
    const zones = termsDuring(order, slot - DAY, at).map(({ zone }) => zone)
    if (isLate && zones.every((zone) => isNight(at, zone))) this.blame('rings-at-night', key)
  }

  #notice({ discord: { world }, houses, orders, clock }: Stage, message: Message): void {
    const at = clock.now()
    const channel = world.channels.get(message.channel_id)
    const house = houses.find(({ id }) => id === channel?.guildId)
    const owner = houses.find(({ ownerId }) => ownerId === channel?.recipientId)
    const own = house ?? owner
    if (own === undefined) this.blame('stray', JSON.stringify(message).slice(0, 200))
    if (own === undefined) return
    const told = this.notices.get(own.id) ?? []
    const since = toldAt(message) ?? at
    this.notices.set(own.id, [...told, { at: since, channelId: message.channel_id }])
    const here = told.filter(({ channelId }) => channelId === message.channel_id)
    if (here.some((one) => since - one.at < DAY - 2 * MINUTE))
      this.blame('two-notices-a-day', message.content)
    const isReaders = [...orders.values()].some(
      ({ terms }) => terms.at(-1)?.channelId === channel?.id,
    )
    if (isReaders && channel?.id !== own.notices) this.blame('notice-to-readers', message.content)
    const isSilent = (message.flags & SUPPRESS_NOTIFICATIONS) !== 0
    if (!isSilent && isNight(at, own.zone)) this.blame('notice-at-night', message.content)
  }
}
