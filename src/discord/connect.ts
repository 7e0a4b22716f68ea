/** Connects to Discord: logs in, registers the commands, answers interactions, and gives the ports of deliveries. */
import { type Client, Events } from 'discord.js'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import type { Caller, Right } from '../model/caller.ts'
import type { AnyControl, Command, MessageMenu } from '../model/command.ts'
import type { Reply } from '../model/message.ts'
import type { Place } from '../model/place.ts'
import { createClient } from './client.ts'
import { ConnectError, isBadToken } from './connect-error.ts'
import { createDispatch, type DispatchDeps } from './dispatch.ts'
import { inviteUrl } from './invite.ts'
import { placeOf } from './place.ts'
import { createRefusedRequests } from './refused-requests.ts'
import { commandBodies, menuBodies, register } from './registration.ts'
import { lacking, whereOf } from './rights.ts'
import { createMessageRest } from './send.ts'
import { type Known, type Sending, sendingBy } from './sending.ts'

export type DiscordConnection = Omit<Sending, 'placeOf'> & {
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
  /** Resolves with the reason when the gateway is lost for good. */
  lost: Promise<string>
  /** Takes no new interactions; resolves when those under way are answered. */
  drain(): Promise<void>
  /** Logs out; what is still under way is dropped. */
  close(): Promise<void>
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

type Cached = Known<Place | null> & Pick<DiscordConnection, 'botLacks'>

/** What the gateway's cache says of channels. */
function cached(client: Client<true>): Cached {
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
  return {
    botLacks,
    placeOf: (channelId) => {
      const found = known(channelId)
      return found && placeOf(found.channel, found.rights)
    },
    canRead: (channelId) =>
      botLacks(channelId)?.every(
        (right) => right !== 'ReadMessageHistory' && right !== 'ViewChannel',
      ) ?? false,
    selfId: () => client.user.id,
    isOut: ({ guildId, channelId }) =>
      client.guilds.cache.get(guildId)?.available === false &&
      !client.channels.cache.has(channelId),
  }
}

/**
 * Connects; resolves when the bot answers commands. Throws a ConnectError where it cannot.
 *
 * @param apiUrl the address of the API without its version; Discord's own where undefined
 * @param allowedGuilds servers that are served; empty: all
 * @param managersRole the role whose members a server has made managers of its digests
 * @param owed what the caller of a command is to be told beside its answer
 * @param sendTimeoutMs how long a message may take to be stored
 * @param pace resolves when the next request may go out; answers to people do not wait for it
 */
export async function connectDiscord<S>({
  token,
  apiUrl,
  services,
  commands,
  menus = [],
  controls,
  allowedGuilds,
  managersRole,
  owed,
  log,
  clock,
  sendTimeoutMs,
  pace,
}: {
  token: string
  apiUrl?: string | undefined
  services: S
  commands: readonly Command<S>[]
  menus?: readonly MessageMenu<S>[]
  controls: readonly AnyControl<S>[]
  allowedGuilds: readonly string[]
  managersRole?: DispatchDeps<S>['managersRole']
  owed?: ((caller: Caller) => Promise<Reply | null>) | undefined
  log: Logger
  clock: Clock
  sendTimeoutMs?: number | undefined
  pace: () => Promise<void>
}): Promise<DiscordConnection> {
  const client = createClient({ apiUrl, pace, log })
  const dispatch = createDispatch({
    services,
    commands,
    menus,
    controls,
    allowedGuilds,
    managersRole,
    owed,
    clock,
    log,
  })
  client.on(Events.InteractionCreate, dispatch.handle)
  const ready = await logIn(client, token)
  const lost = lossOf(client)
  const known = cached(ready)
  const messageRest = createMessageRest({ token, apiUrl })
  const refused = createRefusedRequests({ log })
  for (const rest of [client.rest, messageRest]) refused.watch(rest)
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
    botLacks: known.botLacks,
    ...sendingBy(messageRest, {
      known,
      timeoutMs: sendTimeoutMs,
      isHeld: refused.areTooMany,
      pace,
      log,
    }),
    lost,
    drain: () => {
      client.off(Events.InteractionCreate, dispatch.handle)
      return dispatch.settled()
    },
    close: () => client.destroy(),
  }
}
