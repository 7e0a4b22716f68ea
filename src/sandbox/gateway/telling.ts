/** What the bot is told: events, by intents, shards and what it can see. */
import { BIT, has } from '../permissions.ts'
import {
  type Channel,
  type Guild,
  type Json,
  type Message,
  permissionsOf,
  type World,
} from '../world.ts'
import { channelEvent, type Fate } from './channel-payload.ts'
import { checkEvent } from './event-schemas.ts'
import { guildPayload } from './guild-payload.ts'
import { wants } from './intents.ts'
import { deletedPayload, messagePayload, readable } from './message-payload.ts'
import type { Sessions } from './sessions.ts'

export class Telling {
  protected readonly world: World
  protected readonly sessions: Sessions
  protected readonly outages = new Set<string>()

  constructor(world: World, sessions: Sessions) {
    this.world = world
    this.sessions = sessions
  }

  /** Sends an event to the sessions whose intents and shard it concerns. Throws where it is not as documented. */
  emit(type: string, data: Json, guildId?: string): void {
    checkEvent(type, data)
    const about = {
      inGuild: data['guild_id'] !== undefined,
      ofBot: (data['user'] as Json | undefined)?.['id'] === this.world.bot.id,
    }
    for (const session of this.sessions.all) {
      if (!wants(session.intents, type, about) || !session.concerns(guildId)) continue
      session.dispatch(type, readable(this.world, data, { type, intents: session.intents }))
    }
  }

  /** Tells of a message, where the bot can see it. */
  emitMessage(type: `MESSAGE_${Fate}`, message: Message, nonce?: string): void {
    const { world } = this
    const channel = world.channels.get(message.channel_id)
    const may = channel ? permissionsOf(world, world.bot.id, channel) : 0n
    if (!has(may, BIT.viewChannel)) return
    const data =
      type === 'MESSAGE_DELETE'
        ? deletedPayload(world, message)
        : messagePayload(world, message, nonce)
    const guildId = data['guild_id']
    this.emit(type, data, typeof guildId === 'string' ? guildId : undefined)
  }

  /** Tells of a channel or a thread that came, changed or went. */
  emitChannel(fate: Fate, channel: Channel): void {
    const { type, data } = channelEvent(this.world, fate, channel)
    this.emit(type, data, channel.guildId ?? undefined)
  }

  /** Tells of a server that is there, or is there again. */
  emitGuild(guild: Guild): void {
    this.outages.delete(guild.id)
    // Not even shaped where nobody hears it: a world of thousands is built before the bot comes.
    if (this.sessions.all.length === 0) return
    this.emit('GUILD_CREATE', guildPayload(this.world, guild), guild.id)
  }

  /** A server is unavailable, until `emitGuild`. */
  outage(guildId: string): void {
    this.outages.add(guildId)
    this.emit('GUILD_DELETE', { id: guildId, unavailable: true }, guildId)
  }
}
