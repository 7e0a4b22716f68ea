/** Users, members, roles, channels, threads and messages as gateway events carry them; an unknown key is an error. */
import { z } from 'zod'

export const snowflake = z.string().regex(/^\d{17,20}$/)
export const bits = z.string().regex(/^\d+$/)
export const time = z.iso.datetime({ offset: true })
const count = z.number().int().nonnegative()

/** https://docs.discord.com/developers/resources/user#user-object */
export const user = z.strictObject({
  id: snowflake,
  username: z.string().min(1),
  discriminator: z.string(),
  global_name: z.string().nullable(),
  avatar: z.string().nullable(),
  bot: z.boolean().optional(),
  mfa_enabled: z.boolean().optional(),
  locale: z.string().optional(),
  verified: z.boolean().optional(),
  email: z.string().nullable().optional(),
  flags: count.optional(),
  public_flags: count.optional(),
  primary_guild: z.null().optional(),
})

/** https://docs.discord.com/developers/resources/guild#guild-member-object */
export const member = z.strictObject({
  user,
  nick: z.string().nullable(),
  avatar: z.string().nullable(),
  banner: z.string().nullable(),
  roles: z.array(snowflake),
  joined_at: time,
  premium_since: time.nullable(),
  deaf: z.boolean(),
  mute: z.boolean(),
  flags: count,
  pending: z.boolean(),
  communication_disabled_until: time.nullable(),
})
export const invokingMember = member.extend({ permissions: bits })
/** «Missing `user`, `deaf` and `mute`.» */
export const partialMember = invokingMember.omit({ user: true, deaf: true, mute: true })
const authorMember = member.omit({ user: true })

/** https://docs.discord.com/developers/topics/permissions#role-object; `description` stands in the API's description only. */
export const role = z.strictObject({
  id: snowflake,
  name: z.string(),
  description: z.null().optional(),
  color: count,
  colors: z.strictObject({
    primary_color: count,
    secondary_color: count.nullable(),
    tertiary_color: count.nullable(),
  }),
  hoist: z.boolean(),
  icon: z.string().nullable(),
  unicode_emoji: z.string().nullable(),
  position: count,
  permissions: bits,
  managed: z.boolean(),
  mentionable: z.boolean(),
  tags: z.looseObject({}).optional(),
  flags: count,
})

const overwrite = z.strictObject({
  id: snowflake,
  type: z.union([z.literal(0), z.literal(1)]),
  allow: bits,
  deny: bits,
})
const tag = z.strictObject({
  id: snowflake,
  name: z.string().max(20),
  moderated: z.boolean(),
  emoji_id: snowflake.nullable(),
  emoji_name: z.string().nullable(),
})
const threadMetadata = z.strictObject({
  archived: z.boolean(),
  auto_archive_duration: z.union([60, 1440, 4320, 10080].map((value) => z.literal(value))),
  archive_timestamp: time,
  locked: z.boolean(),
  invitable: z.boolean().optional(),
  create_timestamp: time.nullable().optional(),
})
export const threadMember = z.strictObject({
  id: snowflake.optional(),
  user_id: snowflake.optional(),
  join_timestamp: time,
  flags: count,
})

/** https://docs.discord.com/developers/resources/channel#channel-object */
const guildChannel = z.strictObject({
  id: snowflake,
  type: z.union([0, 2, 4, 5, 13, 15, 16].map((type) => z.literal(type))),
  guild_id: snowflake,
  name: z.string().min(1).max(100),
  topic: z.string().max(4096).nullable().optional(),
  parent_id: snowflake.nullable(),
  position: count,
  flags: count,
  nsfw: z.boolean(),
  rate_limit_per_user: count,
  last_message_id: snowflake.nullable(),
  last_pin_timestamp: time.nullable().optional(),
  permission_overwrites: z.array(overwrite),
  default_auto_archive_duration: count.optional(),
  default_thread_rate_limit_per_user: count.optional(),
  available_tags: z.array(tag).optional(),
  default_reaction_emoji: z.looseObject({}).nullable().optional(),
  default_sort_order: z.number().nullable().optional(),
  default_forum_layout: z.number().optional(),
})
const directChannel = z.strictObject({
  id: snowflake,
  type: z.literal(1),
  flags: count,
  recipients: z.array(user).length(1),
  last_message_id: snowflake.nullable().optional(),
})
export const channel = z.discriminatedUnion('type', [guildChannel, directChannel])

export const thread = z.strictObject({
  id: snowflake,
  type: z.union([10, 11, 12].map((type) => z.literal(type))),
  guild_id: snowflake,
  parent_id: snowflake,
  owner_id: snowflake,
  name: z.string().min(1).max(100),
  last_message_id: snowflake.nullable(),
  last_pin_timestamp: time.nullable().optional(),
  rate_limit_per_user: count,
  message_count: count,
  member_count: count.max(50),
  total_message_sent: count,
  thread_metadata: threadMetadata,
  flags: count,
  applied_tags: z.array(snowflake).optional(),
  member: threadMember.optional(),
  newly_created: z.boolean().optional(),
})

/** What a channel in an interaction may have; threads their own too. */
export const partialChannel = z.strictObject({
  id: snowflake,
  type: count,
  name: z.string().nullable().optional(),
  permissions: bits,
  app_permissions: bits.optional(),
  last_message_id: snowflake.nullable().optional(),
  last_pin_timestamp: time.nullable().optional(),
  nsfw: z.boolean().optional(),
  parent_id: snowflake.nullable().optional(),
  guild_id: snowflake.optional(),
  flags: count.optional(),
  rate_limit_per_user: count.optional(),
  topic: z.string().nullable().optional(),
  position: count.optional(),
  thread_metadata: threadMetadata.optional(),
  recipients: z.array(user).optional(),
})

const nothing = z.array(z.never())
/** https://docs.discord.com/developers/resources/message#message-object */
export const message = z.strictObject({
  id: snowflake,
  channel_id: snowflake,
  // A webhook is no user: it has no name but its own.
  author: user.partial({ global_name: true }),
  content: z.string(),
  timestamp: time,
  edited_timestamp: time.nullable(),
  tts: z.boolean(),
  mention_everyone: z.boolean(),
  mentions: z.array(user),
  mention_roles: z.array(snowflake),
  attachments: z.array(z.looseObject({ id: snowflake, filename: z.string(), url: z.url() })),
  embeds: z.array(z.looseObject({ type: z.string() })).max(10),
  components: z.array(z.looseObject({ type: count, id: count })),
  nonce: z.union([z.string().max(25), z.number()]).optional(),
  pinned: z.boolean(),
  webhook_id: snowflake.optional(),
  type: count,
  application_id: snowflake.optional(),
  flags: count,
  position: count.optional(),
  thread: thread.optional(),
  message_reference: z.looseObject({}).optional(),
  referenced_message: z.looseObject({ id: snowflake }).nullable().optional(),
  interaction_metadata: z.looseObject({ id: snowflake, type: count, user }).optional(),
  sticker_items: nothing.optional(),
})
/** https://docs.discord.com/developers/events/gateway-events#message-create: an ephemeral message has no guild. */
export const messageEvent = message.extend({
  guild_id: snowflake.optional(),
  member: authorMember.optional(),
  channel_type: count.optional(),
})
