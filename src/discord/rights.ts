/** The rights of Discord that a digest needs, by the names that the rest of the house uses. */
import { ChannelType, PermissionFlagsBits, type PermissionsBitField } from 'discord.js'
import type { Right } from '../model/caller.ts'

/** Everything that the bot asks for when it is invited, in the order in which it is told. */
export const RIGHTS: readonly Right[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'EmbedLinks',
  'ReadMessageHistory',
]

const THREADS: readonly ChannelType[] = [
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
]

/** Says whether a channel of this type is a thread: there SEND_MESSAGES_IN_THREADS counts, not SEND_MESSAGES. */
export const isThread = (type: ChannelType): boolean => THREADS.includes(type)

/** Gives the right that posting takes in a channel of this type. */
export const speakRight = (type: ChannelType): Right =>
  isThread(type) ? 'SendMessagesInThreads' : 'SendMessages'

/** Gives the rights, of those a digest needs in a channel of this type, that are not among the given ones. */
export function lacking(permissions: Readonly<PermissionsBitField>, type: ChannelType): Right[] {
  const other = isThread(type) ? 'SendMessages' : 'SendMessagesInThreads'
  return RIGHTS.filter((right) => right !== other && !permissions.has(PermissionFlagsBits[right]))
}
