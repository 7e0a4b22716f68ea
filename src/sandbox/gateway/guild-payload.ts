/** A server as GUILD_CREATE and GUILD_UPDATE carry it. https://docs.discord.com/developers/events/gateway-events#guild-create */

import { channelShape, memberShape, roleShape } from '../shapes.ts'
import type { Channel, Guild, Json, World } from '../world.ts'
import { isThread } from './channel-payload.ts'

/** Gives the channels of every server: one walk over all of them, however many servers there are. */
export const channelsByGuild = (world: World): Map<string | null, Channel[]> =>
  Map.groupBy(world.channels.values(), ({ guildId }) => guildId)

/** Gives a server without what only GUILD_CREATE has. */
export const guildUpdatePayload = (guild: Guild): Json => ({
  id: guild.id,
  name: guild.name,
  icon: null,
  splash: null,
  discovery_splash: null,
  owner_id: guild.ownerId,
  afk_channel_id: null,
  afk_timeout: 300,
  verification_level: 1,
  default_message_notifications: 1,
  explicit_content_filter: 0,
  roles: [...guild.roles.values()].map(roleShape),
  emojis: [],
  features: [],
  mfa_level: 0,
  application_id: null,
  system_channel_id: null,
  system_channel_flags: 0,
  rules_channel_id: null,
  vanity_url_code: null,
  description: null,
  banner: null,
  premium_tier: 0,
  premium_progress_bar_enabled: false,
  preferred_locale: guild.locale,
  public_updates_channel_id: null,
  nsfw_level: 0,
  stickers: [],
  safety_alerts_channel_id: null,
  incidents_data: null,
})

/** Gives a server with its channels, threads and the bot as its only member that is told of. */
export function guildPayload(
  world: World,
  guild: Guild,
  channels: readonly Channel[] = channelsByGuild(world).get(guild.id) ?? [],
): Json {
  const shapes = channels.map((one) => channelShape(world, one))
  const isActive = ({ thread_metadata: metadata }: Json) => (metadata as Json)['archived'] !== true
  return {
    ...guildUpdatePayload(guild),
    joined_at: '2025-01-01T00:00:00.000Z',
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    voice_states: [],
    members: guild.members.has(world.bot.id) ? [memberShape(guild, world.bot)] : [],
    channels: shapes.filter((one) => !isThread(one)),
    threads: shapes.filter((one) => isThread(one) && isActive(one)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  }
}
