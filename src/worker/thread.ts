/** The inside of a reading thread: takes a document as bytes, gives what it is as bytes. Started by `threads.ts` only. */
import { parentPort } from 'node:worker_threads'
import { parseFeed } from '../feed/parse.ts'
import { type Answer, LISTS, type Order, packed } from './hand-over.ts'
import { readFeed } from './read-feed.ts'

async function answerTo({ task, body, options }: Order): Promise<Uint8Array<ArrayBuffer>[]> {
  const result = await (task === 'parse' ? parseFeed : readFeed)(body, options)
  return result.ok ? packed(result.value, LISTS[task]) : packed({ error: result.error }, '')
}

parentPort?.on('message', async (order: Order) => {
  try {
    const pieces = await answerTo(order)
    parentPort?.postMessage(
      { pieces } satisfies Answer,
      pieces.map((piece) => piece.buffer),
    )
  } catch (error) {
    parentPort?.postMessage({ problem: String(error) } satisfies Answer)
  }
})

parentPort?.postMessage({ ready: true } satisfies Answer)
