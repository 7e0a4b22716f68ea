/** Who counts as a manager of a server's digests. */
import {
  type APIApplicationCommandPermission,
  type APIGuildApplicationCommandPermissions,
  ApplicationCommandPermissionType,
  type Interaction,
  Routes,
} from 'discord.js'
import type { Logger } from '../lib/logger.ts'
import type { Present } from './caller.ts'

export type RankDeps = {
  /** Gives the role whose members a server has made managers of its digests; null where it has set none. */
  managersRole?: ((guildId: string) => Promise<string | null>) | undefined
  /** English names of the commands that are for managers. */
  managersCommands: readonly string[]
  log: Logger
}

type Member = { userId: string; guildId: string; holds(roleId: string): boolean }

/**
 * Says whether a command's permissions in a server name somebody as one who may use it: themselves, else one of their
 * roles, else everyone. What is set for all commands of the bot at once counts for nothing here, nor does a channel. Pure.
 * https://docs.discord.com/developers/interactions/application-commands#permissions
 */
export function isNamed(
  permissions: readonly APIApplicationCommandPermission[],
  { userId, guildId, holds }: Member,
): boolean {
  const { User, Role } = ApplicationCommandPermissionType
  const own = permissions.find(({ type, id }) => type === User && id === userId)
  if (own) return own.permission
  const roles = permissions.filter(({ type }) => type === Role)
  const held = roles.filter(({ id }) => id !== guildId && holds(id))
  if (held.length > 0) return held.some(({ permission }) => permission)
  return roles.some(({ id, permission }) => id === guildId && permission)
}

async function permissionsOf({
  applicationId,
  guildId,
  client,
}: Interaction): Promise<readonly APIGuildApplicationCommandPermissions[]> {
  const set = await client.rest.get(
    Routes.guildApplicationCommandsPermissions(applicationId, guildId ?? ''),
  )
  return Array.isArray(set) ? (set as APIGuildApplicationCommandPermissions[]) : []
}

async function idsOf({ client }: Interaction, names: readonly string[]): Promise<Set<string>> {
  const known = client.application?.commands
  if (!known) return new Set()
  const all = known.cache.size > 0 ? known.cache : await known.fetch()
  return new Set(all.filter(({ name }) => names.includes(name)).keys())
}

/**
 * A command is only let through by Discord to whom the server's permission page opens it. Of a button or a form Discord
 * says nothing: there the page itself is read.
 */
async function isLetIn(
  interaction: Interaction,
  present: Present,
  { managersCommands, log }: RankDeps,
): Promise<boolean> {
  const { userId, guildId, holds } = present
  if (guildId === null) return false
  try {
    const set = await permissionsOf(interaction)
    if (set.length === 0) return false
    if (interaction.isCommand()) return true
    const ids = await idsOf(interaction, managersCommands)
    return set.some(
      ({ id, permissions }) => ids.has(id) && isNamed(permissions, { userId, guildId, holds }),
    )
  } catch (error) {
    log.warn({ err: error }, "a server's command permissions could not be read")
    return false
  }
}

/**
 * Says whether the caller may use what is for managers: they have Manage Guild, or the role that the server's settings name,
 * or the server's own permission page opens the managers' commands to them. That page says nothing of direct messages.
 */
export async function mayManage(
  interaction: Interaction,
  present: Present,
  deps: RankDeps,
): Promise<boolean> {
  const { guildId, manages, holds } = present
  if (manages) return true
  if (guildId === null) return false
  const role = (await deps.managersRole?.(guildId)) ?? null
  if (role !== null && role !== guildId && holds(role)) return true
  return interaction.guildId !== null && isLetIn(interaction, present, deps)
}
