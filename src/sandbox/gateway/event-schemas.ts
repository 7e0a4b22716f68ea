/** The gateway events that the sandbox sends, checked against what the documentation says of them. */
import { z } from 'zod'

const snowflake = z.string().regex(/^\d{17,20}$/)
const bits = z.string().regex(/^\d+$/)
const user = z.looseObject({ id: snowflake, username: z.string(), discriminator: z.string() })
const member = z.looseObject({
  user,
  roles: z.array(snowflake),
  joined_at: z.string(),
  flags: z.number(),
})
const role = z.looseObject({
  id: snowflake,
  name: z.string(),
  permissions: bits,
  position: z.number(),
  mentionable: z.boolean(),
})
const channel = z.looseObject({ id: snowflake, type: z.number() })
const option: z.ZodType = z.lazy(() =>
  z.strictObject({
    name: z.string(),
    type: z.number().int().min(1).max(11),
    value: z.union([z.string(), z.number(), z.boolean()]).optional(),
    options: z.array(option).optional(),
    focused: z.literal(true).optional(),
  }),
)
const resolved = z.strictObject({
  channels: z
    .record(
      snowflake,
      z.looseObject({ id: snowflake, type: z.number(), permissions: bits, app_permissions: bits }),
    )
    .optional(),
  roles: z.record(snowflake, role).optional(),
})
const commandData = z.strictObject({
  id: snowflake,
  name: z.string(),
  type: z.literal(1),
  options: z.array(option).optional(),
  resolved: resolved.optional(),
})
const componentData = z.strictObject({
  custom_id: z.string().max(100),
  component_type: z.number(),
  id: z.number(),
  values: z.array(z.string()).optional(),
})

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object */
const interaction = z.strictObject({
  id: snowflake,
  application_id: snowflake,
  type: z.union([z.literal(2), z.literal(3), z.literal(4)]),
  data: z.union([commandData, componentData]),
  guild: z.strictObject({ id: snowflake, locale: z.string(), features: z.array(z.string()) }),
  guild_id: snowflake,
  guild_locale: z.string(),
  channel,
  channel_id: snowflake,
  member: z.looseObject({ user, roles: z.array(snowflake), permissions: bits }),
  token: z.string(),
  version: z.literal(1),
  message: z.looseObject({ id: snowflake, components: z.array(z.unknown()) }).optional(),
  app_permissions: bits,
  locale: z.string(),
  entitlements: z.array(z.unknown()),
  authorizing_integration_owners: z.record(z.string(), snowflake),
  context: z.literal(0),
  attachment_size_limit: z.number(),
})

/** https://docs.discord.com/developers/events/gateway-events */
export const EVENT_SCHEMAS: Record<string, z.ZodType> = {
  READY: z.strictObject({
    v: z.literal(10),
    user,
    guilds: z.array(z.strictObject({ id: snowflake, unavailable: z.literal(true) })),
    session_id: z.string(),
    resume_gateway_url: z.url(),
    shard: z.tuple([z.number(), z.number()]).optional(),
    application: z.strictObject({ id: snowflake, flags: z.number() }),
  }),
  RESUMED: z.strictObject({}),
  GUILD_CREATE: z.looseObject({
    id: snowflake,
    name: z.string(),
    owner_id: snowflake,
    roles: z.array(role),
    channels: z.array(channel),
    members: z.array(member),
    unavailable: z.literal(false),
    member_count: z.number(),
  }),
  GUILD_DELETE: z.strictObject({ id: snowflake, unavailable: z.literal(true).optional() }),
  GUILD_ROLE_CREATE: z.strictObject({ guild_id: snowflake, role }),
  CHANNEL_CREATE: channel,
  CHANNEL_UPDATE: channel,
  CHANNEL_DELETE: channel,
  MESSAGE_CREATE: z.looseObject({ id: snowflake, channel_id: snowflake, content: z.string() }),
  MESSAGE_UPDATE: z.looseObject({ id: snowflake, channel_id: snowflake }),
  INTERACTION_CREATE: interaction,
}
