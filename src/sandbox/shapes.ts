/** The world's things in the form in which Discord's API and gateway give them. */
import type { Channel, Guild, Json, Person, Role, World } from './world.ts'

export const userShape = (person: Person): Json => ({
  id: person.id,
  username: person.name.toLowerCase().replaceAll(/[^a-z0-9._]/g, '_') || 'user',
  global_name: person.bot ? null : person.name,
  avatar: null,
  discriminator: person.bot ? '0001' : '0',
  public_flags: 0,
  flags: 0,
  bot: person.bot,
  primary_guild: null,
})

export const ownUserShape = (person: Person): Json => ({
  ...userShape(person),
  mfa_enabled: false,
  locale: 'en-US',
  verified: true,
})

export const applicationShape = (world: World): Json => ({
  id: world.applicationId,
  name: world.bot.name,
  icon: null,
  description: '',
  type: null,
  flags: 0,
  flags_new: '0',
  bot: userShape(world.bot),
  verify_key: '0'.repeat(64),
  redirect_uris: [],
  interactions_endpoint_url: null,
  role_connections_verification_url: null,
  owner: userShape(world.bot),
  approximate_guild_count: world.guilds.size,
  approximate_user_install_count: 0,
  approximate_user_authorization_count: 0,
  team: null,
  explicit_content_filter: 0,
})

export const roleShape = (role: Role, position: number): Json => ({
  id: role.id,
  name: role.name,
  description: null,
  permissions: String(role.permissions),
  position,
  color: role.color,
  colors: { primary_color: role.color, secondary_color: null, tertiary_color: null },
  hoist: false,
  managed: false,
  mentionable: role.mentionable,
  icon: null,
  unicode_emoji: null,
  flags: 0,
})

export const memberShape = (guild: Guild, person: Person): Json => ({
  user: userShape(person),
  nick: null,
  avatar: null,
  banner: null,
  roles: [...(guild.members.get(person.id) ?? [])],
  joined_at: '2025-01-01T00:00:00.000Z',
  premium_since: null,
  communication_disabled_until: null,
  pending: false,
  deaf: false,
  mute: false,
  flags: 0,
})

export const channelShape = (world: World, channel: Channel): Json =>
  channel.guildId === null
    ? {
        id: channel.id,
        type: 1,
        flags: 0,
        recipients: [world.people.get(channel.recipientId ?? '')].flatMap((one) =>
          one ? [userShape(one)] : [],
        ),
      }
    : {
        id: channel.id,
        type: channel.type,
        guild_id: channel.guildId,
        name: channel.name,
        topic: channel.topic,
        parent_id: null,
        position: 0,
        flags: 0,
        nsfw: false,
        rate_limit_per_user: 0,
        last_message_id: world.messages.get(channel.id)?.at(-1)?.id ?? null,
        permission_overwrites: channel.overwrites.map(({ id, type, allow, deny }) => ({
          id,
          type,
          allow: String(allow),
          deny: String(deny),
        })),
      }

export const guildShape = (world: World, guild: Guild): Json => {
  const bot = world.people.get(world.bot.id) ?? world.bot
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    owner_id: guild.ownerId,
    preferred_locale: guild.locale,
    features: [],
    roles: [...guild.roles.values()].map(roleShape),
    channels: [...world.channels.values()]
      .filter(({ guildId }) => guildId === guild.id)
      .map((channel) => channelShape(world, channel)),
    threads: [],
    members: [memberShape(guild, bot)],
    emojis: [],
    stickers: [],
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    joined_at: '2025-01-01T00:00:00.000Z',
    large: false,
    unavailable: false,
    member_count: guild.members.size,
  }
}
