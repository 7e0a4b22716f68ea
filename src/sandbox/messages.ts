/** Storing, editing and reading messages, as Discord would give them back. */
import { emptyMessage, invalidForm } from './api-error.ts'
import { MESSAGE_RULES } from './rules/message.ts'
import { broken } from './rules/rule.ts'
import { userShape } from './shapes.ts'
import type { Json, Message, World } from './world.ts'

const EPHEMERAL = 1 << 6
const SUPPRESS_NOTIFICATIONS = 1 << 12
/** Flags that a sender may set. */
const OWN_FLAGS = EPHEMERAL | SUPPRESS_NOTIFICATIONS | (1 << 2)

const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])
const texts = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

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

/** Refuses what breaks a rule. */
export function checkMessage(body: Json): void {
  const problems = broken(MESSAGE_RULES, body)
  if (problems.length > 0) throw invalidForm(problems)
}

const isEmpty = (message: Pick<Message, 'content' | 'embeds' | 'components'>) =>
  message.content === '' && message.embeds.length === 0 && message.components.length === 0

/** Gives the roles that a message rings: those that it names and is allowed to ring. */
function rungRoles(body: Json): string[] {
  const allowed = body['allowed_mentions'] as { parse?: string[]; roles?: string[] } | undefined
  const named = [...texts(body['content']).matchAll(/<@&(\d+)>/g)].map(([, id]) => id ?? '')
  return named.filter(
    (id) =>
      allowed === undefined || allowed.parse?.includes('roles') || allowed.roles?.includes(id),
  )
}

export type Origin = { channelId: string; interaction?: Json; loading?: boolean }

/** Gives a new message; it is not stored yet. Throws where it breaks a rule or shows nothing. */
export function newMessage(
  world: World,
  body: Json,
  { channelId, interaction, loading }: Origin,
): Message {
  checkMessage(body)
  const message: Message = {
    id: world.id(),
    type: interaction ? 20 : 0,
    channel_id: channelId,
    author: userShape(world.bot),
    content: texts(body['content']),
    embeds: list(body['embeds']).map(embedShape),
    components: componentShapes(list(body['components'])),
    attachments: [],
    mentions: [],
    mention_roles: rungRoles(body),
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
  if (!loading && isEmpty(message)) throw emptyMessage()
  return message
}

/** Changes a message as a PATCH does: what is named is replaced whole, the rest stays. */
export function editMessage(world: World, message: Message, body: Json): Message {
  checkMessage(body)
  const next = {
    ...message,
    ...('content' in body ? { content: texts(body['content']) } : {}),
    ...('embeds' in body ? { embeds: list(body['embeds']).map(embedShape) } : {}),
    ...('components' in body ? { components: componentShapes(list(body['components'])) } : {}),
  }
  if (isEmpty(next)) throw emptyMessage()
  return Object.assign(message, next, { edited_timestamp: new Date(world.now()).toISOString() })
}

export const isEphemeral = (message: Message): boolean => (message.flags & EPHEMERAL) !== 0
