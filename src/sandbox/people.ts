/** The people in the sandbox: they give commands, type, press and choose, and see what the bot answers. */
import type { Gateway } from './gateway/gateway.ts'
import { commandData, controlData, type Typed } from './interaction-data.ts'
import type { Answer, Interactions } from './interactions.ts'
import { channelShape, memberShape } from './shapes.ts'
import {
  type Channel,
  guildPermissions,
  type Json,
  type Message,
  permissionsOf,
  type World,
} from './world.ts'

/** A bot that has not answered by then, in real time, has hung. */
const PATIENCE_MS = 10_000

export type MessageAnswer = Extract<Answer, { kind: 'message' }>

export type PersonHandle = {
  /** Gives a slash command, `digest subscribe`, with options by their English names; resolves with the final answer. */
  slash(channelId: string, words: string, typed?: Typed): Promise<MessageAnswer>
  /** Types into an option and gets what is offered. */
  complete(channelId: string, words: string, typed: Typed, option: string): Promise<Json[]>
  press(message: Message, customId: string): Promise<MessageAnswer>
  choose(message: Message, customId: string, values: readonly string[]): Promise<MessageAnswer>
}

type Kind = { type: 2 | 3 | 4; name: string; data: Json; channelId: string; source: Message | null }

export type Stage = { world: World; gateway: Gateway; interactions: Interactions }

function channelFor(
  world: World,
  channelId: string,
  userId: string,
): Channel & { guildId: string } {
  const channel = world.channels.get(channelId)
  if (channel === undefined || channel.guildId === null)
    throw new Error(`there is no channel ${channelId}`)
  if (!world.guilds.get(channel.guildId)?.members.has(userId))
    throw new Error('they are no member of that server')
  return { ...channel, guildId: channel.guildId }
}

function packetOf(
  { world }: Stage,
  userId: string,
  kind: Kind & { id: string; token: string },
): Json {
  const channel = channelFor(world, kind.channelId, userId)
  const guild = world.guilds.get(channel.guildId)
  const person = world.people.get(userId)
  if (guild === undefined || person === undefined) throw new Error('nobody gives this command')
  return {
    id: kind.id,
    application_id: world.applicationId,
    type: kind.type,
    data: kind.data,
    guild: { id: guild.id, locale: guild.locale, features: [] },
    guild_id: guild.id,
    guild_locale: guild.locale,
    channel: {
      ...channelShape(world, channel),
      permissions: String(permissionsOf(world, userId, channel)),
    },
    channel_id: channel.id,
    member: {
      ...memberShape(guild, person),
      permissions: String(permissionsOf(world, userId, channel) | guildPermissions(guild, userId)),
    },
    token: kind.token,
    version: 1,
    ...(kind.source === null ? {} : { message: kind.source }),
    app_permissions: String(permissionsOf(world, world.bot.id, channel)),
    locale: person.locale,
    entitlements: [],
    authorizing_integration_owners: { 0: guild.id },
    context: 0,
    attachment_size_limit: 10_485_760,
  }
}

function interact(stage: Stage, userId: string, kind: Kind): Promise<Answer> {
  const { world, gateway, interactions } = stage
  const id = world.id()
  const token = `interaction.${id}`
  const packet = packetOf(stage, userId, { ...kind, id, token })
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () =>
        reject(new Error(`the bot gave no answer to ${kind.name} within ${PATIENCE_MS / 1000} s`)),
      PATIENCE_MS,
    )
    const told = (answer: Answer) => {
      clearTimeout(timer)
      // A copy: the message may be edited again.
      resolve(structuredClone(answer))
    }
    interactions.add({
      id,
      token,
      type: kind.type,
      name: kind.name,
      userId,
      channelId: kind.channelId,
      guildId: String(packet['guild_id']),
      source: kind.source,
      createdAt: world.now(),
      state: 'waiting',
      ephemeral: false,
      original: null,
      told,
    })
    gateway.emit('INTERACTION_CREATE', packet, String(packet['guild_id']))
  })
}

async function message(answer: Promise<Answer>): Promise<MessageAnswer> {
  const given = await answer
  if (given.kind !== 'message') throw new Error('the bot answered with choices')
  return given
}

/** The message as it is now: what a person holds is a copy. */
function current(world: World, held: Message): Message {
  const found =
    world.ephemeral.get(held.id) ??
    world.messages.get(held.channel_id)?.find(({ id }) => id === held.id)
  if (found === undefined) throw new Error('the message is gone')
  return found
}

/** Gives what a person can do. */
export function personHandle(stage: Stage, userId: string): PersonHandle {
  const { world } = stage
  const use = (held: Message, customId: string, values?: readonly string[]) => {
    const source = current(world, held)
    return message(
      interact(stage, userId, {
        type: 3,
        name: customId,
        data: controlData(source, { customId, ...(values ? { values } : {}) }),
        channelId: held.channel_id,
        source,
      }),
    )
  }
  return {
    slash: (channelId, words, typed = {}) =>
      message(
        interact(stage, userId, {
          type: 2,
          name: `/${words}`,
          data: commandData(world, { words, typed, userId }),
          channelId,
          source: null,
        }),
      ),
    complete: async (channelId, words, typed, option) => {
      const answer = await interact(stage, userId, {
        type: 4,
        name: `/${words} …`,
        data: commandData(world, { words, typed, userId, focused: option }),
        channelId,
        source: null,
      })
      if (answer.kind !== 'choices') throw new Error('the bot offered no choices')
      return answer.choices
    },
    press: (held, customId) => use(held, customId),
    choose: (held, customId, values) => use(held, customId, values),
  }
}
