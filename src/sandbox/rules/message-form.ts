/** What a message must look like beyond Discord's description. */
import { type Json, list } from '../json.ts'
import { LIMITS } from '../limits.ts'
import { type FormRule, INVALID_FORM, lengthOf, repeated } from './rule.ts'

const EMBED_LIMITS =
  'https://docs.discord.com/developers/resources/message#embed-object-embed-limits'
const CREATE = 'https://docs.discord.com/developers/resources/message#create-message'
const COMPONENTS = 'https://docs.discord.com/developers/components/reference'

const BUTTON = 2
const LINK_STYLE = 5

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

/** A row holds five buttons or one select. */
function fitsInRow(row: Json): boolean {
  const controls = list(row['components'])
  const selects = controls.filter(({ type }) => type !== BUTTON).length
  return selects === 0 ? controls.length <= LIMITS.buttonsInRow : controls.length === 1
}

function hasTarget(button: Json): boolean {
  const [wanted, other] =
    button['style'] === LINK_STYLE ? ['url', 'custom_id'] : ['custom_id', 'url']
  const named = lengthOf(button['label']) > 0 || Boolean(button['emoji'])
  return Boolean(button[wanted as string]) && !button[other as string] && named
}

export const MESSAGE_FORM = {
  'content-length': {
    source: CREATE,
    effect: INVALID_FORM,
    check: (message) =>
      lengthOf(message['content']) > LIMITS.content
        ? [{ path: ['content'], message: `Must be ${LIMITS.content} or fewer in length.` }]
        : [],
  },
  'embed-sum': {
    source: EMBED_LIMITS,
    effect: INVALID_FORM,
    check: (message) =>
      embedsOf(message).reduce((all, embed) => all + embedLength(embed), 0) > LIMITS.embedSum
        ? [{ path: ['embeds'], message: `Embed size exceeds maximum size of ${LIMITS.embedSum}` }]
        : [],
  },
  'empty-field': {
    source: EMBED_LIMITS,
    effect: INVALID_FORM,
    check: (message) =>
      embedsOf(message).flatMap((embed, e) =>
        fieldsOf(embed).flatMap((field, f) =>
          ['name', 'value']
            .filter((name) => lengthOf(field[name]) === 0)
            .map((name) => ({
              path: ['embeds', e, 'fields', f, name],
              message: 'This field is required',
            })),
        ),
      ),
  },
  'empty-embed': {
    source: 'house rule: an embed that shows nothing is a mistake',
    effect: INVALID_FORM,
    check: (message) =>
      embedsOf(message).flatMap((embed, e) =>
        embedLength(embed) === 0 && !embed['image'] && !embed['thumbnail']
          ? [{ path: ['embeds', e], message: 'An embed that shows nothing' }]
          : [],
      ),
  },
  'unique-embed-urls': {
    source: 'house rule: Discord merges embeds of one url and shows only the first',
    effect: INVALID_FORM,
    check: (message) =>
      repeated(
        embedsOf(message).map((embed, e) => ({
          value: typeof embed['url'] === 'string' ? URL.parse(embed['url'])?.href : undefined,
          path: ['embeds', e, 'url'],
        })),
        'This url stands in an earlier embed',
      ),
  },
  'row-count': {
    source: COMPONENTS,
    effect: INVALID_FORM,
    check: (message) =>
      rowsOf(message).length > LIMITS.rows
        ? [{ path: ['components'], message: `Must be ${LIMITS.rows} or fewer in length.` }]
        : [],
  },
  'row-width': {
    source: COMPONENTS,
    effect: INVALID_FORM,
    check: (message) =>
      rowsOf(message).flatMap((row, r) =>
        fitsInRow(row)
          ? []
          : [{ path: ['components', r], message: 'The components do not fit in one row' }],
      ),
  },
  'unique-custom-ids': {
    source: `${COMPONENTS}#anatomy-of-a-component-custom-id`,
    effect: INVALID_FORM,
    check: (message) =>
      repeated(
        controlsOf(message).map(({ control, path }) => ({
          value: control['custom_id'],
          path: [...path, 'custom_id'],
        })),
        'Component custom id cannot be duplicated',
      ),
  },
  'button-target': {
    source: `${COMPONENTS}#button`,
    effect: INVALID_FORM,
    check: (message) =>
      controlsOf(message)
        .filter(({ control }) => control['type'] === BUTTON && !hasTarget(control))
        .map(({ path }) => ({
          path,
          message: 'A link button has a url, another one a custom_id; both a label or an emoji',
        })),
  },
  'option-values': {
    source: `${COMPONENTS}#string-select`,
    effect: INVALID_FORM,
    check: (message) =>
      controlsOf(message).flatMap(({ control, path }) =>
        repeated(
          list(control['options']).map((option, o) => ({
            value: option['value'],
            path: [...path, 'options', o, 'value'],
          })),
          'The specified option value is already used',
        ),
      ),
  },
} as const satisfies Record<string, FormRule>
