/** Filters in words: what is on, how much of what came lately matches, and why they cannot be used. */
import { oneLine } from '../src/digest/one-line.ts'
import { languageName } from '../src/language/languages.ts'
import type { TextKey } from '../src/language/texts.ts'
import type { Caller } from '../src/model/caller.ts'
import type { FilterList, FilterProblem, Filters, Matches } from '../src/model/filters.ts'
import type { Reply } from '../src/model/message.ts'
import type { Locale } from '../src/model/subscription.ts'
import { isOpen } from '../src/subscription/filters.ts'
import { fitMarkdown } from '../src/text/markdown.ts'
import { code, plain, say } from './pieces.ts'

/** Entries of a list that are named. */
const NAMED = 6
/** Code points of one of them, escaped. */
const WORD = 40

/** Gives the first entries of a list in quotes, and how many more there are. */
function quoted(entries: readonly string[], locale: Locale): string {
  const named = entries
    .slice(0, NAMED)
    .map((entry) => say(locale, 'filters.word', { word: fitMarkdown(oneLine(entry), WORD) }))
    .join(locale === 'ja' ? '' : say(locale, 'subscribe.separator'))
  const more = entries.length - NAMED
  return more > 0 ? say(locale, 'filters.more', { words: named, more }) : named
}

/** Gives what filters do, all in one line; not empty for filters that let everything through. */
export function filterWords(filters: Filters, locale: Locale): string {
  if (isOpen(filters)) return say(locale, 'filters.none')
  const { words, without, categories, withoutCategories, languages, paid, perFeed } = filters
  const names = languages.map((language) => languageName(language, locale))
  const list = (key: TextKey, place: 'words' | 'names', entries: readonly string[]) =>
    entries.length === 0 ? [] : [say(locale, key, { [place]: quoted(entries, locale) })]
  return [
    ...list('filters.words', 'words', words),
    ...list('filters.without', 'words', without),
    ...list('filters.categories', 'names', categories),
    ...list('filters.without-categories', 'names', withoutCategories),
    ...(names.length === 0
      ? []
      : [
          say(locale, 'filters.languages', {
            names: names.join(say(locale, 'subscribe.separator')),
          }),
        ]),
    ...(paid === 'show' ? [] : [say(locale, `filters.paid.${paid}`)]),
    ...(perFeed === null ? [] : [say(locale, 'filters.per-feed', { most: perFeed })]),
  ].join(say(locale, 'filters.separator'))
}

/** Gives the line on what is on, and the one on how much matches; none where everything goes in. */
export function filterLines(
  filters: Filters,
  matches: Matches | null | undefined,
  locale: Locale,
): string[] {
  if (isOpen(filters)) return []
  const line = say(locale, 'filters.line', { filters: filterWords(filters, locale) })
  return matches ? [line, say(locale, matchesKey(matches), matches as MatchValues)] : [line]
}

type MatchValues = Pick<Matches, 'total' | 'matching'>

function matchesKey({ total, matching, today }: Matches): TextKey {
  if (total === 0) return 'filters.match-nothing'
  if (matching === 0) return today ? 'filters.match-none' : 'filters.match-none-before'
  return today ? 'filters.match-today' : 'filters.match-before'
}

const LISTS: Record<FilterList, TextKey> = {
  words: 'command.option.words.name',
  without: 'command.option.without.name',
  categories: 'form.categories',
  languages: 'command.option.languages.name',
}

/** Gives the refusal of filters that cannot be used. */
export function filterProblem(problem: FilterProblem, caller: Caller): Reply {
  const key: TextKey = `problem.filter.${problem.kind}`
  switch (problem.kind) {
    case 'too-many-words': {
      const list = say(caller.locale, LISTS[problem.list])
      return plain(caller, key, { list, most: problem.most })
    }
    case 'word-too-long':
    case 'bad-number':
      return plain(caller, key, { typed: code(problem.typed), most: problem.most })
    case 'no-word':
    case 'unknown-language':
      return plain(caller, key, { typed: code(problem.typed) })
  }
}
