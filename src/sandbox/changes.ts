/** What happens in the world while the bot runs: it hears of each change. */
import type { Gateway } from './gateway/gateway.ts'
import { guildUpdatePayload } from './gateway/guild-payload.ts'
import { memberShape, roleShape } from './shapes.ts'
import type { Channel, Guild, Role, World } from './world.ts'

export type Changes = {
  renameGuild(guildId: string, name: string): void
  updateChannel(channelId: string, change: Partial<Pick<Channel, 'name' | 'topic'>>): void
  updateRole(guildId: string, roleId: string, change: Partial<Omit<Role, 'id'>>): void
  deleteRole(guildId: string, roleId: string): void
  /** Gives a member these roles and no others. */
  setRoles(guildId: string, userId: string, roleIds: readonly string[]): void
  /** Discord has trouble with a server, until `restore`. */
  outage(guildId: string): void
  restore(guildId: string): void
  /** Takes the bot out of a server. */
  removeBot(guildId: string): void
  /** Lets it into that server again. */
  inviteBot(guildId: string): void
}

function found<T>(kind: string, id: string, value: T | undefined): T {
  if (value === undefined) throw new Error(`there is no ${kind} ${id}`)
  return value
}

/** Gives the changes of a world. */
export function changes(world: World, gateway: Gateway): Changes {
  const guildOf = (id: string) => found('server', id, world.guilds.get(id))
  const tellMember = (guild: Guild, userId: string) => {
    const person = found('person', userId, world.people.get(userId))
    const data = { ...memberShape(guild, person), guild_id: guild.id }
    gateway.emit('GUILD_MEMBER_UPDATE', data, guild.id)
  }
  return {
    renameGuild: (guildId, name) => {
      const guild = guildOf(guildId)
      guild.name = name
      gateway.emit('GUILD_UPDATE', guildUpdatePayload(guild), guildId)
    },
    updateChannel: (channelId, change) => {
      const channel = found('channel', channelId, world.channels.get(channelId))
      Object.assign(channel, change)
      gateway.emitChannel('UPDATE', channel)
    },
    updateRole: (guildId, roleId, change) => {
      const role = Object.assign(
        found('role', roleId, guildOf(guildId).roles.get(roleId)),
        change,
      ) as Role
      const data = { guild_id: guildId, role: roleShape(role, 1) }
      gateway.emit('GUILD_ROLE_UPDATE', data, guildId)
    },
    deleteRole: (guildId, roleId) => {
      const guild = guildOf(guildId)
      guild.roles.delete(roleId)
      for (const roleIds of guild.members.values()) roleIds.delete(roleId)
      gateway.emit('GUILD_ROLE_DELETE', { guild_id: guildId, role_id: roleId }, guildId)
    },
    setRoles: (guildId, userId, roleIds) => {
      guildOf(guildId).members.set(userId, new Set(roleIds))
      tellMember(guildOf(guildId), userId)
    },
    outage: (guildId) => gateway.outage(guildOf(guildId).id),
    restore: (guildId) => gateway.emitGuild(guildOf(guildId)),
    removeBot: (guildId) => {
      world.foreign.set(guildId, guildOf(guildId))
      world.guilds.delete(guildId)
      gateway.emit('GUILD_DELETE', { id: guildId }, guildId)
    },
    inviteBot: (guildId) => {
      const guild = found('server', guildId, world.foreign.get(guildId))
      world.foreign.delete(guildId)
      world.guilds.set(guildId, guild)
      gateway.emitGuild(guild)
    },
  }
}
