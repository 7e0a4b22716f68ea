/** Direct messages: each person has one place for them with the bot, whoever opens it. */
import type { Channel, World } from './world.ts'

export const DIRECT = 1

/** Gives where a person and the bot write to each other, if it was ever opened. */
export const directOf = ({ channels }: World, personId: string): Channel | undefined =>
  [...channels.values()].find(({ recipientId }) => recipientId === personId)

/** Adds such a place. */
export function addDirect(world: World, personId: string): Channel {
  const channel: Channel = {
    id: world.id(),
    guildId: null,
    type: DIRECT,
    name: '',
    topic: null,
    overwrites: [],
    recipientId: personId,
  }
  world.channels.set(channel.id, channel)
  world.messages.set(channel.id, [])
  return channel
}
