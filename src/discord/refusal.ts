/** Who may not use a command or control at all, before it runs. */
import type { Interaction } from 'discord.js'

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
