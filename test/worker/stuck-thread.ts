/** A thread that does what the document's first byte says: answers, never ends, fills its memory, breaks or goes. */
import { parentPort } from 'node:worker_threads'
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
  go: () => process.exit(0),
}

parentPort?.on('message', ({ body }: Order) => {
  const word = new TextDecoder().decode(body)
  DEEDS[word]?.()
  if (word in DEEDS) return
  parentPort?.postMessage({ pieces: packed({ title: word, items: [] }, 'items') })
})
parentPort?.postMessage({ ready: true })
