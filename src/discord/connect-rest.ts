/** Connects to Discord without a gateway: what a process needs that posts and answers nobody. */
import { Routes } from 'discord.js'
import type { APIUser } from 'discord-api-types/v10'
import type { Logger } from '../lib/logger.ts'
import { createClient } from './client.ts'
import { ConnectError, isBadToken } from './connect-error.ts'
import { createOpenDirect } from './direct.ts'
import { createReadBack } from './read-back.ts'
import { createRefusedRequests } from './refused-requests.ts'
import { lacking, whereOf } from './rights.ts'
import { createMessageRest, createSend, REQUEST_TIMEOUT_MS } from './send.ts'
import type { Sending } from './sending.ts'

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
  log,
}: {
  token: string
  apiUrl?: string | undefined
  sendTimeoutMs?: number | undefined
  log: Logger
}): Promise<RestConnection> {
  const client = createClient({ apiUrl, log })
  client.token = token
  client.rest.setToken(token)
  const rest = createMessageRest({ token, apiUrl })
  const refused = createRefusedRequests({ log })
  for (const one of [client.rest, rest]) refused.watch(one)
  const self = await ownUser(rest)
  const cut = new AbortController()
  /** Asked each time: without a gateway nobody tells when rights change, and it is asked once a lost answer. */
  const canRead = async (channelId: string): Promise<boolean> => {
    const channel = await client.channels.fetch(channelId, { force: true, allowUnknownGuild: true })
    if (!channel || channel.isDMBased()) return channel !== null
    const guild = await client.guilds.fetch({ guild: channel.guildId, force: true })
    const here = await guild.channels.fetch(channelId, { force: true })
    const member = await guild.members.fetch({ user: self.id, force: true })
    const rights = here?.permissionsFor(member)
    if (!rights) return false
    const lacks = lacking(rights, whereOf(here))
    return !lacks.includes('ReadMessageHistory') && !lacks.includes('ViewChannel')
  }
  return {
    name: self.username,
    send: createSend(rest, { timeoutMs: sendTimeoutMs, cut: cut.signal }),
    readBack: createReadBack(rest, { canRead, selfId: () => self.id }),
    openDirect: createOpenDirect(rest, log),
    isHeld: refused.areTooMany,
    cutSending: () => cut.abort(),
    close: () => client.destroy(),
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
