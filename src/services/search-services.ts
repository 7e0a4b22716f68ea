/** What searching offers to commands. */
import type { Result } from '../lib/result.ts'
import type { Caller } from '../model/caller.ts'
import type { SearchHit, SearchWish } from '../model/search.ts'
import type { Posting } from '../queries/postings.ts'
import type { SearchFailure } from '../queries/search.ts'

export type FoundHit = SearchHit & { feedTitle: string; posting: Posting | null }

/** What else to try: a word less, another spelling, words apart, any time, everywhere; with how many stories it finds. */
export type Suggestion = {
  kind: 'fewer' | 'spelling' | 'apart' | 'any-time' | 'everywhere'
  wish: SearchWish
  total: number
}

export type SearchPage = {
  wish: SearchWish
  /** Names this search for the buttons under it; kept for 15 minutes. */
  session: string
  page: number
  pages: number
  total: number
  hits: FoundHit[]
  /** Where nothing was found. */
  suggestions: Suggestion[]
}

export type SearchProblem = SearchFailure | { kind: 'expired' } | { kind: 'no-feeds' }

/** What to take over for what is being typed: these words themselves, an earlier query of one's own, or an article by its title. */
export type SearchChoice =
  | { kind: 'typed' | 'query'; query: string }
  | { kind: 'title'; id: number; title: string }

export type SearchServices = {
  search(wish: SearchWish, caller: Caller): Promise<Result<SearchPage, SearchProblem>>
  searchPage(
    session: string,
    page: number,
    caller: Caller,
  ): Promise<Result<SearchPage, SearchProblem>>
  /** Searches for what was suggested, by its number (from 0). */
  searchSuggested(
    session: string,
    index: number,
    caller: Caller,
  ): Promise<Result<SearchPage, SearchProblem>>
  searchChoices(typed: string, caller: Caller): Promise<SearchChoice[]>
}
