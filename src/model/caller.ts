/** Who gives a command or presses a button, and what they may do where they are. */
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
  /** Whether the caller may manage the server (Manage Guild), or it is their own space. */
  manages: boolean
  /** Whether the caller may see a channel of this server. */
  sees(channelId: string): boolean
  /** Names of the rights, of those a digest needs, that the bot lacks in a channel; null where the channel is unknown. */
  botLacks(channelId: string): readonly Right[] | null
  /** Whether the caller may post in a channel themselves. */
  speaks(channelId: string): boolean
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
  | 'EmbedLinks'
  | 'ReadMessageHistory'
  /** Only in a locked thread. */
  | 'ManageThreads'
