/** The operator's lens: shows what the bot makes of feeds, articles and queries, as JSON lines. Reads no .env. */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { createFetch } from './fetch/fetch.ts'
import { inspectDeliveries } from './inspection/deliveries.ts'
import { slotAt } from './inspection/digest.ts'
import {
  inspectArticles,
  inspectCommands,
  inspectDigest,
  inspectFeeds,
  inspectSearch,
} from './inspection/lines.ts'
import { inspectStories } from './inspection/stories.ts'
import { endWithReader } from './lib/output.ts'
import type { Db } from './storage/db.ts'
import { zoneOf } from './subscription/zones.ts'
import { openStore } from './wiring/open-store.ts'
import { createThreads } from './worker/threads.ts'

const USAGE = `Usage: npm run -s inspect -- feed [--content-type TYPE] FILE…
       npm run -s inspect -- article FILE…
       npm run -s inspect -- search --feed FILE [--feed FILE…] QUERY…
       npm run -s inspect -- digest --feed FILE… --at TIME [--tz ZONE]
       npm run -s inspect -- stories FILE…
       npm run -s inspect -- deliveries [--again ID] DATA-FILE
       npm run -s inspect -- commands
A FILE may be a file, an address or - (standard input; for article: JSON lines {id, title, text|html, lang?, url?}; for
stories: JSON lines with date? and feed? too).
`

const print = (line: unknown) => {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

/** The operator's own addresses may be on their own machine or network. */
const fetch = createFetch({
  allowHosts: ['0.0.0.0/0', '::/0'],
  userAgent: 'ChrysanthemumDigest/0.1',
})

function usage(problem: string): boolean {
  process.stderr.write(`${problem}\n${USAGE}`)
  return false
}

async function withStore(work: (db: Db, now: number) => Promise<boolean>): Promise<boolean> {
  const now = Date.now()
  const db = await openStore(':memory:', now)
  try {
    return await work(db, now)
  } finally {
    await db.close()
  }
}

function search(feeds: readonly string[], queries: readonly string[]): Promise<boolean> | boolean {
  if (feeds.length === 0) return usage('search needs at least one --feed FILE.')
  if (queries.length === 0) return usage('search needs a QUERY.')
  return withStore((db, now) => inspectSearch(queries, { feeds, fetch, print, db, now }))
}

function digest(
  feeds: readonly string[],
  { at, tz }: { at: string | undefined; tz: string },
): Promise<boolean> | boolean {
  if (feeds.length === 0) return usage('digest needs at least one --feed FILE.')
  if (at === undefined) return usage('digest needs --at TIME, such as 07:30 or 2026-01-18T07:30.')
  const zone = zoneOf(tz)
  if (zone === null) return usage(`--tz ${tz} is no zone; one is Asia/Tokyo.`)
  const slot = slotAt(at, { zone, now: Date.now() })
  if (slot === null) return usage(`--at ${at} is no time in ${zone}.`)
  return withStore((db) => inspectDigest(feeds, { fetch, print, db, slot, zone }))
}

/** What of a bot's own data file was not posted. */
async function deliveries(
  [file, ...more]: readonly string[],
  again: string | undefined,
): Promise<boolean> {
  if (file === undefined || more.length > 0) return usage('deliveries needs one DATA-FILE.')
  if (!existsSync(file)) return usage(`There is no file ${file}.`)
  if (again !== undefined && !/^\d{1,15}$/.test(again)) return usage('--again needs an ID.')
  const now = Date.now()
  const db = await openStore(file, now)
  try {
    return await inspectDeliveries(db, {
      again: again === undefined ? null : Number(again),
      now,
      print,
    })
  } finally {
    await db.close()
  }
}

/** Stands before an argument that begins with a dash and is no option: a query may. */
const PLAIN = '\u0000'
const guarded = (arg: string) => (/^-[^-]/.test(arg) ? `${PLAIN}${arg}` : arg)
const plain = (arg: string) => arg.replace(PLAIN, '')

async function run(args: string[]): Promise<boolean> {
  const { positionals, values } = parseArgs({
    args: args.map(guarded),
    allowPositionals: true,
    options: {
      feed: { type: 'string', multiple: true },
      'content-type': { type: 'string' },
      at: { type: 'string' },
      tz: { type: 'string', default: 'UTC' },
      again: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) {
    process.stdout.write(USAGE)
    return true
  }
  const [what, ...names] = positionals.map(plain)
  const { feed: given = [], 'content-type': contentType, at, tz } = values
  const feed = given.map(plain)
  if (what === 'commands') {
    inspectCommands(print)
    return true
  }
  if (what === 'deliveries') return deliveries(names, values.again)
  if (what === 'search') return search(feed, names)
  // What follows one --feed is one more.
  if (what === 'digest') return digest([...feed, ...names], { at, tz })
  return files(what, names, contentType)
}

function files(
  what: string | undefined,
  names: readonly string[],
  contentType: string | undefined,
): Promise<boolean> | boolean {
  if (what !== 'feed' && what !== 'article' && what !== 'stories')
    return usage(what === undefined ? 'Say what to inspect.' : `There is no “${what}” to inspect.`)
  if (names.length === 0) return usage(`${what} needs at least one FILE.`)
  if (what === 'stories') return inspectStories(names, { fetch, print })
  if (what === 'article') return inspectArticles(names, { fetch, print })
  return inspectFeeds(names, {
    fetch,
    print,
    parseFeed: createThreads().parseFeed,
    ...(contentType === undefined ? {} : { contentType }),
  })
}

endWithReader()
try {
  process.exitCode = (await run(process.argv.slice(2))) ? 0 : 1
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  process.exitCode = 1
}
