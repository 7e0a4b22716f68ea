/** The rights of Discord that a digest needs, by the names that the rest of the house uses. */
import { ChannelType, PermissionFlagsBits, type PermissionsBitField } from 'discord.js'
import type { Right } from '../model/caller.ts'

/** Everything that the bot asks for when it is invited, in the order in which it is told. */
export const RIGHTS: readonly Right[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePublicThreads',
  'EmbedLinks',
  'ReadMessageHistory',
]

/** What every place asks for. */
const EVERYWHERE: readonly Right[] = ['ViewChannel', 'EmbedLinks', 'ReadMessageHistory']

const THREADS: readonly ChannelType[] = [
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
]

/** Says whether a channel of this type is a thread: there SEND_MESSAGES_IN_THREADS counts, not SEND_MESSAGES. */
export const isThread = (type: ChannelType): boolean => THREADS.includes(type)

/** Where somebody wants to post. */
export type Where = { type: ChannelType; locked: boolean }

/** Gives what of a channel decides who may post there. */
export const whereOf = (channel: { type: ChannelType } | null | undefined): Where => ({
  type: channel?.type ?? ChannelType.GuildText,
  locked: channel != null && 'locked' in channel && channel.locked === true,
})

/**
 * In a thread that is locked only its managers post. https://docs.discord.com/developers/topics/threads
 * A forum's posts are made with SEND_MESSAGES; CREATE_PUBLIC_THREADS does not count there.
 */
const postingRights = ({ type, locked }: Where): Right[] => [
  isThread(type) ? 'SendMessagesInThreads' : 'SendMessages',
  ...(locked ? (['ManageThreads'] as const) : []),
]

/** Says whether these rights let somebody post. */
export const maySpeak = (permissions: Readonly<PermissionsBitField>, where: Where): boolean =>
  permissions.has(
    (['ViewChannel', ...postingRights(where)] as const).map((right) => PermissionFlagsBits[right]),
  )

/** In a forum the bot posts, and writes in what it has posted. */
const botPosts = (where: Where): Right[] =>
  where.type === ChannelType.GuildForum
    ? ['SendMessages', 'SendMessagesInThreads']
    : postingRights(where)

/** Gives the rights, of those a digest needs in a channel, that are not among the given ones. */
export function lacking(permissions: Readonly<PermissionsBitField>, where: Where): Right[] {
  const posting = botPosts(where)
  const inOrder = RIGHTS.filter((right) => EVERYWHERE.includes(right) || posting.includes(right))
  return [...new Set([...inOrder, ...posting])].filter(
    (right) => !permissions.has(PermissionFlagsBits[right]),
  )
}
