/** Storing, editing and reading messages, as Discord would give them back. */
import { list } from './json.ts'
import { BIT, has } from './permissions.ts'
import { MESSAGE_FORM } from './rules/message-form.ts'
import { userShape } from './shapes.ts'
import { type Json, type Message, permissionsOf, type World } from './world.ts'

const EPHEMERAL = 1 << 6
const SUPPRESS_NOTIFICATIONS = 1 << 12
/** Flags that a sender may set. */
const OWN_FLAGS = EPHEMERAL | SUPPRESS_NOTIFICATIONS | (1 << 2)

const texts = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Takes nulls away: Discord gives nothing back for what was not set. */
const present = (value: Json): Json =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null && one !== undefined))

function embedShape(embed: Json): Json {
  const shape = present(embed)
  const inside = (name: string) => (shape[name] ? { [name]: present(shape[name] as Json) } : {})
  return {
    ...shape,
    type: 'rich',
    ...(typeof shape['timestamp'] === 'string'
      ? { timestamp: new Date(shape['timestamp']).toISOString() }
      : {}),
    ...(typeof shape['url'] === 'string' ? { url: new URL(shape['url']).href } : {}),
    ...inside('footer'),
    ...inside('author'),
    ...inside('image'),
    ...(shape['fields']
      ? { fields: list(shape['fields']).map((field) => ({ inline: false, ...present(field) })) }
      : {}),
  }
}

/** Of texts, people, roles, both, channels. */
const SELECTS: ReadonlySet<number> = new Set([3, 5, 6, 7, 8])

/** Every component gets a number of its own. */
function componentShapes(components: readonly Json[]): Json[] {
  let id = 0
  const number = () => {
    id += 1
    return id
  }
  return components.map((row) => ({
    type: 1,
    id: number(),
    components: list(row['components']).map((control) => ({
      ...present(control),
      id: number(),
      ...(SELECTS.has(Number(control['type']))
        ? { min_values: control['min_values'] ?? 1, max_values: control['max_values'] ?? 1 }
        : {}),
      ...(control['options'] ? { options: list(control['options']).map(present) } : {}),
    })),
  }))
}

/** House rule: hosts that Discord's filter would know; `.example` is nobody's. */
const HARMFUL = /https?:\/\/(?:[\w-]+\.)*harmful\.example\b/i

/** Refuses what breaks a rule. */
function check({ rules }: World, body: Json): void {
  rules.checkForm(MESSAGE_FORM, body)
  if (HARMFUL.test(JSON.stringify(body))) rules.refuse('harmful-links')
}

/** Files that came with the request stand here as they are kept; a place without a file says nothing. */
const filesOf = (body: Json): Json[] =>
  list(body['attachments']).filter(({ url }) => typeof url === 'string')

const isEmpty = (message: Message) =>
  message.content.trim() === '' &&
  message.embeds.length === 0 &&
  message.components.length === 0 &&
  list(message['attachments']).length === 0

/** Gives the roles that a message rings: those that it names, is allowed to ring, and may ring. */
function rungRoles(world: World, body: Json, channelId: string): string[] {
  const allowed = body['allowed_mentions'] as { parse?: string[]; roles?: string[] } | undefined
  const named = [...texts(body['content']).matchAll(/<@&(\d+)>/g)].map(([, id]) => id ?? '')
  const lets = (id: string) =>
    allowed === undefined ||
    Boolean(allowed.parse?.includes('roles') || allowed.roles?.includes(id)) ||
    !world.rules.on('allowed-mentions')
  return named.filter((id) => lets(id) && mayRing(world, id, channelId))
}

function mayRing(world: World, roleId: string, channelId: string): boolean {
  const channel = world.channels.get(channelId)
  const role = world.guilds.get(channel?.guildId ?? '')?.roles.get(roleId)
  if (channel === undefined || role === undefined) return false
  const may = permissionsOf(world, world.bot.id, channel)
  return role.mentionable || has(may, BIT.mentionEveryone) || !world.rules.on('role-mentions')
}

export type Origin = { channelId: string; interaction?: Json; loading?: boolean }

/** Gives a new message; it is not stored yet. Throws where it breaks a rule or shows nothing. */
export function newMessage(
  world: World,
  body: Json,
  { channelId, interaction, loading }: Origin,
): Message {
  check(world, body)
  const message: Message = {
    id: world.id(),
    type: interaction ? 20 : 0,
    channel_id: channelId,
    author: userShape(world.bot),
    content: texts(body['content']),
    embeds: list(body['embeds']).map(embedShape),
    components: componentShapes(list(body['components'])),
    attachments: filesOf(body),
    mentions: [],
    mention_roles: rungRoles(world, body, channelId),
    mention_everyone: false,
    pinned: false,
    tts: false,
    timestamp: new Date(world.now()).toISOString(),
    edited_timestamp: null,
    flags: Number(body['flags'] ?? 0) & OWN_FLAGS,
    ...(interaction
      ? {
          application_id: world.applicationId,
          webhook_id: world.applicationId,
          interaction_metadata: interaction,
        }
      : {}),
  }
  if (!loading && isEmpty(message)) world.rules.refuse('empty-message')
  return message
}

/** Changes a message as a PATCH does: what is named is replaced whole, the rest stays. */
export function editMessage(world: World, message: Message, body: Json): Message {
  check(world, body)
  const next = {
    ...message,
    ...('content' in body ? { content: texts(body['content']) } : {}),
    ...('content' in body && world.rules.on('edit-mentions')
      ? { mention_roles: rungRoles(world, body, message.channel_id) }
      : {}),
    ...('embeds' in body ? { embeds: list(body['embeds']).map(embedShape) } : {}),
    ...('attachments' in body ? { attachments: filesOf(body) } : {}),
    ...('components' in body ? { components: componentShapes(list(body['components'])) } : {}),
  }
  if (isEmpty(next)) world.rules.refuse('empty-message')
  return Object.assign(message, next, { edited_timestamp: new Date(world.now()).toISOString() })
}

export const isEphemeral = (message: Message): boolean => (message.flags & EPHEMERAL) !== 0
