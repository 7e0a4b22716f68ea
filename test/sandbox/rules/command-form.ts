/** Cases of the rules in src/sandbox/rules/command-form, one or more for each. */
import type { COMMAND_FORM } from '../../../src/sandbox/rules/command-form.ts'
import { outcome } from '../bench.ts'
import type { Case } from './case.ts'

const TYPE = { subcommand: 1, string: 3 } as const
const command = (more: object) => ({ name: 'digest', description: 'Does something', ...more })
const option = (name: string, more: object = {}) => ({
  type: TYPE.string,
  name,
  description: 'Says something',
  ...more,
})

/** A list of one command that breaks one rule. */
const registering = (when: string, body: object, refusal: string): Case => ({
  when,
  run: async ({ commands }) => outcome(await commands([body])),
  shows: `400/50035 ${refusal}`,
  otherwise: '200',
})

export const COMMAND_FORM_CASES: Record<keyof typeof COMMAND_FORM, Case[]> = {
  'command-name': [
    registering('a name is in upper case', command({ name: 'Digest' }), 'command-name'),
    registering('a name has a space', command({ name: 'my digest' }), 'command-name'),
    registering(
      'an option’s Japanese name has a full stop',
      command({ options: [option('feed', { name_localizations: { ja: '記事。' } })] }),
      'command-name',
    ),
  ],
  'description-present': [
    registering('a slash command has no description', { name: 'digest' }, 'description-present'),
  ],
  'required-before-optional': [
    registering(
      'a required option comes after one that is not',
      command({ options: [option('a'), option('b', { required: true })] }),
      'required-before-optional',
    ),
    registering(
      'a required option of a subcommand comes late',
      command({
        options: [
          option('now', {
            type: TYPE.subcommand,
            options: [option('a'), option('b', { required: true })],
          }),
        ],
      }),
      'required-before-optional',
    ),
  ],
  'unique-option-names': [
    registering(
      'two options have one name',
      command({ options: [option('a'), option('a')] }),
      'unique-option-names',
    ),
  ],
  'options-or-subcommands': [
    registering(
      'a subcommand stands beside an option',
      command({ options: [option('now', { type: TYPE.subcommand }), option('a')] }),
      'options-or-subcommands',
    ),
  ],
  'choice-values': [
    registering(
      'the value of a choice has 101 characters',
      command({ options: [option('a', { choices: [{ name: 'n', value: 'v'.repeat(101) }] })] }),
      'choice-values',
    ),
  ],
  'command-characters': [
    registering(
      'choices bring a command over 8,000 characters',
      command({
        options: ['a', 'b'].map((name) =>
          option(name, {
            choices: Array.from({ length: 25 }, (_, n) => ({
              name: `${n}`.padEnd(100, 'n'),
              value: `${n}`.padEnd(100, 'v'),
            })),
          }),
        ),
      }),
      'command-characters',
    ),
  ],
  'known-locales': [
    registering(
      'a name is given in a language that Discord does not know',
      command({ name_localizations: { 'ja-JP': '菊' } }),
      'known-locales',
    ),
  ],
}
