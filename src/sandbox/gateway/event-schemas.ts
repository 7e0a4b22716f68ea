/** The gateway events that the sandbox sends, checked against what the documentation says of them. */
import { z } from 'zod'
import { interaction } from './interaction-schema.ts'
import {
  channel,
  member,
  messageEvent,
  role,
  snowflake,
  thread,
  threadMember,
  time,
  user,
} from './object-schemas.ts'

const count = z.number().int().nonnegative()
const none = z.array(z.never())

/** https://docs.discord.com/developers/resources/guild#guild-object */
const guild = z.strictObject({
  id: snowflake,
  name: z.string().min(2).max(100),
  icon: z.string().nullable(),
  splash: z.string().nullable(),
  discovery_splash: z.string().nullable(),
  owner_id: snowflake,
  afk_channel_id: snowflake.nullable(),
  afk_timeout: count,
  verification_level: count,
  default_message_notifications: count,
  explicit_content_filter: count,
  roles: z.array(role).min(1),
  emojis: none,
  features: z.array(z.string()),
  mfa_level: count,
  application_id: snowflake.nullable(),
  system_channel_id: snowflake.nullable(),
  system_channel_flags: count,
  rules_channel_id: snowflake.nullable(),
  vanity_url_code: z.string().nullable(),
  description: z.string().nullable(),
  banner: z.string().nullable(),
  premium_tier: count,
  premium_progress_bar_enabled: z.boolean(),
  preferred_locale: z.string(),
  public_updates_channel_id: snowflake.nullable(),
  nsfw_level: count,
  stickers: none,
  safety_alerts_channel_id: snowflake.nullable(),
  incidents_data: z.null(),
})
/** https://docs.discord.com/developers/events/gateway-events#guild-create */
const guildCreate = guild.extend({
  joined_at: time,
  large: z.boolean(),
  unavailable: z.literal(false),
  member_count: count.min(1),
  voice_states: none,
  members: z.array(member),
  channels: z.array(channel),
  threads: z.array(thread),
  presences: none,
  stage_instances: none,
  guild_scheduled_events: none,
  soundboard_sounds: none,
})

/** https://docs.discord.com/developers/events/gateway-events */
const EVENT_SCHEMAS: Record<string, z.ZodType> = {
  READY: z.strictObject({
    v: z.literal(10),
    user,
    guilds: z.array(z.strictObject({ id: snowflake, unavailable: z.literal(true) })),
    session_id: z.string(),
    resume_gateway_url: z.url({ protocol: /^wss?$/ }),
    shard: z.tuple([count, count]).optional(),
    application: z.strictObject({ id: snowflake, flags: count }),
  }),
  RESUMED: z.strictObject({}),
  GUILD_CREATE: guildCreate,
  GUILD_UPDATE: guild,
  GUILD_DELETE: z.strictObject({ id: snowflake, unavailable: z.literal(true).optional() }),
  GUILD_ROLE_CREATE: z.strictObject({ guild_id: snowflake, role }),
  GUILD_ROLE_UPDATE: z.strictObject({ guild_id: snowflake, role }),
  GUILD_ROLE_DELETE: z.strictObject({ guild_id: snowflake, role_id: snowflake }),
  GUILD_MEMBER_UPDATE: member.extend({ guild_id: snowflake }),
  CHANNEL_CREATE: channel,
  CHANNEL_UPDATE: channel,
  CHANNEL_DELETE: channel,
  THREAD_CREATE: thread,
  THREAD_UPDATE: thread,
  THREAD_DELETE: thread.pick({ id: true, guild_id: true, parent_id: true, type: true }),
  THREAD_LIST_SYNC: z.strictObject({
    guild_id: snowflake,
    channel_ids: z.array(snowflake).optional(),
    threads: z.array(thread),
    members: z.array(threadMember),
  }),
  THREAD_MEMBERS_UPDATE: z.strictObject({
    id: snowflake,
    guild_id: snowflake,
    member_count: count.max(50),
    added_members: z.array(threadMember.extend({ member, presence: z.null() })).optional(),
    removed_member_ids: z.array(snowflake).optional(),
  }),
  MESSAGE_CREATE: messageEvent,
  MESSAGE_UPDATE: messageEvent,
  MESSAGE_DELETE: z.strictObject({
    id: snowflake,
    channel_id: snowflake,
    guild_id: snowflake.optional(),
  }),
  INTERACTION_CREATE: interaction,
}

/** Throws where an event is not as documented: the sandbox's own mistake. */
export function checkEvent(type: string, data: unknown): void {
  const schema = EVENT_SCHEMAS[type]
  if (schema === undefined) throw new Error(`the sandbox has no schema of ${type}`)
  const checked = schema.safeParse(data)
  if (checked.success) return
  throw new Error(`the sandbox's own ${type} is wrong: ${z.prettifyError(checked.error)}`)
}
