/**
 * Finds the feed that somebody means by an address, a name or a site.
 *
 *   typed ─→ rule of a known site ─→ its feed
 *         └→ ask the address ─→ a feed: that is it
 *                            └→ a page ─→ the feeds that it names ─→ one: that is it · several: offers
 *                                      └→ the usual addresses ─→ the first feed ─→ else none
 */
import { feedAddress } from '../feed/address.ts'
import { type Lead, leadOf, spelledLead } from '../feed/address-kinds.ts'
import { decode } from '../feed/decode.ts'
import { findFeed } from '../feed/feed-table.ts'
import {
  channelFeedOf,
  feedsOfPage,
  isComments,
  type Offer,
  podcastFeedOf,
  usualAddresses,
} from '../feed/page-feeds.ts'
import type { Fetched } from '../fetch/fetch.ts'
import { fail, ok, type Result } from '../lib/result.ts'
import type { FeedError } from '../model/feed.ts'
import { askFeed, type FeedAnswer, type PollFailure } from './ask-feed.ts'
import type { Deps } from './deps.ts'

/** A feed that answered, with what it said. */
export type Asked = { url: string; outcome: Result<FeedAnswer, PollFailure> & { ok: true } }

export type Found =
  | { kind: 'feed'; asked: Asked }
  | { kind: 'offers'; page: string; offers: Offer[] }

export type DiscoverProblem =
  | { kind: 'no-address'; typed: string }
  | { kind: 'feed'; address: string; error: FeedError }
  | { kind: 'no-feed'; address: string }

type Discovered = Result<Found, DiscoverProblem>

/** YouTube's pages are the longest that are read. */
const LONGEST_PAGE = 5 * 1024 * 1024
/** What a page named is believed for an hour. */
const PAGE_MS = 60 * 60_000
/** That there was none, not so long: somebody may be putting it there. */
const NONE_MS = 5 * 60_000

type Meant = Lead | { kind: 'site'; url: string }

/** Gives what somebody means, before anything is asked; null for what is neither an address nor a name. */
function meantBy(typed: string): Meant | null {
  // `@name@host` would pass for an address with a user's name.
  const address = typed.trim().startsWith('@') ? null : feedAddress(typed)
  if (address === null) return spelledLead(typed)
  return leadOf(address) ?? { kind: 'site', url: address }
}

/** Tells whether there is anything to ask for. */
export const isMeaningful = (typed: string): boolean => meantBy(typed) !== null

/** Gives the feed that is meant, or the feeds to choose from. */
export async function discover(deps: Deps, typed: string): Promise<Discovered> {
  const meant = meantBy(typed)
  if (meant === null) return fail({ kind: 'no-address', typed })
  return meant.kind === 'site' ? atAddress(deps, meant.url) : follow(deps, meant)
}

async function follow(deps: Deps, lead: Lead): Promise<Discovered> {
  switch (lead.kind) {
    case 'feed':
      return found(deps, lead.url)
    case 'guess': {
      const guessed = await found(deps, lead.url)
      return guessed.ok ? guessed : atAddress(deps, lead.page)
    }
    case 'youtube':
      return named(deps, lead.page, channelFeedOf)
    case 'itunes':
      return named(deps, lead.url, (json) => podcastFeedOf(json)?.url ?? null)
  }
}

async function found(deps: Deps, url: string): Promise<Discovered> {
  const outcome = await askFeed(deps, url, await findFeed(deps.db, url))
  return outcome.ok
    ? ok({ kind: 'feed', asked: { url, outcome } })
    : fail({ kind: 'feed', address: url, error: outcome.error })
}

/** Follows a document to the one feed that it names. */
async function named(
  deps: Deps,
  address: string,
  feedOf: (text: string) => string | null,
): Promise<Discovered> {
  const page = await textAt(deps, address)
  if (!page.ok) return fail({ kind: 'feed', address, error: page.error })
  const url = feedOf(page.value.text)
  return url === null ? fail({ kind: 'no-feed', address }) : found(deps, url)
}

async function atAddress(deps: Deps, address: string): Promise<Discovered> {
  const known = await deps.discoveries.get<Offer[]>(pageKey(address))
  if (known) return amongOffers(deps, address, known)
  const direct = await found(deps, address)
  if (direct.ok || direct.error.kind !== 'feed' || direct.error.error.kind !== 'not-a-feed') {
    return direct
  }
  const page = await textAt(deps, address)
  if (!page.ok) return fail({ kind: 'feed', address, error: page.error })
  const offers = feedsOfPage(page.value.text, page.value.url)
  await deps.discoveries.set(pageKey(address), offers, PAGE_MS)
  return amongOffers(deps, address, offers)
}

const pageKey = (address: string) => `page:${address}`

/** One feed, with or without that of its comments, needs no choice. */
async function amongOffers(
  deps: Deps,
  page: string,
  offers: readonly Offer[],
): Promise<Discovered> {
  const own = offers.filter((offer) => !isComments(offer))
  if (offers.length === 0) return atUsualAddresses(deps, page)
  if (own.length !== 1) return ok({ kind: 'offers', page, offers: [...offers] })
  const only = await found(deps, own[0]?.url ?? '')
  return only.ok ? only : atUsualAddresses(deps, page)
}

/** Asks one after the other; a server that does not even answer, or had none just now, is not asked on. */
async function atUsualAddresses(deps: Deps, page: string): Promise<Discovered> {
  const none = fail({ kind: 'no-feed' as const, address: page })
  if (await deps.discoveries.get(noneKey(page))) return none
  for (const url of usualAddresses(page)) {
    const tried = await found(deps, url)
    if (tried.ok) return tried
    if (tried.error.kind === 'feed' && isSilent(tried.error.error)) return none
  }
  await deps.discoveries.set(noneKey(page), true, NONE_MS)
  return none
}

const noneKey = (page: string) => `none:${page}`

const isSilent = ({ kind }: FeedError) =>
  kind === 'timeout' || kind === 'unreachable' || kind === 'blocked'

async function textAt(
  { fetch }: Deps,
  address: string,
): Promise<Result<{ text: string; url: string }, FeedError>> {
  const fetched = await fetch(address, { maxBytes: LONGEST_PAGE })
  if (!fetched.ok) return fetched
  const { status } = fetched.value
  if (status !== 200) return fail({ kind: 'http-error', message: `HTTP ${status}`, status })
  return ok({ text: textOf(fetched.value), url: fetched.value.url })
}

const textOf = ({ body, headers }: Fetched): string =>
  decode(body, headers.get('content-type') ?? undefined)
