/** Filters of a subscription: as they are typed, and as they are stored. Pure. */
import { languageCode } from '../language/languages.ts'
import { fail, ok, type Result } from '../lib/result.ts'
import {
  type FilterList,
  type FilterProblem,
  type Filters,
  NO_FILTERS,
  type PaidRule,
  type TypedFilters,
} from '../model/filters.ts'
import { phrasesOf, termOf } from '../text/terms.ts'
import { codePoints } from '../text/truncate.ts'

/** Entries of one list. */
export const MOST_WORDS = 25
/** Code points of one entry. */
const LONGEST_WORD = 60
/** Articles of one feed that a digest may be held to. */
export const MOST_PER_FEED = 50

const SEPARATOR = /[\s,，、､;；]+/u
/** Category and language names may hold blanks. */
const LIST_SEPARATOR = /[\n\r,，、､;；]+/u
const MINUS = /^[-−－‐ー]\s*/u

const distinct = (entries: readonly string[]) => [...new Set(entries)]

function checked(
  entries: readonly string[],
  list: FilterList,
): Result<readonly string[], FilterProblem> {
  const all = distinct(entries.map((entry) => entry.trim()).filter((entry) => entry !== ''))
  if (all.length > MOST_WORDS) return fail({ kind: 'too-many-words', list, most: MOST_WORDS })
  for (const typed of all) {
    if (codePoints(typed) > LONGEST_WORD) {
      return fail({ kind: 'word-too-long', typed, most: LONGEST_WORD })
    }
    if (termOf(typed) === null) return fail({ kind: 'no-word', typed })
  }
  return ok(all)
}

/** Words stand between blanks or commas; a "phrase" is one entry. */
function wordsOf(typed: string, list: FilterList): Result<readonly string[], FilterProblem> {
  const { phrases, rest } = phrasesOf(typed)
  return checked([...phrases, ...rest.split(SEPARATOR)], list)
}

function languagesOf(typed: string): Result<readonly string[], FilterProblem> {
  const codes: string[] = []
  for (const part of typed.split(LIST_SEPARATOR)) {
    // `Scottish Gaelic` is one, `ja en` are two.
    const whole = languageCode(part)
    const names = whole === null ? part.split(/[\s・/／]+/u) : [part]
    for (const name of names.filter((one) => one.trim() !== '')) {
      const code = languageCode(name)
      if (code === null) return fail({ kind: 'unknown-language', typed: name.trim() })
      codes.push(code)
    }
  }
  const all = distinct(codes)
  return all.length > MOST_WORDS
    ? fail({ kind: 'too-many-words', list: 'languages', most: MOST_WORDS })
    : ok(all)
}

function categoriesOf(
  typed: string,
): Result<Pick<Filters, 'categories' | 'withoutCategories'>, FilterProblem> {
  const parts = typed.split(LIST_SEPARATOR).map((part) => part.trim())
  const isOut = (part: string) => MINUS.test(part)
  const taken = checked(
    parts.filter((part) => !isOut(part)),
    'categories',
  )
  if (!taken.ok) return taken
  const out = checked(
    parts.filter(isOut).map((part) => part.replace(MINUS, '')),
    'categories',
  )
  return out.ok ? ok({ categories: taken.value, withoutCategories: out.value }) : out
}

function perFeedOf(typed: string | number): Result<number | null, FilterProblem> {
  const text = String(typed).normalize('NFKC').trim()
  if (text === '') return ok(null)
  const most = Number(/^(\d{1,3})(?:本|件)?$/.exec(text)?.[1] ?? Number.NaN)
  return most >= 1 && most <= MOST_PER_FEED
    ? ok(most)
    : fail({ kind: 'bad-number', typed: text, most: MOST_PER_FEED })
}

/** Gives the filters that were typed, each kind that was not said as it is `before`, or why they cannot be used. */
export function readTyped(
  typed: Partial<TypedFilters>,
  before: Filters = NO_FILTERS,
): Result<Filters, FilterProblem> {
  const { words, without, categories, languages, perFeed } = typed
  const taken = words == null ? ok(before.words) : wordsOf(words, 'words')
  if (!taken.ok) return taken
  const out = without == null ? ok(before.without) : wordsOf(without, 'without')
  if (!out.ok) return out
  const sorts = categories == null ? ok(before) : categoriesOf(categories)
  if (!sorts.ok) return sorts
  const spoken = languages == null ? ok(before.languages) : languagesOf(languages)
  if (!spoken.ok) return spoken
  const cap = perFeed == null ? ok(before.perFeed) : perFeedOf(perFeed)
  if (!cap.ok) return cap
  return ok({
    words: taken.value,
    without: out.value,
    categories: sorts.value.categories,
    withoutCategories: sorts.value.withoutCategories,
    languages: spoken.value,
    paid: typed.paid ?? before.paid,
    perFeed: cap.value,
  })
}

const isPaidRule = (value: unknown): value is PaidRule =>
  value === 'show' || value === 'last' || value === 'hide'

const listOf = (value: unknown): string[] =>
  Array.isArray(value)
    ? value
        .filter((one): one is string => typeof one === 'string' && one !== '')
        .slice(0, MOST_WORDS)
    : []

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}

/** Gives stored filters. What cannot be read filters nothing: rather an article too many than one lost. */
export function filtersOf(stored: string | null): Filters {
  if (stored === null) return NO_FILTERS
  const { words, without, categories, withoutCategories, languages, paid, perFeed } = parsed(stored)
  const cap = typeof perFeed === 'number' && Number.isInteger(perFeed) && perFeed > 0
  return {
    words: listOf(words),
    without: listOf(without),
    categories: listOf(categories),
    withoutCategories: listOf(withoutCategories),
    languages: listOf(languages),
    paid: isPaidRule(paid) ? paid : 'show',
    perFeed: cap ? perFeed : null,
  }
}

/** Says whether filters let everything through as it comes. */
export const isOpen = (filters: Filters): boolean =>
  filters.words.length === 0 &&
  filters.without.length === 0 &&
  filters.categories.length === 0 &&
  filters.withoutCategories.length === 0 &&
  filters.languages.length === 0 &&
  filters.paid === 'show' &&
  filters.perFeed === null
