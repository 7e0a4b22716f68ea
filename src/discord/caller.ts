/** Who gave a command or pressed a button, from an interaction and the cached server. */
import {
  ChannelType,
  DiscordAPIError,
  type Guild,
  type GuildBasedChannel,
  type GuildMember,
  type Interaction,
  PermissionFlagsBits,
  type PermissionsBitField,
} from 'discord.js'
import { localeOf } from '../language/texts.ts'
import type { Caller } from '../model/caller.ts'
import { isAgeRestricted, placeOf } from './place.ts'
import { lacking, maySpeak, type Where, whereOf } from './rights.ts'

type Seat = { guild: Guild; member: GuildMember }

/** The caller, with what only this room asks of them. */
export type Present = Caller & {
  /** Whether they have a role. */
  holds(roleId: string): boolean
  /** Whether a channel is known here; one that was deleted is not, nor is a thread that sleeps. */
  knows(channelId: string): boolean
}

/** Gives the caller once it is sure that they may manage digests: those in channels that nobody knows are theirs too. */
export const asManager = (present: Present): Present => ({
  ...present,
  tends: (id) => present.sees(id) || !present.knows(id),
})

/** Nothing of it is anybody else's; it is no age-restricted channel, and has no roles. */
const OWN_SPACE = {
  guildId: null,
  manages: true,
  holds: () => false,
  knows: () => true,
  sees: () => true,
  tends: () => true,
  speaks: () => true,
  ageRestricted: () => false,
  rings: () => false,
  botRings: () => false,
  botLacks: () => null,
  placeOf: () => null,
}

/** A thread's own entry holds its type; its rights are its parent's. */
function seesChannel(channel: GuildBasedChannel, member: GuildMember): boolean {
  const rights = channel.permissionsFor(member)
  if (!rights?.has(PermissionFlagsBits.ViewChannel)) return false
  // Who is in a private thread is not kept: of those who are not there now, only its managers surely see it.
  return channel.type !== ChannelType.PrivateThread || rights.has(PermissionFlagsBits.ManageThreads)
}

function speaksWith(rights: Readonly<PermissionsBitField>, where: Where, member: GuildMember) {
  return (
    maySpeak(rights, where) &&
    (rights.has(PermissionFlagsBits.Administrator) || !member.isCommunicationDisabled())
  )
}

function ringsRole(guild: Guild, member: GuildMember | null, roleId: string): boolean {
  const role = guild.roles.cache.get(roleId)
  // @everyone is a role whose mention rings nobody.
  if (!role || roleId === guild.id) return false
  return role.mentionable || (member?.permissions.has(PermissionFlagsBits.MentionEveryone) ?? false)
}

/** What Discord tells with an interaction of the channel that it came from; in direct messages there is none. */
type Here = {
  channelId: string
  memberPermissions: Readonly<PermissionsBitField> | null
  appPermissions: Readonly<PermissionsBitField> | null
  guildLocale: string | null
}

function rightsOf({ guild, member }: Seat, here: Here): Omit<Present, 'locale'> {
  const { memberPermissions, appPermissions, channelId, guildLocale } = here
  const manages = memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false
  const find = (id: string) => guild.channels.cache.get(id) ?? null
  const me = () => guild.members.me
  const sees = (id: string) => {
    const channel = find(id)
    return id === channelId || (channel !== null && seesChannel(channel, member))
  }
  const botRights = (id: string) => {
    const self = me()
    return id === channelId ? appPermissions : ((self && find(id)?.permissionsFor(self)) ?? null)
  }
  return {
    userId: member.id,
    guildId: guild.id,
    channelId,
    guildLocale,
    manages,
    holds: (id) => guild.roles.cache.has(id) && member.roles.cache.has(id),
    knows: (id) => find(id) !== null,
    sees,
    tends: sees,
    speaks: (id) => {
      const channel = find(id)
      const rights = id === channelId ? memberPermissions : channel?.permissionsFor(member)
      return rights ? speaksWith(rights, whereOf(channel), member) : false
    },
    ageRestricted: (id) => isAgeRestricted(find(id)),
    rings: (id) => ringsRole(guild, member, id),
    botRings: (id) => ringsRole(guild, me(), id),
    placeOf: (id) => {
      const channel = find(id)
      return channel && placeOf(channel, botRights(id))
    },
    botLacks: (id) => {
      const channel = find(id)
      const rights = botRights(id)
      return rights ? lacking(rights, whereOf(channel)) : null
    },
  }
}

/** Gives the caller of an interaction as one who stands in their own space. */
export const ownCallerOf = ({ user, channelId, locale }: Interaction): Present => ({
  ...OWN_SPACE,
  userId: user.id,
  channelId: channelId ?? '',
  locale: localeOf(locale),
  guildLocale: locale,
})

/**
 * Gives the caller of an interaction. For the channel that it came from Discord tells the rights with it; for others
 * they are judged from the cached overwrites. Outside of the bot's servers they stand in their own space.
 */
export function callerOf(interaction: Interaction): Present {
  if (!interaction.inCachedGuild()) return ownCallerOf(interaction)
  const { memberPermissions, appPermissions, guildLocale, channelId } = interaction
  const here = { memberPermissions, appPermissions, guildLocale, channelId: channelId ?? '' }
  return { locale: localeOf(interaction.locale), ...rightsOf(interaction, here) }
}

/**
 * Gives the caller of an interaction in direct messages as a member of a server that it is about, with the rights that
 * they have there now; null where the bot is not there, or they are not.
 */
export async function callerIn(
  { client, user, locale }: Interaction,
  guildId: string,
): Promise<Present | null> {
  const guild = client.guilds.cache.get(guildId)
  if (!guild) return null
  const member = await memberOf(guild, user.id)
  if (!member) return null
  const here = {
    channelId: '',
    memberPermissions: member.permissions,
    appPermissions: null,
    guildLocale: guild.preferredLocale,
  }
  return { locale: localeOf(locale), ...rightsOf({ guild, member }, here) }
}

/** Members are not kept: they are asked for. */
async function memberOf(guild: Guild, user: string): Promise<GuildMember | null> {
  try {
    return await guild.members.fetch({ user, force: true, cache: false })
  } catch (error) {
    if (error instanceof DiscordAPIError && error.status === 404) return null
    throw error
  }
}
