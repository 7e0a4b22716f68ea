/** Who gave a command or pressed a button, from an interaction and the cached server. */
import {
  ChannelType,
  type Guild,
  type GuildBasedChannel,
  type GuildMember,
  type Interaction,
  PermissionFlagsBits,
  type PermissionsBitField,
} from 'discord.js'
import { localeOf } from '../language/texts.ts'
import type { Caller } from '../model/caller.ts'
import { lacking, speakRight } from './rights.ts'

type Seat = { guild: Guild; member: GuildMember }

const NOBODY = {
  sees: () => false,
  speaks: () => false,
  rings: () => false,
  botRings: () => false,
  botLacks: () => null,
}

/** A thread's own entry holds its type; its rights are its parent's. */
function seesChannel(channel: GuildBasedChannel, member: GuildMember): boolean {
  const rights = channel.permissionsFor(member)
  if (!rights?.has(PermissionFlagsBits.ViewChannel)) return false
  // Who is in a private thread is not kept: of those who are not there now, only its managers surely see it.
  return channel.type !== ChannelType.PrivateThread || rights.has(PermissionFlagsBits.ManageThreads)
}

function speaksWith(rights: Readonly<PermissionsBitField>, type: ChannelType, member: GuildMember) {
  return (
    rights.has([PermissionFlagsBits.ViewChannel, PermissionFlagsBits[speakRight(type)]]) &&
    (rights.has(PermissionFlagsBits.Administrator) || !member.isCommunicationDisabled())
  )
}

function ringsRole(guild: Guild, member: GuildMember | null, roleId: string): boolean {
  const role = guild.roles.cache.get(roleId)
  // @everyone is a role whose mention rings nobody.
  if (!role || roleId === guild.id) return false
  return role.mentionable || (member?.permissions.has(PermissionFlagsBits.MentionEveryone) ?? false)
}

function rightsOf(interaction: Interaction, seat: Seat): Omit<Caller, 'locale'> {
  const { guild, member } = seat
  const { memberPermissions, appPermissions, channelId } = interaction
  const manages = memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false
  const find = (id: string) => guild.channels.cache.get(id) ?? null
  const me = () => guild.members.me
  return {
    userId: interaction.user.id,
    guildId: guild.id,
    channelId: channelId ?? '',
    guildLocale: interaction.guildLocale,
    manages,
    sees: (id) => {
      if (id === channelId) return true
      const channel = find(id)
      // Deleted, or a thread that sleeps: somebody must be able to put its digest away.
      return channel ? seesChannel(channel, member) : manages
    },
    speaks: (id) => {
      const channel = find(id)
      const rights = id === channelId ? memberPermissions : channel?.permissionsFor(member)
      return rights ? speaksWith(rights, channel?.type ?? ChannelType.GuildText, member) : false
    },
    rings: (id) => ringsRole(guild, member, id),
    botRings: (id) => ringsRole(guild, me(), id),
    botLacks: (id) => {
      const channel = find(id)
      const self = me()
      const rights = id === channelId ? appPermissions : self && channel?.permissionsFor(self)
      return rights ? lacking(rights, channel?.type ?? ChannelType.GuildText) : null
    },
  }
}

/**
 * Gives the caller of an interaction. For the channel that it came from Discord tells the rights with it; for others
 * they are judged from the cached overwrites. Outside servers nobody sees or may do anything.
 */
export function callerOf(interaction: Interaction): Caller {
  const locale = localeOf(interaction.locale)
  if (interaction.inCachedGuild()) {
    return { locale, ...rightsOf(interaction, interaction) }
  }
  return {
    ...NOBODY,
    userId: interaction.user.id,
    guildId: null,
    channelId: interaction.channelId ?? '',
    locale,
    guildLocale: interaction.guildLocale,
    manages: false,
  }
}
