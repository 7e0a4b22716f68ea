/** The form in which a digest's filters are changed; it opens with what is on. */
import { FORM } from '../config/limits.ts'
import { languageName } from '../src/language/languages.ts'
import type { Caller } from '../src/model/caller.ts'
import { customId, type Form, type FormField } from '../src/model/command.ts'
import type { TypedFilters } from '../src/model/filters.ts'
import type { Subscription } from '../src/model/subscription.ts'
import { MOST_PER_FEED } from '../src/subscription/filters.ts'
import { LONGEST_LIST } from './filter-options.ts'
import { formTitle, say } from './pieces.ts'

/** A phrase stands in quotes, so that it comes back as one. */
const asTyped = (words: readonly string[]): string =>
  words.map((word) => (/[\s,，、､;；]/u.test(word) ? `"${word}"` : word)).join(' ')

/**
 * Gives the form of a digest, with what is on or what was typed before and could not be stored; its custom id holds the
 * version that is being edited.
 */
export function filterForm(
  subscription: Subscription,
  { page, caller, draft }: { page: number; caller: Caller; draft: Partial<TypedFilters> | null },
): Form & { fields: readonly FormField[] } {
  const { id, version, filters } = subscription
  const { locale } = caller
  const separator = say(locale, 'subscribe.separator')
  const field = (
    name: 'words' | 'without' | 'categories' | 'languages' | 'per-feed',
    value: string,
    more: Partial<FormField> = {},
  ): FormField => ({
    id: name,
    label: say(locale, `form.${name}`),
    hint: say(locale, `form.${name}.hint`, { most: MOST_PER_FEED }),
    value,
    most: LONGEST_LIST,
    ...more,
  })
  const categories = [
    ...filters.categories,
    ...filters.withoutCategories.map((category) => `-${category}`),
  ]
  const languages = filters.languages.map((language) => languageName(language, locale))
  return {
    customId: customId('filter-set', id, page, version),
    title: formTitle(subscription.channelId, 'form.filters', caller),
    fields: [
      field('words', draft?.words ?? asTyped(filters.words), { long: true }),
      field('without', draft?.without ?? asTyped(filters.without), { long: true }),
      field('categories', draft?.categories ?? categories.join(separator), { most: FORM.value }),
      field('languages', draft?.languages ?? languages.join(separator)),
      field('per-feed', String(draft?.perFeed ?? filters.perFeed ?? ''), { most: 10 }),
    ],
  }
}

/** Gives what was written into it; an emptied box takes its filter away. */
export const typedInForm = (fields: Readonly<Record<string, string>>): Partial<TypedFilters> => ({
  words: fields['words'] ?? null,
  without: fields['without'] ?? null,
  categories: fields['categories'] ?? null,
  languages: fields['languages'] ?? null,
  perFeed: fields['per-feed'] ?? null,
})
