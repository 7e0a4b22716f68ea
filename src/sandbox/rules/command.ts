/** What commands must keep to beyond Discord's description. */
import type { Problem } from '../api-error.ts'
import { LIMITS } from '../limits.ts'
import type { Json } from '../world.ts'
import type { Rule } from './rule.ts'

const PAGE = 'https://docs.discord.com/developers/interactions/application-commands'
/** https://docs.discord.com/developers/reference#locales */
const LOCALES = new Set(
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko'.split(
    ' ',
  ),
)
const NAME = /^[-_'\p{L}\p{N}\p{sc=Devanagari}\p{sc=Thai}]{1,32}$/u

type Named = { at: Json; path: (string | number)[] }

const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])

/** The command and everything in it that has a name, but choices. */
function named(at: Json, path: (string | number)[] = []): Named[] {
  return [
    { at, path },
    ...list(at['options']).flatMap((option, index) => named(option, [...path, 'options', index])),
  ]
}

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

export const COMMAND_RULES: readonly Rule<Json>[] = [
  {
    name: 'command-name',
    source: `${PAGE}#application-command-object-application-command-naming`,
    check: (command) =>
      named(command).flatMap(({ at, path }) =>
        [['name', String(at['name'])], ...localized(at, 'name_localizations')].flatMap(
          ([where = '', name = '']) =>
            // Commands of a menu may have spaces and capitals.
            Number(command['type'] ?? 1) !== 1 || (NAME.test(name) && name === name.toLowerCase())
              ? []
              : [
                  {
                    path: [...path, where],
                    rule: 'command-name',
                    message: `${name} is not a legal name`,
                  },
                ],
        ),
      ),
  },
  {
    name: 'description-present',
    source: `${PAGE}#application-command-object-application-command-structure`,
    check: (command) =>
      Number(command['type'] ?? 1) === 1 && !command['description']
        ? [
            {
              path: ['description'],
              rule: 'description-present',
              message: 'This field is required',
            },
          ]
        : [],
  },
  {
    name: 'required-before-optional',
    source: `${PAGE}#application-command-object-application-command-option-structure`,
    check: (command) =>
      named(command).flatMap(({ at, path }) => {
        const required = list(at['options']).map((option) => option['required'] === true)
        const late = required.lastIndexOf(true)
        return late > required.indexOf(false) && required.includes(false)
          ? [
              {
                path: [...path, 'options', late],
                rule: 'required-before-optional',
                message: 'Required options must be placed before non-required options',
              },
            ]
          : []
      }),
  },
  {
    name: 'unique-option-names',
    source: `${PAGE}#application-command-object-application-command-option-structure`,
    check: (command) =>
      named(command).flatMap(({ at, path }) =>
        duplicates(list(at['options']), [...path, 'options']),
      ),
  },
  {
    name: 'command-characters',
    source: `${PAGE}#registering-a-command`,
    check: (command) =>
      charactersOf(command) > LIMITS.commandCharacters
        ? [
            {
              path: [],
              rule: 'command-characters',
              message: `Command exceeds maximum size (${LIMITS.commandCharacters})`,
            },
          ]
        : [],
  },
  {
    name: 'known-locales',
    source: 'https://docs.discord.com/developers/reference#locales',
    check: (command) =>
      named(command).flatMap(({ at, path }) =>
        ['name_localizations', 'description_localizations'].flatMap((key) =>
          localized(at, key)
            .filter(([locale]) => !LOCALES.has(locale))
            .map(([locale]) => ({
              path: [...path, key, locale],
              rule: 'known-locales',
              message: `${locale} is no locale`,
            })),
        ),
      ),
  },
]

/** Gives commands or options whose name stands there before. */
export function duplicates(of: readonly Json[], path: (string | number)[] = []): Problem[] {
  const seen = new Set<unknown>()
  return of.flatMap((one, index) => {
    if (seen.has(one['name'])) {
      return [
        {
          path: [...path, index, 'name'],
          rule: 'unique-names',
          message: `${String(one['name'])} stands here before`,
        },
      ]
    }
    seen.add(one['name'])
    return []
  })
}
