/** INTERACTION_CREATE of all kinds. https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object */
import { z } from 'zod'
import {
  bits,
  invokingMember,
  message,
  partialChannel,
  partialMember,
  role,
  snowflake,
  user,
} from './object-schemas.ts'

const option: z.ZodType = z.lazy(() =>
  z
    .strictObject({
      name: z.string(),
      type: z.number().int().min(1).max(11),
      value: z.union([z.string(), z.number(), z.boolean()]).optional(),
      options: z.array(option).optional(),
      focused: z.literal(true).optional(),
    })
    // «`value` and `options` are mutually exclusive.»
    .refine(({ type, value, options }) =>
      type <= 2 ? value === undefined : options === undefined,
    ),
)

const resolved = z.strictObject({
  users: z.record(snowflake, user).optional(),
  members: z.record(snowflake, partialMember).optional(),
  roles: z.record(snowflake, role).optional(),
  channels: z.record(snowflake, partialChannel.required({ app_permissions: true })).optional(),
  messages: z.record(snowflake, message).optional(),
  attachments: z
    .record(
      snowflake,
      z.strictObject({
        id: snowflake,
        filename: z.string(),
        size: z.number(),
        url: z.url(),
        proxy_url: z.url(),
        content_type: z.string().optional(),
        ephemeral: z.boolean().optional(),
      }),
    )
    .optional(),
})

const slash = z.strictObject({
  id: snowflake,
  name: z.string(),
  type: z.literal(1),
  options: z.array(option).optional(),
  resolved: resolved.optional(),
})
const menu = z.strictObject({
  id: snowflake,
  name: z.string(),
  type: z.union([z.literal(2), z.literal(3)]),
  target_id: snowflake,
  resolved,
})

const customId = z.string().min(1).max(100)
const button = z.strictObject({ custom_id: customId, component_type: z.literal(2), id: z.number() })
const select = z.strictObject({
  custom_id: customId,
  component_type: z.union([3, 5, 6, 7, 8].map((type) => z.literal(type))),
  id: z.number(),
  values: z.array(z.string()),
  resolved: resolved.optional(),
})

const filled = z.union([
  z.strictObject({ type: z.literal(4), id: z.number(), custom_id: customId, value: z.string() }),
  z.strictObject({
    type: z.union([3, 5, 6, 7, 8, 19].map((type) => z.literal(type))),
    id: z.number(),
    custom_id: customId,
    values: z.array(z.string()),
  }),
])
const modal = z.strictObject({
  custom_id: customId,
  components: z
    .array(
      z.union([
        z.strictObject({ type: z.literal(18), id: z.number(), component: filled }),
        z.strictObject({
          type: z.literal(1),
          id: z.number(),
          components: z.array(filled).length(1),
        }),
        z.strictObject({ type: z.literal(10), id: z.number() }),
      ]),
    )
    .min(1)
    .max(5),
  resolved: resolved.optional(),
})

const base = z.strictObject({
  id: snowflake,
  application_id: snowflake,
  guild: z
    .strictObject({ id: snowflake, locale: z.string(), features: z.array(z.string()) })
    .optional(),
  guild_id: snowflake.optional(),
  guild_locale: z.string().optional(),
  channel: partialChannel,
  channel_id: snowflake,
  member: invokingMember.optional(),
  user: user.optional(),
  token: z.string(),
  version: z.literal(1),
  app_permissions: bits,
  locale: z.string(),
  entitlements: z.array(z.never()),
  authorizing_integration_owners: z
    .strictObject({ 0: z.string().optional(), 1: snowflake.optional() })
    .refine((owners) => Object.keys(owners).length > 0),
  context: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  attachment_size_limit: z.number(),
})

export const interaction = z
  .discriminatedUnion('type', [
    base.extend({ type: z.literal(2), data: z.union([slash, menu]) }),
    base.extend({ type: z.literal(3), data: z.union([button, select]), message }),
    base.extend({ type: z.literal(4), data: slash }),
    base.extend({ type: z.literal(5), data: modal, message: message.optional() }),
  ])
  // «`member` is sent when the interaction is invoked in a guild, and `user` when invoked in a DM.»
  .refine((one) =>
    one.context === 0
      ? one.member !== undefined && one.guild_id !== undefined && one.user === undefined
      : one.user !== undefined && one.guild_id === undefined && one.member === undefined,
  )
