/** The inside of a reading thread: takes a document as bytes, gives what it is as bytes. Started by `threads.ts` only. */
import { parentPort } from 'node:worker_threads'
import { parseFeed } from '../feed/parse.ts'
import type { Result } from '../lib/result.ts'
import type { FeedError } from '../model/feed.ts'
import { readAllowance } from './allows.ts'
import { type Answer, LISTS, type Order, packed, type Task } from './hand-over.ts'
import { readFeed } from './read-feed.ts'
import { readPage } from './read-page.ts'

type Work = (
  body: Uint8Array,
  options: Order['options'],
) => Promise<Result<Record<string, unknown>, FeedError>>

const WORK: Record<Task, Work> = {
  parse: parseFeed,
  read: readFeed,
  page: readPage,
  allows: readAllowance,
}

async function answerTo({ task, body, options }: Order): Promise<Uint8Array<ArrayBuffer>[]> {
  const result = await WORK[task](body, options)
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
