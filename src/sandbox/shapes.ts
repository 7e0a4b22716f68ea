/** The world's things in the form in which Discord's API and gateway give them. */
import type { Channel, Forum, Guild, Json, Person, Role, Thread, World } from './world.ts'

/** https://docs.discord.com/developers/resources/channel#channel-object-channel-flags */
const REQUIRE_TAG = 1 << 4

/** What a server has that uses nothing of it. */
const NO_FEATURES = {
  icon: null,
  description: null,
  home_header: null,
  splash: null,
  discovery_splash: null,
  features: [],
  banner: null,
  application_id: null,
  region: 'deprecated',
  afk_channel_id: null,
  afk_timeout: 300,
  system_channel_id: null,
  system_channel_flags: 0,
  widget_enabled: false,
  widget_channel_id: null,
  verification_level: 0,
  default_message_notifications: 1,
  mfa_level: 0,
  explicit_content_filter: 0,
  max_presences: null,
  max_members: 500_000,
  max_stage_video_channel_users: 50,
  max_video_channel_users: 25,
  vanity_url_code: null,
  premium_tier: 0,
  premium_subscription_count: 0,
  rules_channel_id: null,
  safety_alerts_channel_id: null,
  public_updates_channel_id: null,
  premium_progress_bar_enabled: false,
  nsfw: false,
  nsfw_level: 0,
  emojis: [],
  stickers: [],
  incidents_data: null,
} as const

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
  eligible_oauth2_scopes: ['bot', 'applications.commands'],
})

export const roleShape = (role: Role, position: number): Json => ({
  id: role.id,
  name: role.name,
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

const iso = (ms: number) => new Date(ms).toISOString()

/** https://docs.discord.com/developers/resources/channel#channel-object */
export function channelShape(world: World, channel: Channel): Json {
  if (channel.guildId === null) return directShape(world, channel)
  const own = {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    name: channel.name,
    flags: channel.forum?.requiresTag ? REQUIRE_TAG : 0,
    rate_limit_per_user: 0,
    last_message_id: world.messages.get(channel.id)?.at(-1)?.id ?? null,
  }
  if (channel.thread) return { ...own, ...threadPart(world, channel, channel.thread) }
  return {
    ...own,
    topic: channel.topic,
    parent_id: null,
    position: 0,
    nsfw: channel.nsfw ?? false,
    permission_overwrites: channel.overwrites.map(({ id, type, allow, deny }) => ({
      id,
      type,
      allow: String(allow),
      deny: String(deny),
    })),
    ...(channel.forum ? { available_tags: channel.forum.tags.map(tagShape) } : {}),
  }
}

const tagShape = ({ id, name, moderated }: Forum['tags'][number]): Json => ({
  id,
  name,
  moderated,
  emoji_id: null,
  emoji_name: null,
})

const directShape = (world: World, channel: Channel): Json => ({
  id: channel.id,
  type: 1,
  flags: 0,
  recipients: [world.people.get(channel.recipientId ?? '')].flatMap((one) =>
    one ? [userShape(one)] : [],
  ),
})

function threadPart(world: World, { id }: Channel, thread: Thread): Json {
  const count = world.messages.get(id)?.length ?? 0
  return {
    parent_id: thread.parentId,
    owner_id: thread.ownerId,
    message_count: count,
    total_message_sent: count,
    member_count: 1,
    applied_tags: thread.tagIds,
    thread_metadata: {
      archived: thread.archived,
      archive_timestamp: iso(thread.archivedAt),
      auto_archive_duration: thread.archiveMinutes,
      locked: thread.locked,
      create_timestamp: iso(thread.createdAt),
    },
  }
}

/** A server as REST gives it: without channels and members. */
export const guildAnswerShape = (guild: Guild): Json => ({
  ...NO_FEATURES,
  id: guild.id,
  name: guild.name,
  owner_id: guild.ownerId,
  preferred_locale: guild.locale,
  roles: [...guild.roles.values()].map(roleShape),
  approximate_member_count: guild.members.size,
  approximate_presence_count: guild.members.size,
})

export const guildShape = (world: World, guild: Guild): Json => {
  const bot = world.people.get(world.bot.id) ?? world.bot
  const own = [...world.channels.values()].filter(({ guildId }) => guildId === guild.id)
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    owner_id: guild.ownerId,
    preferred_locale: guild.locale,
    features: [],
    roles: [...guild.roles.values()].map(roleShape),
    channels: own.filter(({ thread }) => !thread).map((channel) => channelShape(world, channel)),
    threads: own
      .filter(({ thread }) => thread?.archived === false)
      .map((channel) => channelShape(world, channel)),
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
