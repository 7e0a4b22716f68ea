/** Rules of answering interactions, and of the list of commands. */
import { CODES, change, INVALID_FORM, type Rule, refuse } from './rule.ts'

const RESPONDING = 'https://docs.discord.com/developers/interactions/receiving-and-responding'
const COMMANDS = 'https://docs.discord.com/developers/interactions/application-commands'

export const INTERACTION_RULES = {
  'first-answer': {
    source: `${RESPONDING}#responding-to-an-interaction`,
    effect: refuse(404, 10062, 'Unknown interaction'),
  },
  'answered-once': {
    source: CODES,
    effect: refuse(400, 40060, 'Interaction has already been acknowledged.'),
  },
  'token-lifetime': {
    source: `${RESPONDING}#followup-messages`,
    effect: refuse(401, 50027, 'Invalid Webhook Token'),
  },
  'ephemeral-by-defer': {
    source: `${RESPONDING}#interaction-response-object-interaction-callback-type`,
    effect: change('who sees a deferred answer was decided by the defer'),
  },
  'callback-fits': {
    source: `${RESPONDING}#interaction-response-object-interaction-callback-type`,
    effect: INVALID_FORM,
  },
  'answer-before-follow-up': {
    source: `${RESPONDING}#followup-messages`,
    effect: refuse(404, 10015, 'Unknown Webhook'),
  },
} as const satisfies Record<string, Rule>

export const COMMAND_RULES = {
  'unique-command-names': {
    source: `${COMMANDS}#registering-a-command`,
    effect: INVALID_FORM,
  },
  'command-count': {
    source: `${COMMANDS}#registering-a-command`,
    effect: refuse(400, 30032, 'Maximum number of application commands reached'),
  },
  'daily-creates': {
    source: `${COMMANDS}#registering-a-command`,
    effect: refuse(
      400,
      30034,
      'Maximum number of daily application command creates has been reached',
    ),
  },
  'own-application': {
    source: CODES,
    effect: refuse(403, 20012, 'You are not authorized to perform this action on this application'),
  },
  'localizations-on-request': {
    source: `${COMMANDS}#get-global-application-commands`,
    effect: change('commands are listed without localizations unless asked for with them'),
  },
} as const satisfies Record<string, Rule>
