/** The discord.js client: one intent, and caches for what decides about rights and nothing else. */
import {
  Client,
  DefaultRestOptions,
  Events,
  GatewayIntentBits,
  Options,
  RESTEvents,
  type RESTOptions,
} from 'discord.js'
import { REFUSED } from '../../config/limits.ts'
import type { Logger } from '../lib/logger.ts'

/** What is kept beside guilds, channels, overwrites and roles: the bot itself as a member and nobody else. */
function caches(itself: (user: { id: string; client: Client }) => boolean) {
  const onlyItself = { maxSize: 0, keepOverLimit: itself }
  return Options.cacheWithLimits({
    GuildMemberManager: onlyItself,
    UserManager: onlyItself,
    ThreadMemberManager: onlyItself,
    ApplicationCommandManager: 0,
    AutoModerationRuleManager: 0,
    DMMessageManager: 0,
    EntitlementManager: 0,
    GuildBanManager: 0,
    GuildEmojiManager: 0,
    GuildInviteManager: 0,
    GuildMessageManager: 0,
    GuildScheduledEventManager: 0,
    GuildStickerManager: 0,
    MessageManager: 0,
    PresenceManager: 0,
    ReactionManager: 0,
    ReactionUserManager: 0,
    StageInstanceManager: 0,
    VoiceStateManager: 0,
  })
}

/** Discord does not count these for its limit. https://docs.discord.com/developers/topics/rate-limits#global-rate-limit */
const ANSWERS = /\/(?:interactions|webhooks)\//

/** Makes requests at the pace of all that we send, but for answers to people. */
const pacedRequest =
  (pace: () => Promise<void>): RESTOptions['makeRequest'] =>
  async (url, init) => {
    if (!ANSWERS.test(url)) await pace()
    return DefaultRestOptions.makeRequest(url, init)
  }

/**
 * Gives a client that is not logged in yet. Its REST answers interactions and registers commands; messages go through a
 * REST of their own (send.ts), so that no answer waits behind a digest.
 *
 * @param apiUrl the address of the API without its version; Discord's own where undefined
 * @param pace resolves when the next request may go out that Discord counts
 */
export function createClient({
  apiUrl,
  pace,
  log,
}: {
  apiUrl?: string | undefined
  pace: () => Promise<void>
  log: Logger
}): Client {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    makeCache: caches((user) => user.id === user.client.user?.id),
    rest: {
      ...(apiUrl === undefined ? {} : { api: apiUrl }),
      invalidRequestWarningInterval: REFUSED.warn,
      makeRequest: pacedRequest(pace),
      // The pace keeps to Discord's fifty; discord.js counts answers too, and lets people wait in silence.
      globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    },
  })
  // Without a listener an error of an async listener would end the process.
  client.on(Events.Error, (error) => log.error({ err: error }, 'discord client'))
  client.on(Events.Warn, (message) => log.warn({ message }, 'discord client'))
  client.on(Events.ShardReconnecting, (shard) => log.info({ shard }, 'gateway reconnecting'))
  client.on(Events.ShardResume, (shard) => log.info({ shard }, 'gateway resumed'))
  client.rest.on(RESTEvents.InvalidRequestWarning, ({ count, remainingTime }) =>
    log.warn(
      { count, remainingTime },
      'many refused requests: 10,000 in ten minutes ban the address',
    ),
  )
  return client
}
