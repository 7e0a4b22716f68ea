/** Channels and threads as the gateway tells of them. https://docs.discord.com/developers/events/gateway-events#channels */
import { channelShape } from '../shapes.ts'
import type { Channel, Json, World } from '../world.ts'

const THREADS: ReadonlySet<number> = new Set([10, 11, 12])

export const isThread = ({ type }: { type?: unknown }): boolean => THREADS.has(Number(type))

export type Fate = 'CREATE' | 'UPDATE' | 'DELETE'

/** Gives the event's name and data: of a thread that goes only a few keys are told. */
export function channelEvent(
  world: World,
  fate: Fate,
  channel: Channel,
): { type: string; data: Json } {
  const shape = channelShape(world, channel)
  if (!isThread(channel)) return { type: `CHANNEL_${fate}`, data: shape }
  const { id, guild_id, parent_id, type } = shape
  if (fate === 'DELETE') return { type: 'THREAD_DELETE', data: { id, guild_id, parent_id, type } }
  const data = fate === 'CREATE' ? { ...shape, newly_created: true } : shape
  return { type: `THREAD_${fate}`, data }
}
