/** Cases of the rules in src/sandbox/rules/message-form, one or more for each. */
import type { MESSAGE_FORM } from '../../../src/sandbox/rules/message-form.ts'
import { outcome } from '../bench.ts'
import type { Case } from './case.ts'

const row = (...components: object[]) => ({ type: 1, components })
const button = (id: string) => ({ type: 2, style: 1, label: id, custom_id: id })
const option = (value: string) => ({ label: value, value })
const select = (id: string, ...values: string[]) => ({
  type: 3,
  custom_id: id,
  options: values.map(option),
})
/** One code point, two UTF-16 units. */
const CHRYSANTHEMUM = '💮'

/** A message that breaks one rule. */
const posting = (when: string, body: object, refusal: string): Case => ({
  when,
  run: async ({ post }) => outcome(await post({ ...body })),
  shows: `400/50035 ${refusal}`,
  otherwise: '200',
})

export const MESSAGE_FORM_CASES: Record<keyof typeof MESSAGE_FORM, Case[]> = {
  'content-length': [
    posting(
      'content has 2,001 code points',
      { content: CHRYSANTHEMUM.repeat(2001) },
      'content-length',
    ),
  ],
  'embed-sum': [
    posting(
      'the embeds have 6,001 code points together, each below its own limit',
      {
        embeds: [
          { title: 'a', description: CHRYSANTHEMUM.repeat(3999), url: 'https://a.example' },
          { footer: { text: 'b'.repeat(2000) }, author: { name: 'c' } },
        ],
      },
      'embed-sum',
    ),
    posting(
      'fields bring the embeds to 6,001',
      {
        embeds: [
          { description: 'a'.repeat(4096), fields: [{ name: 'n', value: 'v'.repeat(1024) }] },
          { footer: { text: 'b'.repeat(880) } },
        ],
      },
      'embed-sum',
    ),
  ],
  'empty-field': [
    posting(
      'a field has no name',
      { embeds: [{ fields: [{ name: ' ', value: 'v' }] }] },
      'empty-field',
    ),
    posting(
      'a field has no value',
      { embeds: [{ fields: [{ name: 'n', value: '' }] }] },
      'empty-field',
    ),
  ],
  'empty-embed': [posting('an embed shows nothing', { embeds: [{ color: 1 }] }, 'empty-embed')],
  'unique-embed-urls': [
    posting(
      'two embeds have one url, written in two ways',
      {
        embeds: [
          { title: 'a', url: 'https://a.example' },
          { title: 'b', url: 'https://a.example/' },
        ],
      },
      'unique-embed-urls',
    ),
  ],
  'row-count': [
    posting(
      'a message has six rows',
      { content: 'a', components: 'abcdef'.split('').map((id) => row(button(id))) },
      'row-count',
    ),
  ],
  'row-width': [
    posting(
      'a select shares its row with a button',
      { content: 'a', components: [row(select('s', '1'), button('b'))] },
      'row-width',
    ),
    posting(
      'two selects share a row',
      { content: 'a', components: [row(select('s', '1'), select('t', '1'))] },
      'row-width',
    ),
  ],
  'unique-custom-ids': [
    posting(
      'two buttons in two rows have one custom_id',
      { content: 'a', components: [row(button('b')), row(button('b'))] },
      'unique-custom-ids',
    ),
  ],
  'button-target': [
    posting(
      'a link button has a custom_id',
      {
        content: 'a',
        components: [row({ type: 2, style: 5, label: 'a', custom_id: 'b' })],
      },
      'button-target',
    ),
    posting(
      'a button has neither label nor emoji',
      { content: 'a', components: [row({ type: 2, style: 1, custom_id: 'b' })] },
      'button-target',
    ),
  ],
  'option-values': [
    posting(
      'two options of a select have one value',
      { content: 'a', components: [row(select('s', '1', '1'))] },
      'option-values',
    ),
  ],
}
