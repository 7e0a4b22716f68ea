/** Where somebody stands, and who may not use a command or control at all, before it runs. */
import { ApplicationIntegrationType, type Interaction } from 'discord.js'
import { callerOf, ownCallerOf, type Present } from './caller.ts'
import { mayManage, type RankDeps } from './rank.ts'

export type Refusal =
  | 'problem.not-in-server'
  | 'problem.not-served'
  | 'problem.managers-only'
  | 'control.unknown'
  | 'control.unknown-command'

/** Who acts, where they stand, and why that is no place for it. */
export type Standing = { caller: Present; refusal: Refusal | null }

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

type Ranked = {
  managersOnly: boolean
  /** The server that a control in direct messages acts on. */
  serverId?: string | null
  /** Whether what is for managers is everybody's in their own space. */
  ownRight?: boolean | undefined
}

/**
 * Says why a caller may not use what is for managers, or null. In their own space everybody does what is made for it, and
 * nothing else that is for managers.
 */
export async function rankRefusal(
  { managersOnly, serverId, ownRight }: Ranked,
  { interaction, caller }: { interaction: Interaction; caller: Present },
  deps: RankDeps,
): Promise<Refusal | null> {
  if (!managersOnly) return null
  if (serverId == null && caller.guildId === null) return ownRight ? null : 'problem.managers-only'
  const may = caller.guildId !== null && (await mayManage(interaction, caller, deps))
  return may ? null : 'problem.managers-only'
}
