/** What is kept of pages and of hosts' rules, and may be lost: it is asked for again. */
import type { ReadPage } from '../worker/read-page.ts'

/** Why an address gives no page, and will not soon. */
export type Refusal =
  | 'robots'
  | 'keeps-out'
  | 'login'
  | 'challenge'
  | 'missing'
  /** Its server says that it is gone for good: HTTP 410. */
  | 'gone'
  | 'not-html'
  | 'too-large'
  | 'too-complex'
  | 'blocked'

export type PageAnswer =
  | { kind: 'read'; page: ReadPage; url: string; noModel: boolean }
  /** It stands on another host, whose turn and rules come first. */
  | { kind: 'moved'; to: string }
  | { kind: 'refused'; reason: Refusal }

export type KeptPage = {
  /** Epoch ms. */
  at: number
  etag: string | null
  lastModified: string | null
  answer: PageAnswer
}

/** A host's robots.txt, an empty one where it has none; or that it cannot be had now. */
export type KeptRobots = { text: string } | { unreachable: true }

/** Caches of pages, of robots.txt and of what a model wrote: large, and nothing of people or servers. */
export const OF_NOBODY = ['page', 'robots', 'llm'] as const
