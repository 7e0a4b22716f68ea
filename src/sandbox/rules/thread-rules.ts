/** Rules of threads, forums and announcement channels. */
import { CODES, change, delay, type Rule, refuse } from './rule.ts'

const THREADS = 'https://docs.discord.com/developers/topics/threads'
const CHANNEL = 'https://docs.discord.com/developers/resources/channel'
const MESSAGE = 'https://docs.discord.com/developers/resources/message'
const wrongType = refuse(400, 50024, 'Cannot execute action on this channel type')

export const THREAD_RULES = {
  'thread-channels': { source: CODES, effect: wrongType },
  'thread-once': {
    source: CODES,
    effect: refuse(400, 160004, 'A thread has already been created for this message'),
  },
  'thread-bears-message-id': {
    source: `${CHANNEL}#start-thread-from-message`,
    effect: change('a thread started from a message has its id'),
  },
  'sending-reopens': {
    source: `${THREADS}#active-archived-threads`,
    effect: change('a message reopens an archived thread'),
  },
  'archived-thread': { source: CODES, effect: refuse(400, 50083, 'Thread is archived') },
  'locked-thread': { source: CODES, effect: refuse(400, 160005, 'Thread is locked') },
  'locked-stays-archived': {
    source: `${THREADS}#active-archived-threads`,
    effect: refuse(403, 50013, 'Missing Permissions'),
  },
  'forum-tag-required': {
    source: CODES,
    effect: refuse(400, 40067, 'A tag is required to create a forum post in this channel'),
  },
  'moderated-tag': {
    source: `${CHANNEL}#forum-tag-object`,
    effect: refuse(403, 50013, 'Missing Permissions'),
  },
  'archived-history': {
    source: `${CHANNEL}#list-public-archived-threads`,
    effect: refuse(403, 50013, 'Missing Permissions'),
  },
  'unknown-tag': { source: CODES, effect: refuse(404, 10087, 'Unknown tag') },
} as const satisfies Record<string, Rule>

export const ANNOUNCEMENT_RULES = {
  'crosspost-channels': { source: `${MESSAGE}#crosspost-message`, effect: wrongType },
  'crossposted-once': {
    source: CODES,
    effect: refuse(400, 40033, 'This message has already been crossposted'),
  },
  'crosspost-quota': {
    source:
      'house rule: the documentation names no number; ten an hour and channel are what bots meet',
    effect: delay(0, 'You are being rate limited.'),
  },
  'crosspost-delivered': {
    source: `${CHANNEL}#follow-announcement-channel`,
    effect: change('every channel that follows gets the message, once'),
  },
  'crosspost-edits-followed': {
    source: `${MESSAGE}#edit-message`,
    effect: change('an edit shows in the channels that follow'),
  },
  'crosspost-edit-quota': {
    source: `house rule: ${CODES} names no number for edits of announcements`,
    effect: delay(20022, 'This message cannot be edited due to announcement rate limits'),
  },
  'follow-announcements-only': {
    source: `${CHANNEL}#follow-announcement-channel`,
    effect: wrongType,
  },
} as const satisfies Record<string, Rule>
