/** The form in which a digest's time, days, zone, number and language are changed; it opens with what is on. */
import { type TextKey, textsOf } from '../src/language/texts.ts'
import { customId, type Form, type FormField, type FormSelect } from '../src/model/command.ts'
import type { Locale, Subscription } from '../src/model/subscription.ts'
import type { TypedTerms } from '../src/services/services.ts'
import { daysWords } from './days-words.ts'
import { say } from './pieces.ts'
import { whenWords } from './when-words.ts'

const LONGEST = 100
const COUNTS = [3, 5, 8] as const
const LANGUAGES = ['ja', 'en'] as const

type Written = 'time' | 'days' | 'zone'
type Chosen = 'count' | 'language'

/**
 * Gives the form of a digest, with what is on or what was typed before and could not be stored; its custom id holds the
 * version that is being edited. `page` is the panel's, or `-` on an answer of its own.
 */
export function termsForm(
  { id, version, schedule, count, locale: own }: Subscription,
  { page, locale, draft }: { page: string; locale: Locale; draft: TypedTerms | null },
): Form {
  const box = (name: Written, value: string): FormField => ({
    id: name,
    label: say(locale, `command.option.${name}.name`),
    hint: say(locale, `form.${name}.hint`),
    value: draft?.[name] ?? value,
    most: LONGEST,
  })
  const choice = (name: Chosen, options: [string, TextKey][], on: string): FormSelect => ({
    id: name,
    label: say(locale, `command.option.${name}.name`),
    hint: '',
    options: options.map(([value, key]) => ({
      value,
      label: textsOf(locale).t(key),
      chosen: value === on,
    })),
  })
  return {
    customId: customId('edit-set', id, page, version),
    title: say(locale, 'form.terms'),
    fields: [
      box('time', whenWords(schedule, locale)),
      box('days', daysWords(schedule, locale)),
      box('zone', schedule.zone),
      choice(
        'count',
        COUNTS.map((one) => [String(one), `command.option.count.${one}`]),
        draft?.count ?? String(count),
      ),
      choice(
        'language',
        LANGUAGES.map((one) => [one, `command.option.language.${one}`]),
        draft?.locale ?? own,
      ),
    ],
  }
}

/** Gives what was written into it. */
export const typedTerms = (fields: Readonly<Record<string, string>>): TypedTerms => ({
  time: fields['time'] ?? '',
  days: fields['days'] ?? '',
  zone: fields['zone'] ?? '',
  count: fields['count'] ?? '',
  locale: fields['language'] ?? '',
})
