/** Where somebody stands, and who may not use a command or control at all, before it runs. */
import {
  ApplicationIntegrationType,
  type Interaction,
  PermissionFlagsBits,
  Routes,
} from 'discord.js'
import type { Logger } from '../lib/logger.ts'
import type { Caller } from '../model/caller.ts'
import { callerOf, ownCallerOf } from './caller.ts'

export type Refusal =
  | 'problem.not-in-server'
  | 'problem.not-served'
  | 'problem.managers-only'
  | 'control.unknown'
  | 'control.unknown-command'

/** Who acts, where they stand, and why that is no place for it. */
export type Standing = { caller: Caller; refusal: Refusal | null }

/**
 * Whether the caller has installed the bot for themselves. A control under such an answer bears the one who did.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-authorizing-integration-owners-object
 */
const hasInstalled = ({ authorizingIntegrationOwners: owners, user }: Interaction): boolean =>
  owners?.[ApplicationIntegrationType.UserInstall] === user.id

/**
 * Gives where the caller of an interaction stands. In a server that is not served they stand in their own space, if they
 * have installed the bot for themselves.
 *
 * @param own whether it is about their own space wherever they are
 */
export function standingOf(
  interaction: Interaction,
  { own, inDm, allowedGuilds }: { own: boolean; inDm: boolean; allowedGuilds: readonly string[] },
): Standing {
  const { guildId } = interaction
  const served = guildId === null || allowedGuilds.length === 0 || allowedGuilds.includes(guildId)
  if (!served && !hasInstalled(interaction)) {
    return { caller: callerOf(interaction), refusal: 'problem.not-served' }
  }
  const caller = own || !served ? ownCallerOf(interaction) : callerOf(interaction)
  return { caller, refusal: caller.guildId === null && !inDm ? 'problem.not-in-server' : null }
}

/**
 * Says whether the caller may use what is for managers: they have Manage Guild, or their server has set permissions of
 * its own for our commands — then Discord has judged by those before it let the command through, and we cannot know
 * better. https://docs.discord.com/developers/interactions/application-commands#permissions
 */
async function mayManage(interaction: Interaction, log: Logger): Promise<boolean> {
  if (interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild)) return true
  const { applicationId, guildId, client } = interaction
  if (guildId === null) return false
  try {
    const set = await client.rest.get(
      Routes.guildApplicationCommandsPermissions(applicationId, guildId),
    )
    return Array.isArray(set) && set.length > 0
  } catch (error) {
    log.warn({ err: error }, "a server's command permissions could not be read")
    return false
  }
}

type Ranked = {
  managersOnly: boolean
  /** The server that a control in direct messages acts on. */
  serverId?: string | null
  /** Whether what is for managers is everybody's in their own space. */
  ownRight?: boolean | undefined
}

/**
 * Says why a caller may not use what is for managers, or null. A server's own permissions for commands say nothing of
 * direct messages: there Manage Guild alone counts. In their own space everybody does what is made for it, and nothing
 * else that is for managers.
 */
export async function rankRefusal(
  { managersOnly, serverId, ownRight }: Ranked,
  { interaction, caller }: { interaction: Interaction; caller: Caller },
  log: Logger,
): Promise<Refusal | null> {
  if (!managersOnly) return null
  if (serverId == null && caller.guildId === null) return ownRight ? null : 'problem.managers-only'
  const may =
    serverId == null ? await mayManage(interaction, log) : caller.guildId !== null && caller.manages
  return may ? null : 'problem.managers-only'
}
