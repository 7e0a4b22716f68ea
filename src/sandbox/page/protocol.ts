/** What the page's server and its browser side say to each other. */

/** Texts for people: the locale of who is played decides. */
export type Both = { en: string; ja: string }

export type PersonView = {
  id: string
  name: string
  locale: string
  bot: boolean
  /** What they are in these servers, such as “moderator”; empty for who cannot be played. */
  part: Both | null
}

/** https://docs.discord.com/developers/resources/channel#channel-object-channel-types */
export const CHANNEL = { text: 0, direct: 1, announcement: 5, forum: 15 } as const

export type ChannelView = {
  id: string
  name: string
  topic: string
  type: number
  /** The channel that a thread or a forum's post belongs to. */
  parent: string | null
  /** Of a thread or a post alone. */
  thread: ThreadView | null
}

export type ThreadView = {
  /** The names of its tags. */
  tags: string[]
  /** Whether it sleeps: nobody wrote in it for long, or it was closed. */
  archived: boolean
}

export type RoleView = { id: string; name: string; color: number }

/** What stands for a server's id where there is none, as in Discord's own addresses. */
export const HOME = '@me'

export type GuildView = {
  id: string
  name: string
  /** The viewer's permissions there, as bits. */
  may: string
  channels: ChannelView[]
  roles: RoleView[]
}

export type Json = Record<string, unknown>

/** A file that a person picks; as text, which is what a bot of feeds takes. */
export type Upload = { name: string; content: string; type: string }

export type Typed = Record<string, string | number | boolean | Upload>

/** Something to try in an empty channel: a command that is filled in, and sent by the person. */
export type Suggestion = {
  label: Both
  words: string
  typed: Record<string, string | number | boolean>
  /** The option that takes the forum in which it is offered: nothing is typed in a forum, so it is written beside it. */
  forum?: string
}

/** Everything but the messages. */
export type Look = {
  now: number
  /** The zone by which the servers live, where it may not be the viewer's. */
  zone: string | null
  viewerId: string
  botId: string
  people: PersonView[]
  guilds: GuildView[]
  /** Where the viewer's direct messages are, in the form of a server. */
  home: GuildView
  /** As registered, in the API's form. */
  commands: Json[]
  suggestions: Suggestion[]
  canMove: boolean
  /** What to say when a move of the clock brought no message. */
  nothingCame: Both | null
}

/** A message in the API's form, and the command that it answers. */
export type PageMessage = Json & {
  id: string
  channel_id: string
  content: string
  embeds: Json[]
  components: Json[]
  author: Json
  flags: number
  timestamp: string
  edited_timestamp?: string | null
  used?: string
}

export type PageEvent =
  | { kind: 'look'; look: Look }
  | { kind: 'all'; messages: PageMessage[] }
  | { kind: 'message'; message: PageMessage }
  | { kind: 'gone'; id: string }

export type Move = 'next-morning' | 'hour'

/** What a person does; `as` is who does it. */
export type Act =
  | { act: 'slash'; as: string; channel: string; words: string; typed: Typed }
  | {
      act: 'complete'
      as: string
      channel: string
      words: string
      typed: Typed
      option: string
    }
  | { act: 'press'; as: string; message: string; customId: string }
  | { act: 'choose'; as: string; message: string; customId: string; values: string[] }
  | { act: 'submit'; as: string; modal: string; values: Record<string, string | string[]> }
  | { act: 'menu'; as: string; message: string; name: string }
  | { act: 'say'; as: string; channel: string; text: string }
  | { act: 'dismiss'; as: string; message: string }
  | { act: 'move'; as: string; move: Move }

/** A form that the bot opened: `key` is how it is handed in. */
export type Form = { key: string; data: Json }

export type ActAnswer =
  | { kind: 'done' }
  | { kind: 'choices'; choices: Json[] }
  | { kind: 'form'; form: Form }
  | { kind: 'failed'; reason: string }
