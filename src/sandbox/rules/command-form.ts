/** What commands must look like beyond Discord's description. */
import { type Json, list } from '../json.ts'
import { LIMITS } from '../limits.ts'
import { type Broken, type FormRule, INVALID_FORM, lengthOf, repeated } from './rule.ts'

const PAGE = 'https://docs.discord.com/developers/interactions/application-commands'
const OPTIONS = `${PAGE}#application-command-object-application-command-option-structure`
const SLASH = 1
const SUBCOMMANDS: readonly unknown[] = [1, 2]
/** https://docs.discord.com/developers/reference#locales */
const LOCALES = new Set(
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko'.split(
    ' ',
  ),
)
const NAME = /^[-_'\p{L}\p{N}\p{sc=Devanagari}\p{sc=Thai}]{1,32}$/u

type Path = (string | number)[]
type Named = { at: Json; path: Path }

const typeOf = (command: Json) => Number(command['type'] ?? SLASH)

/** The command and everything in it that has a name, but choices. */
const named = (at: Json, path: Path = []): Named[] => [
  { at, path },
  ...list(at['options']).flatMap((option, index) => named(option, [...path, 'options', index])),
]

const localized = (at: Json, key: string): [string, string][] =>
  Object.entries((at[key] ?? {}) as Record<string, string>)

/** Names, descriptions, values and localizations all count; of a text in several languages the longest. */
function charactersOf(at: Json): number {
  const longest = (key: string) =>
    Math.max(
      ...[at[key], ...localized(at, `${key}_localizations`).map(([, text]) => text)].map((text) =>
        typeof text === 'string' ? [...text].length : 0,
      ),
    )
  const choices = list(at['choices']).reduce(
    (sum, choice) =>
      sum +
      charactersOf(choice) +
      (typeof choice['value'] === 'string' ? [...choice['value']].length : 0),
    0,
  )
  const inside = list(at['options']).reduce((sum, option) => sum + charactersOf(option), 0)
  return longest('name') + longest('description') + choices + inside
}

const isLegal = (name: string) => NAME.test(name) && name === name.toLowerCase()

function isLate(options: readonly Json[]): number | null {
  const required = options.map((option) => option['required'] === true)
  const first = required.indexOf(false)
  const late = required.lastIndexOf(true)
  return first >= 0 && late > first ? late : null
}

/** Gives commands whose name stands there before; menu commands have names of their own. */
export const sameNames = (commands: readonly Json[]): Broken[] =>
  repeated(
    commands.map((command, index) => ({
      value: `${typeOf(command)} ${String(command['name'])}`,
      path: [index, 'name'],
    })),
    'This name stands here before',
  )

export const COMMAND_FORM = {
  'command-name': {
    source: `${PAGE}#application-command-object-application-command-naming`,
    effect: INVALID_FORM,
    check: (command) =>
      typeOf(command) === SLASH
        ? named(command).flatMap(({ at, path }) =>
            [['name', String(at['name'])], ...localized(at, 'name_localizations')].flatMap(
              ([where = '', name = '']) =>
                isLegal(name)
                  ? []
                  : [{ path: [...path, where], message: `${name} is not a legal name` }],
            ),
          )
        : [],
  },
  'description-present': {
    source: `${PAGE}#application-command-object-application-command-structure`,
    effect: INVALID_FORM,
    check: (command) =>
      typeOf(command) === SLASH && !command['description']
        ? [{ path: ['description'], message: 'This field is required' }]
        : [],
  },
  'required-before-optional': {
    source: OPTIONS,
    effect: INVALID_FORM,
    check: (command) =>
      named(command).flatMap(({ at, path }) => {
        const late = isLate(list(at['options']))
        return late === null
          ? []
          : [
              {
                path: [...path, 'options', late],
                message: 'Required options must be placed before non-required options',
              },
            ]
      }),
  },
  'unique-option-names': {
    source: OPTIONS,
    effect: INVALID_FORM,
    check: (command) =>
      named(command).flatMap(({ at, path }) =>
        repeated(
          list(at['options']).map((option, index) => ({
            value: option['name'],
            path: [...path, 'options', index, 'name'],
          })),
          'This name stands here before',
        ),
      ),
  },
  'options-or-subcommands': {
    source: `${PAGE}#subcommands-and-subcommand-groups`,
    effect: INVALID_FORM,
    check: (command) =>
      named(command).flatMap(({ at, path }) => {
        const subs = list(at['options']).filter(({ type }) => SUBCOMMANDS.includes(type)).length
        return subs === 0 || subs === list(at['options']).length
          ? []
          : [{ path: [...path, 'options'], message: 'Subcommands and options do not mix' }]
      }),
  },
  'choice-values': {
    source: `${PAGE}#application-command-object-application-command-option-choice-structure`,
    effect: INVALID_FORM,
    check: (command) =>
      named(command).flatMap(({ at, path }) =>
        list(at['choices']).flatMap(({ value }, index) =>
          lengthOf(value) > LIMITS.choiceText
            ? [
                {
                  path: [...path, 'choices', index, 'value'],
                  message: `Must be ${LIMITS.choiceText} or fewer in length.`,
                },
              ]
            : [],
        ),
      ),
  },
  'command-characters': {
    source: `${PAGE}#registering-a-command`,
    effect: INVALID_FORM,
    check: (command) =>
      charactersOf(command) > LIMITS.commandCharacters
        ? [{ path: [], message: `Command exceeds maximum size (${LIMITS.commandCharacters})` }]
        : [],
  },
  'known-locales': {
    source: 'https://docs.discord.com/developers/reference#locales',
    effect: INVALID_FORM,
    check: (command) =>
      named(command).flatMap(({ at, path }) =>
        ['name_localizations', 'description_localizations'].flatMap((key) =>
          localized(at, key)
            .filter(([locale]) => !LOCALES.has(locale))
            .map(([locale]) => ({
              path: [...path, key, locale],
              message: `${locale} is no locale`,
            })),
        ),
      ),
  },
} as const satisfies Record<string, FormRule>
