/** Rules of who may do what where. */
import { CODES, change, type Rule, refuse } from './rule.ts'

const PAGE = 'https://docs.discord.com/developers/topics/permissions'
const THREADS = 'https://docs.discord.com/developers/topics/threads#permissions'
const MESSAGE = 'https://docs.discord.com/developers/resources/message'
const missing = refuse(403, 50013, 'Missing Permissions')

export const PERMISSION_RULES = {
  'everyone-overwrites': {
    source: `${PAGE}#permission-overwrites`,
    effect: change('what a channel sets for @everyone stands over the roles'),
  },
  'role-overwrites': {
    source: `${PAGE}#permission-overwrites`,
    effect: change('what a channel sets for a role stands over what it sets for @everyone'),
  },
  'member-overwrites': {
    source: `${PAGE}#permission-overwrites`,
    effect: change('what a channel sets for a member stands over what it sets for roles'),
  },
  'thread-overwrites': {
    source: THREADS,
    effect: change('a thread has the overwrites of its channel'),
  },
  'view-channel': { source: CODES, effect: refuse(403, 50001, 'Missing Access') },
  'send-messages': { source: `${MESSAGE}#create-message`, effect: missing },
  'send-in-threads': { source: THREADS, effect: missing },
  'create-threads': { source: THREADS, effect: missing },
  'manage-threads': {
    source: 'https://docs.discord.com/developers/resources/channel#modify-channel',
    effect: missing,
  },
  'manage-others': { source: `${MESSAGE}#delete-message`, effect: missing },
  'edit-own-only': {
    source: `${MESSAGE}#edit-message`,
    effect: refuse(403, 50005, 'Cannot edit a message authored by another user'),
  },
  'manage-webhooks': {
    source: 'https://docs.discord.com/developers/resources/channel#follow-announcement-channel',
    effect: missing,
  },
  'read-history': {
    source: `${MESSAGE}#get-channel-messages`,
    effect: change('without READ_MESSAGE_HISTORY a channel reads as an empty list'),
  },
  'read-one-history': { source: `${MESSAGE}#get-channel-message`, effect: missing },
  'embed-links-only': {
    source:
      'house rule: the documentation does not say; an embed alone shows nothing without EMBED_LINKS',
    effect: missing,
  },
  'embed-links-content': {
    source: 'house rule: the documentation does not say; nobody is told that embeds were dropped',
    effect: change('the embeds are left out, the content stays'),
  },
  'embed-links-edit': {
    source: 'house rule: the documentation does not say; nobody is told that embeds were dropped',
    effect: change('the embeds are left out, the rest is edited'),
  },
  'role-mentions': {
    source: `${PAGE}#permissions-bitwise-permission-flags`,
    effect: change('a role rings only if it is mentionable or the bot has MENTION_EVERYONE'),
  },
  'allowed-mentions': {
    source: `${MESSAGE}#allowed-mentions-object`,
    effect: change('a role rings only if allowed_mentions lets it'),
  },
} as const satisfies Record<string, Rule>
