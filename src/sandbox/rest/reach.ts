/** What of channels and messages the bot can reach. */
import { ApiError } from '../api-error.ts'
import { BIT, has } from '../permissions.ts'
import { type Channel, type Message, permissionsOf, type World } from '../world.ts'
import type { Api, Call } from './route.ts'

export type Reached = { channel: Channel; may: bigint }

/** Without VIEW_CHANNEL everything in a channel is out of reach. */
export function reach(world: World, id: string | undefined): Reached {
  const channel = world.channels.get(id ?? '')
  if (channel === undefined) throw world.rules.missing('unknown-channel')
  const may = permissionsOf(world, world.bot.id, channel)
  if (!has(may, BIT.viewChannel)) world.rules.refuse('view-channel')
  return { channel, may }
}

/** Gives the message that a request names. */
export function reachMessage({ world }: Api, { params }: Call): Reached & { message: Message } {
  const reached = reach(world, params['channel'])
  const message = world.messages.get(reached.channel.id)?.find(({ id }) => id === params['message'])
  if (message === undefined) throw world.rules.missing('unknown-message')
  return { ...reached, message }
}

export const isOurs = ({ bot }: World, message: Message): boolean =>
  message.author['id'] === bot.id && message['webhook_id'] === undefined

/** Messages in an archived thread stay as they are. */
export function needsOpen({ rules }: World, { thread }: Channel): void {
  if (thread?.archived) rules.refuse('archived-thread')
}

/** Gives a server that the bot is in. */
export function reachGuild({ guilds, rules }: World, id: string | undefined) {
  const guild = guilds.get(id ?? '')
  if (guild === undefined) throw rules.missing('unknown-guild')
  return guild
}

/** A place in a query is an id. */
export function snowflakeOf(query: URLSearchParams, name: string): bigint | null {
  const text = query.get(name)
  if (text === null) return null
  if (!/^\d{1,20}$/.test(text)) throw new ApiError(400, 50035, 'Invalid Form Body')
  return BigInt(text)
}
