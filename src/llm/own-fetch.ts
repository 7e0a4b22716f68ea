/** Requests to the operator's own model server: to its origin, nowhere else, and never across a redirect with the key. */

/** A card is a few kilobytes; a server that sends more is broken. */
const MOST_BYTES = 512 * 1024

/** Gives a fetch for one origin. Redirects are answers like any other: none is followed. */
export function fetchWithin(
  baseUrl: string,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): typeof globalThis.fetch {
  const { origin } = new URL(baseUrl)
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    if (url.origin !== origin) throw new TypeError(`not an address of ${origin}`)
    const response = await fetch(input, { ...init, redirect: 'manual' })
    if (response.body === null) return response
    const { status, statusText, headers } = response
    return new Response(response.body.pipeThrough(upTo(MOST_BYTES)), {
      status,
      statusText,
      headers,
    })
  }
}

function upTo(most: number): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength
      if (bytes > most) controller.error(new Error(`the answer has more than ${most} bytes`))
      else controller.enqueue(chunk)
    },
  })
}
