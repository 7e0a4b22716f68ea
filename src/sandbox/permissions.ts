/** Permissions as bits, with roles and channel overwrites. https://docs.discord.com/developers/topics/permissions */

export const BIT = {
  administrator: 1n << 3n,
  manageChannels: 1n << 4n,
  manageGuild: 1n << 5n,
  addReactions: 1n << 6n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readHistory: 1n << 16n,
  mentionEveryone: 1n << 17n,
  manageWebhooks: 1n << 29n,
  useCommands: 1n << 31n,
  manageThreads: 1n << 34n,
  createThreads: 1n << 35n,
  sendInThreads: 1n << 38n,
} as const

const ALL = Object.values(BIT).reduce((all, bit) => all | bit, 0n)

export type Overwrite = { id: string; type: 0 | 1; allow: bigint; deny: bigint }

export type Standing = {
  userId: string
  ownerId: string
  guildId: string
  everyone: bigint
  roles: readonly { id: string; permissions: bigint }[]
}

/** Gives what somebody may do in a channel (or in the server, without overwrites). */
export function permissionsIn(who: Standing, overwrites: readonly Overwrite[]): bigint {
  if (who.userId === who.ownerId) return ALL
  const base = who.roles.reduce((all, role) => all | role.permissions, who.everyone)
  if ((base & BIT.administrator) !== 0n) return ALL
  const of = (match: (one: Overwrite) => boolean) => overwrites.filter(match)
  const roleIds = new Set(who.roles.map(({ id }) => id))
  const steps = [
    of(({ id }) => id === who.guildId),
    of(({ id, type }) => type === 0 && roleIds.has(id)),
    of(({ id, type }) => type === 1 && id === who.userId),
  ]
  return steps.reduce((bits, step) => {
    const deny = step.reduce((all, one) => all | one.deny, 0n)
    const allow = step.reduce((all, one) => all | one.allow, 0n)
    return (bits & ~deny) | allow
  }, base)
}

export const has = (bits: bigint, bit: bigint): boolean => (bits & bit) !== 0n
