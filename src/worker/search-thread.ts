/** The inside of the search thread: reads the store on a connection of its own. Started by `searcher.ts` only. */
import { parentPort, workerData } from 'node:worker_threads'
import { type Search, search } from '../queries/search.ts'
import { openReader } from '../storage/reader.ts'

const db = openReader(String(workerData))

parentPort?.on('message', async ({ id, asked }: { id: number; asked: Search }) => {
  try {
    parentPort?.postMessage({ id, answer: await search(db, asked) })
  } catch (error) {
    parentPort?.postMessage({ id, problem: String(error) })
  }
})
