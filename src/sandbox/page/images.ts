/** Pictures of embeds, fetched by the page's server from this machine alone: the browser asks nobody else. */
import type { ServerResponse } from 'node:http'
import { give, refuse } from './http.ts'

const MOST_BYTES = 8 * 1024 * 1024
/** The sample feeds paint theirs when first asked, which takes a busy machine long; a missing picture would never come again. */
const PATIENCE_MS = 20_000
/** Not SVG: it is a document. */
const TYPES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'])

const isLoopback = ({ protocol, hostname }: URL) =>
  protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost')

/** Answers with the picture of an address on loopback, or refuses. */
export async function giveImage(response: ServerResponse, address: string | null): Promise<void> {
  const url = address !== null && URL.canParse(address) ? new URL(address) : null
  if (url === null || !isLoopback(url)) {
    refuse(response, 404, 'The sandbox shows pictures of this machine only.')
    return
  }
  try {
    const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) })
    const type = answer.headers.get('content-type')?.split(';')[0]?.trim() ?? ''
    const body = new Uint8Array(await answer.arrayBuffer())
    if (!answer.ok || !TYPES.has(type) || body.length > MOST_BYTES)
      throw new Error('it is no picture')
    give(response, type, body)
  } catch {
    refuse(response, 404, 'There is no picture.')
  }
}
