/**
 * Whether a page may be asked for, by its host's robots.txt: kept for a day, read in a thread.
 * https://www.rfc-editor.org/rfc/rfc9309
 */
import { PAGES } from '../../config/page-limits.ts'
import { ROBOT } from '../article/page/page-data.ts'
import { hostOf } from '../feed/address.ts'
import { setPageGap } from '../feed/page-turns.ts'
import type { Fetched } from '../fetch/fetch.ts'
import type { Result } from '../lib/result.ts'
import type { FeedError } from '../model/feed.ts'
import type { Deps, PageDeps } from './deps.ts'
import type { KeptRobots } from './kept.ts'
import type { Visit } from './visit.ts'

export type Leave = 'yes' | 'no' | 'not-now' | 'again'

type RobotsDeps = Pick<Deps, 'db' | 'clock' | 'fetch'> & { pages: PageDeps }

/** Gives whether the rules let us ask for an address; `again` where the visit's one request is spent on another thing. */
export async function leaveFor(deps: RobotsDeps, url: string, visit: Visit): Promise<Leave> {
  const { origin } = new URL(url)
  const kept = (await deps.pages.robots.get(origin)) ?? null
  if (kept !== null) return judged(deps, kept, url)
  if (!visit.take()) return 'again'
  const got = robotsOf(
    await deps.fetch(`${origin}/robots.txt`, {
      headers: { accept: 'text/plain, */*;q=0.1' },
      maxBytes: 4 * PAGES.robotsBytes,
      signal: visit.signal,
    }),
  )
  if (visit.signal.aborted) return 'again'
  const ttl = 'unreachable' in got ? PAGES.robotsRetry : PAGES.robotsTtl
  await deps.pages.robots.set(origin, got, ttl)
  return judged(deps, got, url)
}

/** A host without one, or that refuses it, allows everything; one that cannot answer allows nothing for the time being. */
function robotsOf(got: Result<Fetched, FeedError>): KeptRobots {
  if (!got.ok) return { unreachable: true }
  const { status, body } = got.value
  if (status === 200) return { text: new TextDecoder().decode(body.subarray(0, PAGES.robotsBytes)) }
  const isMissing = status >= 400 && status < 500 && status !== 429
  return isMissing ? { text: '' } : { unreachable: true }
}

async function judged(deps: RobotsDeps, kept: KeptRobots, url: string): Promise<Leave> {
  if ('unreachable' in kept) return 'not-now'
  if (kept.text.trim() === '') return 'yes'
  const read = await deps.pages.readAllowance(new TextEncoder().encode(kept.text), {
    url,
    agent: ROBOT,
  })
  // Rules that take a thread more than its deadline are rules all the same.
  if (!read.ok) return 'no'
  const { allowed, delay } = read.value
  if (delay !== null) await slowDown(deps, url, delay)
  return allowed ? 'yes' : 'no'
}

/** A host that asks for pauses gets them, a day at most. */
async function slowDown({ db, clock }: RobotsDeps, url: string, seconds: number): Promise<void> {
  const gap = Math.min(seconds * 1000, PAGES.robotsTtl)
  await db.tx((tx) => setPageGap(tx, hostOf(url), gap, clock.now()))
}
