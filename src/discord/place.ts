/** What a channel of the cache is to a digest. */
import {
  ChannelFlags,
  ChannelType,
  type GuildBasedChannel,
  PermissionFlagsBits,
  type PermissionsBitField,
} from 'discord.js'
import type { Place, PlaceKind } from '../model/place.ts'
import { isThread } from './rights.ts'

const KINDS: Partial<Record<ChannelType, PlaceKind>> = {
  [ChannelType.GuildText]: 'text',
  [ChannelType.GuildAnnouncement]: 'announcement',
  [ChannelType.GuildForum]: 'forum',
  [ChannelType.GuildMedia]: 'media',
}

const kindOf = (type: ChannelType): PlaceKind =>
  isThread(type) ? 'thread' : (KINDS[type] ?? 'other')

/** Says whether a channel is one for adults only; a thread is what its channel is, false where that is not known. */
export function isAgeRestricted(channel: GuildBasedChannel | null): boolean {
  if (channel === null) return false
  const own = channel.isThread() ? channel.parent : channel
  return own !== null && 'nsfw' in own && own.nsfw
}

/** Gives the place; `rights` are the bot's there. */
export function placeOf(
  channel: GuildBasedChannel,
  rights: Readonly<PermissionsBitField> | null,
): Place {
  const forum = channel.type === ChannelType.GuildForum ? channel : null
  return {
    kind: kindOf(channel.type),
    name: channel.name,
    parentId: channel.isThread() ? channel.parentId : null,
    startsThreads: rights?.has(PermissionFlagsBits.CreatePublicThreads) ?? false,
    tags: (forum?.availableTags ?? []).map(({ id, name, moderated }) => ({ id, name, moderated })),
    requiresTag: forum?.flags.has(ChannelFlags.RequireTag) ?? false,
    ageRestricted: isAgeRestricted(channel),
  }
}
