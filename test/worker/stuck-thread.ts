/** A thread that does what the document's first byte says: answers (with its own number to “who”), is slow, never ends, fills its memory, breaks or goes. */
import { parentPort, threadId } from 'node:worker_threads'
import { type Order, packed } from '../../src/worker/hand-over.ts'

const filled: unknown[] = []

const DEEDS: Record<string, () => void> = {
  loop: () => {
    for (;;);
  },
  fill: () => {
    for (;;) filled.push(new Array(10_000).fill(filled.length))
  },
  break: () => {
    setImmediate(() => {
      throw new Error('broken')
    })
  },
  slow: () => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000)
    answer('slow')
  },
  who: () => answer(String(threadId)),
  go: () => process.exit(0),
}

const answer = (title: string) =>
  parentPort?.postMessage({ pieces: packed({ title, items: [] }, 'items') })

parentPort?.on('message', ({ body }: Order) => {
  const word = new TextDecoder().decode(body)
  DEEDS[word]?.()
  if (word in DEEDS) return
  answer(word)
})
parentPort?.postMessage({ ready: true })
