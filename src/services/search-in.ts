/** Where a search computes: in a thread, where the bot has one, else in its place. */
import type { Result } from '../lib/result.ts'
import { type Found, type Search, type SearchFailure, search } from '../queries/search.ts'
import type { Deps } from './deps.ts'

/** Searches the archive. */
export const searchIn = (
  { db, searchArchive }: Pick<Deps, 'db' | 'searchArchive'>,
  asked: Search,
): Promise<Result<Found, SearchFailure>> => searchArchive?.(asked) ?? search(db, asked)
