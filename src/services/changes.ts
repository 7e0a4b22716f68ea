/** What managers change of a digest, everybody of their own, and why it cannot be. */

import type { FilterProblem, Matches, TypedFilters } from '../model/filters.ts'
import type { MessagePayload } from '../model/message.ts'
import type { WhenProblem } from '../subscription/when.ts'
import type { AdultProblem, OrderProblem, SubscriptionView } from './orders.ts'
import type { OwnFull } from './own-room.ts'
import type { PlaceProblem } from './place-problem.ts'

export type ChangeProblem =
  | { kind: 'gone' }
  /** `last` is what was posted before, for a preview. */
  | { kind: 'nothing-new'; last?: MessagePayload }
  /** Articles came, and the digest's filters leave them all out. */
  | { kind: 'nothing-matches'; came: number }
  | { kind: 'not-in-server' }
  | OwnFull
  | { kind: 'none-here' }
  /** It stands in a channel that is not known, or that the caller does not see. */
  | { kind: 'unseen'; channelId: string }
  | { kind: 'paused' }
  | { kind: 'bot-lacks'; channelId: string; rights: readonly string[] }
  | { kind: 'caller-cannot-speak'; channelId: string }

export type FiltersChange = {
  id: number
  /** The version that the editor saw. */
  version: number
  /** An empty text takes a filter away; what is absent stays. */
  typed: Partial<TypedFilters>
}

export type FiltersProblem =
  | ChangeProblem
  /** `draft` names what was typed, for `filterDraft`. */
  | { kind: 'bad-filter'; problem: FilterProblem; draft: string }
  /** The digest has changed since the editor saw it; nothing was stored. */
  | { kind: 'faster'; draft: string }

export type FiltersSet = { view: SubscriptionView; matches: Matches | null }

/** What was written into the form of a digest's terms; what is absent stays, and what is empty too, but for the role. */
export type TypedTerms = {
  /** Days, a time or both, as `parseWhen` reads them. */
  when?: string
  zone?: string
  count?: string
  locale?: string
  /** An id; empty: none. */
  role?: string
  silent?: boolean
}

export type TermsChange = {
  id: number
  /** The version that the editor saw. */
  version: number
  typed: TypedTerms
}

export type TermsProblem =
  | ChangeProblem
  /** `draft` names what was typed, for `termsDraft`; `others` is what else is wrong. */
  | { kind: 'bad-terms'; problem: BadTerms; others?: BadTerms[]; draft: string }
  | { kind: 'faster'; draft: string }

export type BadTerms =
  | WhenProblem
  | Extract<OrderProblem, { kind: 'bad-zone' | 'caller-cannot-ring' | 'bot-cannot-ring' }>

export type MoveProblem =
  | ChangeProblem
  | PlaceProblem
  | AdultProblem
  | { kind: 'faster' }
  | { kind: 'no-channel' }
  | { kind: 'same-channel'; channelId: string }
  /** The very same digest is there. */
  | { kind: 'there-already'; channelId: string }
  | { kind: 'move-ring'; by: 'caller' | 'bot'; roleId: string }

/** What follows each digest; what is absent stays. */
export type FollowUpsChange = {
  id: number
  /** The version that the editor saw. */
  version: number
  thread?: boolean
  publish?: boolean
}
