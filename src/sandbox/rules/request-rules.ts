/** Rules of every request: what is known, who asks, and how often. */
import { CODES, change, delay, INVALID_FORM, type Rule, refuse } from './rule.ts'

const LIMITS_PAGE = 'https://docs.discord.com/developers/topics/rate-limits'
const LIMITED = 'You are being rate limited.'

export const REQUEST_RULES = {
  described: {
    source: "Discord's OpenAPI description (discord-api-spec), read strictly: unknown keys too",
    effect: INVALID_FORM,
  },
  token: {
    source: 'https://docs.discord.com/developers/reference#authentication',
    effect: refuse(401, 0, '401: Unauthorized'),
  },
  'unknown-channel': { source: CODES, effect: refuse(404, 10003, 'Unknown Channel') },
  'unknown-guild': { source: CODES, effect: refuse(404, 10004, 'Unknown Guild') },
  'unknown-member': { source: CODES, effect: refuse(404, 10007, 'Unknown Member') },
  'unknown-message': { source: CODES, effect: refuse(404, 10008, 'Unknown Message') },
  'unknown-command': { source: CODES, effect: refuse(404, 10063, 'Unknown application command') },
  'bucket-headers': {
    source: `${LIMITS_PAGE}#header-format`,
    effect: change('answers tell the limit, what is left of it, and when it starts again'),
  },
  'message-bucket': {
    source: `house rule: ${LIMITS_PAGE} names no number; five in five seconds a channel is common`,
    effect: delay(0, LIMITED),
  },
  'global-limit': { source: `${LIMITS_PAGE}#global-rate-limit`, effect: delay(0, LIMITED) },
  'interactions-exempt': {
    source: `${LIMITS_PAGE}#global-rate-limit`,
    effect: change("answers to interactions do not count towards the bot's fifty a second"),
  },
  'invalid-requests': {
    source: `${LIMITS_PAGE}#invalid-request-limit-aka-cloudflare-bans`,
    effect: delay(0, 'error code: 1015'),
  },
  'shared-not-counted': {
    source: `${LIMITS_PAGE}#invalid-request-limit-aka-cloudflare-bans`,
    effect: change('a 429 of scope shared is no invalid request'),
  },
} as const satisfies Record<string, Rule>
