/** Which events a client asked for. https://docs.discord.com/developers/events/gateway#list-of-intents */

const GUILDS = 1 << 0
const GUILD_MEMBERS = 1 << 1
const GUILD_PRESENCES = 1 << 8
const GUILD_MESSAGES = 1 << 9
const DIRECT_MESSAGES = 1 << 12
export const MESSAGE_CONTENT = 1 << 15

/** Bits 17 to 19, 22 and 23 mean nothing. */
const KNOWN = 0x1_ffff | (1 << 20) | (1 << 21) | (1 << 24) | (1 << 25)
const PRIVILEGED = GUILD_MEMBERS | GUILD_PRESENCES | MESSAGE_CONTENT

const BY_EVENT: Record<string, number> = {
  GUILD_CREATE: GUILDS,
  GUILD_UPDATE: GUILDS,
  GUILD_DELETE: GUILDS,
  GUILD_ROLE_CREATE: GUILDS,
  GUILD_ROLE_UPDATE: GUILDS,
  GUILD_ROLE_DELETE: GUILDS,
  CHANNEL_CREATE: GUILDS,
  CHANNEL_UPDATE: GUILDS,
  CHANNEL_DELETE: GUILDS,
  THREAD_CREATE: GUILDS,
  THREAD_UPDATE: GUILDS,
  THREAD_DELETE: GUILDS,
  THREAD_LIST_SYNC: GUILDS,
  THREAD_MEMBER_UPDATE: GUILDS,
  THREAD_MEMBERS_UPDATE: GUILDS | GUILD_MEMBERS,
}
const MESSAGES: ReadonlySet<string> = new Set([
  'MESSAGE_CREATE',
  'MESSAGE_UPDATE',
  'MESSAGE_DELETE',
])

/** Whether the bits are more than Discord knows. */
export const areInvalid = (intents: number): boolean =>
  !Number.isInteger(intents) || intents < 0 || intents > KNOWN || (intents & ~KNOWN) !== 0

/** Whether bits are asked for that nobody switched on for the app. */
export const areDisallowed = (intents: number, switchedOn: number): boolean =>
  (intents & PRIVILEGED & ~switchedOn) !== 0

/** What decides, beside its name, who gets an event. */
export type About = {
  /** Whether it has a `guild_id`: direct and ephemeral messages have none. */
  inGuild: boolean
  /** Whether it tells of the bot itself. */
  ofBot: boolean
}

/** Whether a client that asked for `intents` gets an event; what stands in no list is always sent. */
export function wants(intents: number, type: string, { inGuild, ofBot }: About): boolean {
  if (type === 'GUILD_MEMBER_UPDATE') return ofBot || (intents & GUILD_MEMBERS) !== 0
  const bits = MESSAGES.has(type) ? (inGuild ? GUILD_MESSAGES : DIRECT_MESSAGES) : BY_EVENT[type]
  return bits === undefined || (intents & bits) !== 0
}
