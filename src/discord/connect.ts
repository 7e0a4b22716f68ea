/** Connects to Discord: logs in, registers the commands, answers interactions, and gives the ports of deliveries. */
import {
  type Client,
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
} from 'discord.js'
import type {
  Crosspost,
  FindPost,
  OpenPost,
  ReadBack,
  SendMessage,
  StartThread,
} from '../delivery/send-message.ts'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import type { Caller, Right } from '../model/caller.ts'
import type { AnyControl, Command, MessageMenu } from '../model/command.ts'
import type { Reply } from '../model/message.ts'
import type { Place } from '../model/place.ts'
import { createClient } from './client.ts'
import { crosspostBy, openPostBy, startThreadBy } from './containers.ts'
import { createOpenDirect } from './direct.ts'
import { createDispatch } from './dispatch.ts'
import { createFindPost } from './find-post.ts'
import { inviteUrl } from './invite.ts'
import { placeOf } from './place.ts'
import { createPost } from './post.ts'
import { createReadBack } from './read-back.ts'
import { commandBodies, menuBodies, register } from './registration.ts'
import { lacking, whereOf } from './rights.ts'
import { createMessageRest, sendBy } from './send.ts'

export type DiscordConnection = {
  applicationId: string
  /** The link with which a server takes the bot in. */
  inviteUrl: string
  /** The bot's own name in Discord. */
  name: string
  /** How many servers the bot is in. */
  servers(): number
  /** Whether the bot is a member of a server, out of order or not. */
  isIn(guildId: string): boolean
  /** The rights, of those a digest needs, that the bot lacks in a channel; null where it does not know the channel. */
  botLacks(channelId: string): readonly Right[] | null
  /** What a channel is to a digest; null where the bot does not know it. */
  placeOf(channelId: string): Place | null
  send: SendMessage
  readBack: ReadBack
  openPost: OpenPost
  findPost: FindPost
  startThread: StartThread
  crosspost: Crosspost
  /** Gives the channel of a person's direct messages; null where there is none for now. */
  openDirect(userId: string): Promise<string | null>
  /** Resolves with the reason when the gateway is lost for good. */
  lost: Promise<string>
  /** Takes no new interactions; resolves when those under way are answered. */
  drain(): Promise<void>
  /** Ends the messages that are being sent: their outcome is unknown. */
  cutSending(): void
  /** Logs out; what is still under way is dropped. */
  close(): Promise<void>
}

/** Why there is no connection: Discord refuses the token, or cannot be reached (`cause` says why). */
export class ConnectError extends Error {
  readonly kind: 'bad-token' | 'unreachable'

  constructor(kind: ConnectError['kind'], cause: unknown) {
    super(`cannot connect to Discord: ${kind}`, { cause })
    this.name = 'ConnectError'
    this.kind = kind
  }
}

function isBadToken(error: unknown): boolean {
  if (error instanceof DiscordAPIError) return error.status === 401
  return error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid
}

/** Resolves at the first READY with its servers; rejects where there will be none. */
async function logIn(client: Client, token: string): Promise<Client<true>> {
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve))
  try {
    await client.login(token)
  } catch (error) {
    throw new ConnectError(isBadToken(error) ? 'bad-token' : 'unreachable', error)
  }
  return ready
}

const lossOf = (client: Client): Promise<string> =>
  new Promise((resolve) => {
    client.once(Events.Invalidated, () => resolve('invalidated'))
    // Only emitted where the shard will not come back by itself.
    client.once(Events.ShardDisconnect, ({ code }) => resolve(`closed with ${code}`))
  })

function ports(
  client: Client<true>,
  rest: ReturnType<typeof createMessageRest>,
  sending: { timeoutMs: number | undefined; cut: AbortSignal },
) {
  const known = (channelId: string) => {
    const channel = client.channels.cache.get(channelId)
    return channel && !channel.isDMBased()
      ? { channel, rights: channel.permissionsFor(client.user) }
      : null
  }
  const botLacks = (channelId: string) => {
    const found = known(channelId)
    return found?.rights ? lacking(found.rights, whereOf(found.channel)) : null
  }
  const placeIn = (channelId: string) => {
    const found = known(channelId)
    return found && placeOf(found.channel, found.rights)
  }
  const canRead = (channelId: string) =>
    botLacks(channelId)?.every(
      (right) => right !== 'ReadMessageHistory' && right !== 'ViewChannel',
    ) ?? false
  const post = createPost(rest, sending)
  const reading = { canRead, selfId: () => client.user.id }
  return {
    botLacks,
    placeOf: placeIn,
    send: sendBy(post),
    openPost: openPostBy(post, placeIn),
    startThread: startThreadBy(post),
    crosspost: crosspostBy(post),
    readBack: createReadBack(rest, reading),
    findPost: createFindPost(rest, reading),
  }
}

/**
 * Connects; resolves when the bot answers commands. Throws a ConnectError where it cannot.
 *
 * @param apiUrl the address of the API without its version; Discord's own where undefined
 * @param allowedGuilds servers that are served; empty: all
 * @param owed what the caller of a command is to be told beside its answer
 * @param sendTimeoutMs how long a message may take to be stored
 */
export async function connectDiscord<S>({
  token,
  apiUrl,
  services,
  commands,
  menus = [],
  controls,
  allowedGuilds,
  owed,
  log,
  clock,
  sendTimeoutMs,
}: {
  token: string
  apiUrl?: string | undefined
  services: S
  commands: readonly Command<S>[]
  menus?: readonly MessageMenu<S>[]
  controls: readonly AnyControl<S>[]
  allowedGuilds: readonly string[]
  owed?: ((caller: Caller) => Promise<Reply | null>) | undefined
  log: Logger
  clock: Clock
  sendTimeoutMs?: number | undefined
}): Promise<DiscordConnection> {
  const client = createClient({ apiUrl, log })
  const dispatch = createDispatch({
    services,
    commands,
    menus,
    controls,
    allowedGuilds,
    owed,
    clock,
    log,
  })
  client.on(Events.InteractionCreate, dispatch.handle)
  const ready = await logIn(client, token)
  const lost = lossOf(client)
  const cut = new AbortController()
  const messageRest = createMessageRest({ token, apiUrl })
  try {
    const changed = await register(client.rest, ready.application.id, [
      ...commandBodies(commands),
      ...menuBodies(menus),
    ])
    log.info({ changed, servers: ready.guilds.cache.size }, 'connected to Discord')
  } catch (error) {
    await client.destroy()
    throw new ConnectError('unreachable', error)
  }
  return {
    applicationId: ready.application.id,
    inviteUrl: inviteUrl(ready.application.id),
    name: ready.user.username,
    servers: () => ready.guilds.cache.size,
    isIn: (guildId) => ready.guilds.cache.has(guildId),
    ...ports(ready, messageRest, { timeoutMs: sendTimeoutMs, cut: cut.signal }),
    openDirect: createOpenDirect(messageRest, log),
    lost,
    drain: () => {
      client.off(Events.InteractionCreate, dispatch.handle)
      return dispatch.settled()
    },
    cutSending: () => cut.abort(),
    close: () => client.destroy(),
  }
}
