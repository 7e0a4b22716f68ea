/** Who gives a command or presses a button, and what they may do where they are. */
import type { Place } from './place.ts'
import type { Locale } from './subscription.ts'

export type Caller = {
  userId: string
  /**
   * Null where they stand in their own space: in direct messages, in servers that the bot is not in, and with commands about
   * their own digests. There all is theirs, and they see nothing of any server.
   */
  guildId: string | null
  channelId: string
  /** The caller's own language, if the bot speaks it, else English. */
  locale: Locale
  /** The language of the server, in their own space theirs, as Discord gives it (`ja`, `en-US`, …); null where it is not known. */
  guildLocale: string | null
  /** Whether the caller may manage the server (Manage Guild), or it is their own space; other managers of digests may not. */
  manages: boolean
  /** Whether the caller may see a channel of this server, and what was posted there. */
  sees(channelId: string): boolean
  /**
   * Whether a digest in a channel is the caller's to look after: one that they see or, for managers, one that is not known
   * here (deleted, or a thread that sleeps). What was posted there stays shut.
   */
  tends(channelId: string): boolean
  /** Names of the rights, of those a digest needs, that the bot lacks in a channel; null where the channel is unknown. */
  botLacks(channelId: string): readonly Right[] | null
  /** Whether the caller may post in a channel themselves. */
  speaks(channelId: string): boolean
  /** What a channel of this server is, as the bot knows it; null where it does not. */
  placeOf(channelId: string): Place | null
  /** Whether a channel is one for adults only, as its server has set it; false where the channel is unknown. */
  ageRestricted(channelId: string): boolean
  /** Whether the caller may ring a role by mentioning it. */
  rings(roleId: string): boolean
  /** Whether the bot may. */
  botRings(roleId: string): boolean
}

/** The rights that a digest needs in its channel. */
export type Right =
  | 'ViewChannel'
  | 'SendMessages'
  | 'SendMessagesInThreads'
  /** Where a thread is wanted from each digest. */
  | 'CreatePublicThreads'
  | 'EmbedLinks'
  | 'ReadMessageHistory'
  /** Only in a locked thread. */
  | 'ManageThreads'
