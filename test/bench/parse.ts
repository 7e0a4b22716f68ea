/** `bench -- parse`: feeds of 47 KB per CPU-second, with and without the hop to a thread, beside other parsers. */
import { parseFeed as feedsmith } from 'feedsmith'
import Parser from 'rss-parser'
import { parseFeed } from '../../src/feed/parse.ts'
import { createThreads } from '../../src/worker/threads.ts'
import type { Bench } from './main.ts'
import { sampleFeeds } from './sample-feeds.ts'

type Read = (bytes: Uint8Array) => Promise<unknown>

const WARM_UP = 100
const FEEDS = 500
/** Readers take turns, so that a busy machine is busy for all of them; the best round of each counts. */
const ROUNDS = 3

/** CPU of the whole process, threads and garbage collection included. */
async function perCpuSecond(read: Read, bytes: Uint8Array): Promise<number> {
  const before = process.cpuUsage()
  for (let n = 0; n < FEEDS; n += 1) await read(bytes)
  const { user, system } = process.cpuUsage(before)
  return FEEDS / ((user + system) / 1e6)
}

async function bestOf(
  readers: Record<string, Read>,
  bytes: Uint8Array,
): Promise<Record<string, number>> {
  const best: Record<string, number> = {}
  for (const read of Object.values(readers)) {
    for (let n = 0; n < WARM_UP; n += 1) await read(bytes)
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [reader, read] of Object.entries(readers)) {
      best[reader] = Math.max(best[reader] ?? 0, await perCpuSecond(read, bytes))
    }
  }
  return best
}

export const parse: Bench = async (_args, print) => {
  const threads = createThreads({ most: 1 })
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
  const readers: Record<string, Read> = {
    'ours, in a thread': (bytes) => threads.parseFeed(bytes, {}),
    'ours, at once': (bytes) => parseFeed(bytes, {}),
    'rss-parser as shipped': (bytes) => new Parser().parseString(text(bytes)),
    feedsmith: async (bytes) => feedsmith(text(bytes)),
    'ours with articles, in a thread': (bytes) => threads.readFeed(bytes, {}),
  }
  for (const [format, bytes] of Object.entries(sampleFeeds())) {
    const best = await bestOf(readers, bytes)
    const shipped = best['rss-parser as shipped'] ?? 1
    for (const [reader, figure] of Object.entries(best)) {
      print({
        format,
        bytes: bytes.byteLength,
        reader,
        feedsPerCpuSecond: Math.round(figure),
        ofRssParser: Math.round((figure / shipped) * 100) / 100,
      })
    }
  }
  await threads.close()
}
