/** Asks a feed's server, conditionally where it was asked before, and reads what came. */
import { createHash } from 'node:crypto'
import { refusalOf } from '../feed/answer.ts'
import { hintsOf, type PollHints } from '../feed/hints.ts'
import type { Fetched } from '../fetch/fetch.ts'
import { fail, ok, type Result } from '../lib/result.ts'
import type { Feed, FeedError } from '../model/feed.ts'
import type { ReadFeed } from '../worker/read-feed.ts'
import type { Deps } from './deps.ts'

export type FeedAnswer =
  | { kind: 'unchanged'; headers: Headers; status?: number; movedTo?: string }
  | {
      kind: 'read'
      headers: Headers
      bodyHash: string
      feed: ReadFeed
      hints?: PollHints
      movedTo?: string
    }

export type PollFailure = FeedError & { headers?: Headers }

type Validators = Pick<Feed, 'etag' | 'lastModified' | 'bodyHash'>

/** Exactly what the server gave, with `W/` and quotes. */
const conditionsOf = (known: Validators | null): Record<string, string> => ({
  ...(known?.etag ? { 'if-none-match': known.etag } : {}),
  ...(known?.lastModified ? { 'if-modified-since': known.lastModified } : {}),
})

/** Asks a feed's server, conditionally where it was asked before, and reads what came. */
export async function askFeed(
  { fetch, readFeed }: Pick<Deps, 'fetch' | 'readFeed'>,
  url: string,
  known: Validators | null,
  { subscribers, signal }: { subscribers?: number; signal?: AbortSignal } = {},
): Promise<Result<FeedAnswer, PollFailure>> {
  const fetched = await fetch(url, {
    headers: conditionsOf(known),
    ...(subscribers === undefined ? {} : { subscribers }),
    ...(signal === undefined ? {} : { signal }),
  })
  if (!fetched.ok) return fetched
  const answer = fetched.value
  const { status, headers, movedTo } = answer
  const moved = movedTo === undefined ? {} : { movedTo }
  if (status === 304) return ok({ kind: 'unchanged', headers, status, ...moved })
  const refused = refusalOf(answer, url)
  if (refused !== null) return fail({ ...refused, headers })
  const read = await readAnswer(answer, known, readFeed)
  return read.ok ? ok({ ...read.value, ...moved }) : read
}

async function readAnswer(
  answer: Fetched,
  known: Validators | null,
  readFeed: Deps['readFeed'],
): Promise<Result<FeedAnswer, PollFailure>> {
  const { headers, body, status } = answer
  const bodyHash = createHash('sha256').update(body).digest('base64url')
  if (isSame(answer, bodyHash, known)) return ok({ kind: 'unchanged', headers, status })
  const contentType = headers.get('content-type')
  const read = await readFeed(body, {
    url: answer.url,
    ...(contentType === null ? {} : { contentType }),
  })
  if (!read.ok) return read
  return ok({ kind: 'read', headers, bodyHash, feed: read.value, hints: hintsOf(body) })
}

/** A server that sends the whole document again though it is the same. */
const isSame = ({ headers }: Fetched, bodyHash: string, known: Validators | null): boolean =>
  known?.bodyHash != null &&
  (known.bodyHash === bodyHash || (known.etag !== null && known.etag === headers.get('etag')))
