/** What a message must keep to beyond Discord's description. */
import type { Problem } from '../api-error.ts'
import { LIMITS } from '../limits.ts'
import type { Json } from '../world.ts'
import { lengthOf, type Rule, tooLong } from './rule.ts'

const EMBED_LIMITS =
  'https://docs.discord.com/developers/resources/message#embed-object-embed-limits'
const CREATE = 'https://docs.discord.com/developers/resources/message#create-message'
const COMPONENTS = 'https://docs.discord.com/developers/components/reference'

const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])
const embedsOf = (message: Json) => list(message['embeds'])
const fieldsOf = (embed: Json) => list(embed['fields'])
const part = (embed: Json, name: string) => (embed[name] ?? {}) as Json

/** Title, description, field names and values, footer, author: what counts towards the sum. */
const embedLength = (embed: Json): number =>
  [
    embed['title'],
    embed['description'],
    part(embed, 'footer')['text'],
    part(embed, 'author')['name'],
    ...fieldsOf(embed).flatMap((field) => [field['name'], field['value']]),
  ].reduce<number>((sum, text) => sum + lengthOf(text), 0)

const rowsOf = (message: Json) => list(message['components'])
const controlsOf = (message: Json) =>
  rowsOf(message).flatMap((row, r) =>
    list(row['components']).map((control, c) => ({
      control,
      path: ['components', r, 'components', c],
    })),
  )

/** Gives problems of the second and later ones of what should be different. */
function repeated(values: readonly { value: unknown; problem: Problem }[]): Problem[] {
  const seen = new Set<unknown>()
  return values.flatMap(({ value, problem }) => {
    if (value === undefined || value === null) return []
    if (seen.has(value)) return [problem]
    seen.add(value)
    return []
  })
}

export const MESSAGE_RULES: readonly Rule<Json>[] = [
  {
    name: 'content-length',
    source: CREATE,
    check: (message) =>
      tooLong('content-length', {
        path: ['content'],
        text: message['content'],
        most: LIMITS.content,
      }),
  },
  {
    name: 'embed-sum',
    source: EMBED_LIMITS,
    check: (message) => {
      const sum = embedsOf(message).reduce((all, embed) => all + embedLength(embed), 0)
      return sum > LIMITS.embedSum
        ? [
            {
              path: ['embeds'],
              rule: 'embed-sum',
              message: `Embed size exceeds maximum size of ${LIMITS.embedSum}`,
            },
          ]
        : []
    },
  },
  {
    name: 'embed-lengths',
    source: EMBED_LIMITS,
    check: (message) =>
      embedsOf(message).flatMap((embed, e) => [
        ...tooLong('embed-lengths', {
          path: ['embeds', e, 'title'],
          text: embed['title'],
          most: LIMITS.embedTitle,
        }),
        ...tooLong('embed-lengths', {
          path: ['embeds', e, 'description'],
          text: embed['description'],
          most: LIMITS.embedDescription,
        }),
        ...tooLong('embed-lengths', {
          path: ['embeds', e, 'footer'],
          text: part(embed, 'footer')['text'],
          most: LIMITS.embedFooter,
        }),
        ...tooLong('embed-lengths', {
          path: ['embeds', e, 'author'],
          text: part(embed, 'author')['name'],
          most: LIMITS.embedAuthor,
        }),
        ...fieldsOf(embed).flatMap((field, f) => [
          ...tooLong('embed-lengths', {
            path: ['embeds', e, 'fields', f, 'name'],
            text: field['name'],
            most: LIMITS.embedFieldName,
          }),
          ...tooLong('embed-lengths', {
            path: ['embeds', e, 'fields', f, 'value'],
            text: field['value'],
            most: LIMITS.embedFieldValue,
          }),
        ]),
      ]),
  },
  {
    name: 'empty-field',
    source: EMBED_LIMITS,
    check: (message) =>
      embedsOf(message).flatMap((embed, e) =>
        fieldsOf(embed).flatMap((field, f) =>
          ['name', 'value']
            .filter((name) => lengthOf(field[name]) === 0)
            .map((name) => ({
              path: ['embeds', e, 'fields', f, name],
              rule: 'empty-field',
              message: 'This field is required',
            })),
        ),
      ),
  },
  {
    name: 'empty-embed',
    source: 'house rule',
    check: (message) =>
      embedsOf(message).flatMap((embed, e) =>
        embedLength(embed) === 0 && !embed['image'] && !embed['thumbnail']
          ? [{ path: ['embeds', e], rule: 'empty-embed', message: 'An embed that shows nothing' }]
          : [],
      ),
  },
  {
    name: 'unique-embed-urls',
    // Discord merges embeds of one url and shows only the first.
    source: 'house rule',
    check: (message) =>
      repeated(
        embedsOf(message).map((embed, e) => ({
          value: typeof embed['url'] === 'string' ? URL.parse(embed['url'])?.href : undefined,
          problem: {
            path: ['embeds', e, 'url'],
            rule: 'unique-embed-urls',
            message: 'This url stands in an earlier embed',
          },
        })),
      ),
  },
  {
    name: 'row-count',
    source: COMPONENTS,
    check: (message) =>
      rowsOf(message).length > LIMITS.rows
        ? [
            {
              path: ['components'],
              rule: 'row-count',
              message: `Must be ${LIMITS.rows} or fewer in length.`,
            },
          ]
        : [],
  },
  {
    name: 'row-width',
    source: COMPONENTS,
    check: (message) =>
      rowsOf(message).flatMap((row, r) => {
        const controls = list(row['components'])
        const selects = controls.filter(({ type }) => type !== 2).length
        const fits = selects === 0 ? controls.length <= LIMITS.buttonsInRow : controls.length === 1
        return fits
          ? []
          : [
              {
                path: ['components', r],
                rule: 'row-width',
                message: 'The components do not fit in one row',
              },
            ]
      }),
  },
  {
    name: 'unique-custom-ids',
    source:
      'https://docs.discord.com/developers/components/reference#anatomy-of-a-component-custom-id',
    check: (message) =>
      repeated(
        controlsOf(message).map(({ control, path }) => ({
          value: control['custom_id'],
          problem: {
            path: [...path, 'custom_id'],
            rule: 'unique-custom-ids',
            message: 'Component custom id cannot be duplicated',
          },
        })),
      ),
  },
  {
    name: 'button-target',
    source: 'https://docs.discord.com/developers/components/reference#button',
    check: (message) =>
      controlsOf(message).flatMap(({ control, path }) => {
        if (control['type'] !== 2) return []
        const isLink = control['style'] === 5
        const good = isLink
          ? control['url'] && !control['custom_id']
          : control['custom_id'] && !control['url']
        const named = lengthOf(control['label']) > 0 || control['emoji']
        return good && named
          ? []
          : [
              {
                path,
                rule: 'button-target',
                message:
                  'A link button has a url, another one a custom_id; both a label or an emoji',
              },
            ]
      }),
  },
  {
    name: 'option-values',
    source: 'https://docs.discord.com/developers/components/reference#string-select',
    check: (message) =>
      controlsOf(message).flatMap(({ control, path }) =>
        repeated(
          list(control['options']).map((option, o) => ({
            value: option['value'],
            problem: {
              path: [...path, 'options', o, 'value'],
              rule: 'option-values',
              message: 'The specified option value is already used',
            },
          })),
        ),
      ),
  },
]
