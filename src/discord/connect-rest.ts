/** Connects to Discord without a gateway: what a process needs that posts and answers nobody. */
import { type Client, Routes } from 'discord.js'
import type { APIUser } from 'discord-api-types/v10'
import type { Logger } from '../lib/logger.ts'
import type { Place } from '../model/place.ts'
import { createClient } from './client.ts'
import { ConnectError, isBadToken } from './connect-error.ts'
import { placeOf } from './place.ts'
import { REQUEST_TIMEOUT_MS } from './post.ts'
import { createRefusedRequests } from './refused-requests.ts'
import { lacking, whereOf } from './rights.ts'
import { createMessageRest } from './send.ts'
import { type Known, type Sending, sendingBy } from './sending.ts'

export type RestConnection = Sending & {
  /** The bot's own name in Discord. */
  name: string
  close(): Promise<void>
}

/** Connects; resolves when Discord has taken the token. Throws a ConnectError where it does not. */
export async function connectRest({
  token,
  apiUrl,
  sendTimeoutMs,
  pace,
  log,
}: {
  token: string
  apiUrl?: string | undefined
  sendTimeoutMs?: number | undefined
  pace: () => Promise<void>
  log: Logger
}): Promise<RestConnection> {
  const client = createClient({ apiUrl, pace, log })
  client.token = token
  client.rest.setToken(token)
  const rest = createMessageRest({ token, apiUrl })
  const refused = createRefusedRequests({ log })
  for (const one of [client.rest, rest]) refused.watch(one)
  const self = await ownUser(rest)
  return {
    name: self.username,
    ...sendingBy(rest, {
      known: asked(client, self.id),
      timeoutMs: sendTimeoutMs,
      isHeld: refused.areTooMany,
      pace,
      log,
    }),
    close: () => client.destroy(),
  }
}

/**
 * What Discord says of channels when it is asked: without a gateway nobody tells when it changes. It is asked for a post of a
 * forum, and after an answer that was lost.
 */
function asked(client: Client, selfId: string): Known<Promise<Place | null>> {
  const find = async (channelId: string) => {
    const channel = await client.channels.fetch(channelId, { force: true, allowUnknownGuild: true })
    if (!channel || channel.isDMBased()) return { channel: null, isDirect: channel !== null }
    const guild = await client.guilds.fetch({ guild: channel.guildId, force: true })
    const here = await guild.channels.fetch(channelId, { force: true })
    const member = await guild.members.fetch({ user: selfId, force: true })
    return { channel: here, rights: here?.permissionsFor(member) ?? null, isDirect: false }
  }
  return {
    selfId: () => selfId,
    placeOf: async (channelId) => {
      const { channel, rights = null } = await find(channelId)
      // Only its channel says whether it is age-restricted.
      if (channel?.isThread() && channel.parentId) {
        await channel.guild.channels.fetch(channel.parentId, { force: true })
      }
      return channel && placeOf(channel, rights)
    },
    canRead: async (channelId) => {
      const { channel, rights, isDirect } = await find(channelId)
      if (!channel || !rights) return isDirect
      const lacks = lacking(rights, whereOf(channel))
      return !lacks.includes('ReadMessageHistory') && !lacks.includes('ViewChannel')
    },
  }
}

async function ownUser(rest: ReturnType<typeof createMessageRest>): Promise<APIUser> {
  try {
    const user = await rest.get(Routes.user(), { signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) })
    return user as APIUser
  } catch (error) {
    throw new ConnectError(isBadToken(error) ? 'bad-token' : 'unreachable', error)
  }
}
