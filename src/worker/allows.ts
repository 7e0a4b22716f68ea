/** What a robots.txt says of an address. In a thread: its patterns come from strangers, and there may be half a megabyte. */
import robotsParser from 'robots-parser'
import { ok, type Result } from '../lib/result.ts'
import type { FeedError } from '../model/feed.ts'

export type Allowance = {
  allowed: boolean
  /** Seconds between two requests that it asks for, or null. */
  delay: number | null
}

/** How a service has a robots.txt read: in a thread, or in a test at once. */
export type ReadAllowance = typeof readAllowance

type Robot = {
  isAllowed(url: string, agent?: string): boolean | undefined
  getCrawlDelay(agent?: string): number | undefined
}

/** The package is CommonJS whose types describe a module. */
const parse = robotsParser as unknown as (url: string, text: string) => Robot

/** Gives whether an address may be asked by us. https://www.rfc-editor.org/rfc/rfc9309 */
export async function readAllowance(
  body: Uint8Array,
  { url = '', agent = '' }: { url?: string; agent?: string },
): Promise<Result<Allowance, FeedError>> {
  const robots = parse(new URL('/robots.txt', url).href, new TextDecoder().decode(body))
  const delay = robots.getCrawlDelay(agent)
  return ok({
    allowed: robots.isAllowed(url, agent) ?? true,
    delay: delay !== undefined && delay > 0 ? delay : null,
  })
}
