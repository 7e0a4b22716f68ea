/** Who may not use a command or control at all, before it runs. */
import { type Interaction, PermissionFlagsBits, Routes } from 'discord.js'
import type { Logger } from '../lib/logger.ts'

export type Refusal =
  | 'problem.not-in-server'
  | 'problem.not-served'
  | 'problem.managers-only'
  | 'control.unknown'
  | 'control.unknown-command'

/** Says why an interaction from where it comes is refused, or null. */
export function placeRefusal(
  { guildId }: Interaction,
  { inDm, allowedGuilds }: { inDm: boolean; allowedGuilds: readonly string[] },
): Refusal | null {
  if (guildId === null) return inDm ? null : 'problem.not-in-server'
  const served = allowedGuilds.length === 0 || allowedGuilds.includes(guildId)
  return served ? null : 'problem.not-served'
}

/**
 * Says whether the caller may use what is for managers: they have Manage Guild, or their server has set permissions of
 * its own for our commands — then Discord has judged by those before it let the command through, and we cannot know
 * better. https://docs.discord.com/developers/interactions/application-commands#permissions
 */
export async function mayManage(interaction: Interaction, log: Logger): Promise<boolean> {
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
