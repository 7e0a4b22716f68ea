/** Decides which articles of a window a digest takes at all, and why it leaves the others out. Pure. */
import type { Article } from '../model/article.ts'
import type { FilterReason, Filters } from '../model/filters.ts'
import { termsInAny } from '../text/match.ts'
import { normalize } from '../text/normalize.ts'
import { type Term, termOf } from '../text/terms.ts'
import { indexTokens } from '../text/tokens.ts'
import { isLanguageSure } from './language-mark.ts'

export type Filtered<A extends Article> = {
  kept: A[]
  leftOut: { article: A; reason: FilterReason }[]
}

/** Places every article of a window exactly once; both lists keep its order. */
export function filterArticles<A extends Article>(
  window: readonly A[],
  filters: Filters,
): Filtered<A> {
  const judge = judgeOf(filters)
  const filtered: Filtered<A> = { kept: [], leftOut: [] }
  for (const article of window) {
    const reason = judge(article)
    if (reason === null) filtered.kept.push(article)
    else filtered.leftOut.push({ article, reason })
  }
  return filtered
}

type Judge = (article: Article) => FilterReason | null

/** What is forbidden is judged before what is wanted: its reason tells a moderator more. The first reason counts. */
function judgeOf(filters: Filters): Judge {
  const judges: Judge[] = [
    wordOut(filters.without),
    categoryOut(filters.withoutCategories),
    languageOut(filters.languages),
    ({ paid }) => (filters.paid === 'hide' && paid === true ? 'paid' : null),
    wordIn(filters.words),
    categoryIn(filters.categories),
  ]
  return (article) => {
    for (const judge of judges) {
      const reason = judge(article)
      if (reason !== null) return reason
    }
    return null
  }
}

/** What an article is about. Its body is not asked: a word in passing neither hides news nor makes any. */
const aboutOf = ({ title, headline, lead, keyPoints, categories }: Article): string[] => [
  title,
  headline,
  lead,
  ...keyPoints.map(({ text }) => text),
  ...categories,
]

/** Its sections too: what is wanted may be one part of several. */
const partsOf = (article: Article): string[] => [
  ...aboutOf(article),
  ...article.sections.flatMap(({ heading, question }) => [heading, question ?? '']),
]

const termsOf = (words: readonly string[]): { word: string; term: Term }[] =>
  words.flatMap((word) => {
    const term = termOf(word)
    return term === null ? [] : [{ word, term }]
  })

/** Gives the number (from 0) of the first of the terms that one of the texts holds, or null. */
const firstHeld = (texts: readonly string[], terms: readonly Term[]): number | null =>
  termsInAny([...new Set(texts)], terms)[0] ?? null

function wordOut(words: readonly string[]): Judge {
  const terms = termsOf(words)
  if (terms.length === 0) return () => null
  const wanted = terms.map(({ term }) => term)
  return (article) => {
    const held = firstHeld(aboutOf(article), wanted)
    return held === null ? null : `word-out:${terms[held]?.word ?? ''}`
  }
}

function wordIn(words: readonly string[]): Judge {
  const terms = termsOf(words).map(({ term }) => term)
  if (terms.length === 0) return () => null
  return (article) => (firstHeld(partsOf(article), terms) === null ? 'word-in' : null)
}

/** One form for all spellings of a category's name; a name is compared whole. */
const categoryKey = (name: string) => indexTokens(name).join(' ') || normalize(name).trim()

function categoryOut(names: readonly string[]): Judge {
  const out = new Map(names.map((name) => [categoryKey(name), name]))
  return ({ categories }) => {
    const found = categories.map((name) => out.get(categoryKey(name)))
    const name = found.find((one) => one !== undefined)
    return name === undefined ? null : `category-out:${name}`
  }
}

function categoryIn(names: readonly string[]): Judge {
  const wanted = new Set(names.map(categoryKey))
  if (wanted.size === 0) return () => null
  return ({ categories }) =>
    categories.some((name) => wanted.has(categoryKey(name))) ? null : 'category'
}

function languageOut(languages: readonly string[]): Judge {
  if (languages.length === 0) return () => null
  return (article) =>
    languages.includes(article.lang) || !isLanguageSure(article) ? null : `language:${article.lang}`
}
