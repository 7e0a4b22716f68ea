/** Rules of writing and reading messages, their nonces, and direct messages. */
import { CODES, change, delay, INVALID_FORM, type Rule, refuse } from './rule.ts'

const MESSAGE = 'https://docs.discord.com/developers/resources/message'
const CREATE_DM = 'https://docs.discord.com/developers/resources/user#create-dm'

export const MESSAGE_RULES = {
  'empty-message': { source: CODES, effect: refuse(400, 50006, 'Cannot send an empty message') },
  'texts-trimmed': {
    source: `${MESSAGE}#embed-object-embed-limits`,
    effect: change('white space around a text is taken away, and does not count'),
  },
  'harmful-links': {
    source: CODES,
    effect: refuse(
      400,
      240000,
      'Message blocked by harmful links filter, please remove the links and try again',
    ),
  },
  'text-channels-only': {
    source: CODES,
    effect: refuse(400, 50008, 'Cannot send messages in a non-text channel'),
  },
  'page-limit': { source: `${MESSAGE}#get-channel-messages`, effect: INVALID_FORM },
  'one-anchor': { source: `${MESSAGE}#get-channel-messages`, effect: INVALID_FORM },
  'old-edits': {
    source: `house rule: ${CODES} names no number for messages over an hour old`,
    effect: delay(
      30046,
      'Maximum number of edits to messages older than 1 hour reached. Try again later',
    ),
  },
  'edit-mentions': {
    source: `${MESSAGE}#edit-message`,
    effect: change(
      'an edit of the content says anew who is mentioned, as its own allowed_mentions lets it',
    ),
  },
  'nonce-enforced': {
    source: `${MESSAGE}#create-message`,
    effect: change('the first message with this nonce is given, and none is made'),
  },
  'nonce-any-channel': {
    source: `${MESSAGE}#create-message`,
    effect: change('a nonce is its author’s, whatever the channel'),
  },
  'nonce-window': {
    source: `${MESSAGE}#create-message`,
    effect: change('a nonce is forgotten after a few minutes'),
  },
  'nonce-deleted': {
    source:
      'house rule: the documentation does not say; a message that somebody deleted stays away',
    effect: refuse(404, 10008, 'Unknown Message'),
  },
  'nonce-unread': {
    source: 'house rule: a fetched message need not carry its nonce, so it never does',
    effect: change('reading messages does not give their nonces'),
  },
  'dm-once': { source: CREATE_DM, effect: change('one person has one channel of direct messages') },
  'dm-recipient': { source: CODES, effect: refuse(400, 50033, 'Invalid Recipient(s)') },
  'dm-pace': {
    source: `house rule: ${CREATE_DM} names no number for “too fast”`,
    effect: refuse(403, 40003, 'You are opening direct messages too fast.'),
  },
  'dm-closed': { source: CODES, effect: refuse(403, 50007, 'Cannot send messages to this user') },
  'dm-mutual-server': {
    source: CODES,
    effect: refuse(403, 50278, 'Cannot send messages to this user due to having no mutual guilds'),
  },
} as const satisfies Record<string, Rule>
