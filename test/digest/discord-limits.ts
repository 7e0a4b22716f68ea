/**
 * Discord's rules for a message, from its documentation and not from `config/limits.ts`: a wrong number there must not
 * pass here.
 * https://docs.discord.com/developers/resources/message · https://docs.discord.com/developers/components/reference
 */
import type { Embed, MessagePayload, Reply, Row } from '../../src/model/message.ts'

type Message = MessagePayload | Reply
type Component = Row['components'][number]

const length = (text: string) => [...text].length

/** Gives every rule that a message breaks, in words. */
export const brokenRules = (message: Message): string[] => [
  ...text('content', message.content, 2000),
  ...embedsAsAWhole(message),
  ...(message.embeds ?? []).flatMap(ofEmbed),
  ...ofRows(message.components ?? []),
]

const rule = (holds: boolean, broken: string): string[] => (holds ? [] : [broken])

/** Overrides and isolates of direction, and controls but the newline. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const TURNS = /[\u202a-\u202e\u2066-\u2069\u0000-\u0009\u000b-\u001f\u007f-\u009f]/
const FLOOD = /\p{M}{8}/u

const text = (name: string, value: string | undefined, max: number): string[] =>
  value === undefined
    ? []
    : [
        ...rule(value.trim() !== '', `${name} is empty`),
        ...rule(value === value.trim(), `${name} has white space at an end`),
        ...rule(length(value) <= max, `${name} has ${length(value)} of ${max}`),
        ...rule(value.isWellFormed(), `${name} holds half a character`),
        ...rule(!TURNS.test(value), `${name} turns what follows it around`),
        ...rule(!FLOOD.test(value), `${name} holds a flood of marks`),
      ]

const address = (name: string, value: string | undefined, max: number): string[] =>
  value === undefined
    ? []
    : [
        ...rule(
          /^https?:\/\/[^/@]+(?:\/|$)/.test(value) && URL.canParse(value),
          `${name}: ${value}`,
        ),
        ...rule(value.length <= max, `${name} has ${value.length} of ${max}`),
      ]

const ofEmbed = (embed: Embed): string[] => [
  ...text('title', embed.title, 256),
  ...text('description', embed.description, 4096),
  ...text('footer', embed.footer?.text, 2048),
  ...text('alt text', embed.image?.description, 4096),
  ...address('embed url', embed.url, 2048),
  ...address('image url', embed.image?.url, 2048),
  ...rule(!embed.url || !!embed.title, 'a link without a title'),
  ...rule(!!embed.title || !!embed.description, 'an empty embed'),
  ...rule(!embed.timestamp || /^\d{4}-/.test(embed.timestamp), `timestamp ${embed.timestamp}`),
  ...rule(!embed.fields && !embed.author, 'fields and authors are not counted here'),
]

function embedsAsAWhole({ content, embeds = [] }: Message): string[] {
  const sum = length(
    embeds
      .map((one) => `${one.title ?? ''}${one.description ?? ''}${one.footer?.text ?? ''}`)
      .join(''),
  )
  const urls = embeds.flatMap((embed) => (embed.url ? [new URL(embed.url).href] : []))
  return [
    ...rule(embeds.length <= 10, 'more than 10 embeds'),
    ...rule(content !== undefined || embeds.length > 0, 'an empty message'),
    ...rule(sum <= 6000, `all embeds together have ${sum} of 6000`),
    ...rule(new Set(urls).size === urls.length, 'two embeds with one url'),
  ]
}

function ofRows(rows: readonly Row[]): string[] {
  const parts: Component[] = rows.flatMap((row) => row.components)
  const ids = parts.flatMap((part) => ('custom_id' in part ? [part.custom_id] : []))
  return [
    ...rule(rows.length <= 5, 'more than 5 rows'),
    ...rule(
      rows.every((row) => row.components.length >= 1 && row.components.length <= 5),
      'buttons in a row',
    ),
    ...rule(
      ids.every((id) => id.length >= 1 && id.length <= 100),
      'custom id length',
    ),
    ...rule(new Set(ids).size === ids.length, 'two controls with one custom id'),
    ...parts.flatMap(ofComponent),
  ]
}

function ofComponent(part: Component): string[] {
  if (part.type === 3) return ofOptions(part.options)
  if (part.type !== 2) return []
  return [
    ...('label' in part ? text('button label', part.label, 80) : ['a button without a label']),
    ...('url' in part ? address('button url', part.url, 512) : []),
  ]
}

type Option = { label: string; value: string; description?: string }

const ofOptions = (options: readonly Option[]): string[] => [
  ...rule(options.length >= 1 && options.length <= 25, `${options.length} options`),
  ...rule(new Set(options.map((one) => one.value)).size === options.length, 'option values'),
  ...options.flatMap(({ label, value, description }) => [
    ...text('option label', label, 100),
    ...text('option value', value, 100),
    ...text('option description', description, 100),
  ]),
]

/** Gives all text of a message that is read: content and embeds. */
export const allText = (message: Message): string =>
  [
    message.content,
    ...(message.embeds ?? []).flatMap((one) => [one.title, one.description, one.footer?.text]),
  ]
    .filter((one) => one !== undefined)
    .join('\n')
