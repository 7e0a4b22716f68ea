/** The operator's lens: shows what the bot makes of feeds, articles and queries, as JSON lines. Reads no .env. */
import { parseArgs } from 'node:util'
import { createFetch } from './fetch/fetch.ts'
import {
  inspectArticles,
  inspectCommands,
  inspectFeeds,
  inspectSearch,
} from './inspection/lines.ts'
import { openStore } from './wiring/bot.ts'
import { createThreads } from './worker/threads.ts'

const USAGE = `Usage: npm run -s inspect -- feed [--content-type TYPE] FILE…
       npm run -s inspect -- article FILE…
       npm run -s inspect -- search --feed FILE [--feed FILE…] QUERY…
       npm run -s inspect -- commands
A FILE may be a file, an address or - (standard input; for article: JSON lines {id, title, text|html, lang?, url?}).
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

async function withStore(feeds: readonly string[], queries: readonly string[]): Promise<boolean> {
  const now = Date.now()
  const db = await openStore(':memory:', now)
  try {
    return await inspectSearch(queries, { feeds, fetch, print, db, now })
  } finally {
    await db.close()
  }
}

async function run(args: string[]): Promise<boolean> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      feed: { type: 'string', multiple: true },
      'content-type': { type: 'string' },
    },
  })
  const [what, ...names] = positionals
  const { feed = [], 'content-type': contentType } = values
  if (what === 'commands') {
    inspectCommands(print)
    return true
  }
  if (what === 'search') {
    if (feed.length === 0) return usage('search needs at least one --feed FILE.')
    return names.length === 0 ? usage('search needs a QUERY.') : withStore(feed, names)
  }
  if (what !== 'feed' && what !== 'article') return usage('Say what to inspect.')
  if (names.length === 0) return usage(`${what} needs at least one FILE.`)
  if (what === 'article') return inspectArticles(names, { fetch, print })
  return inspectFeeds(names, {
    fetch,
    print,
    parseFeed: createThreads().parseFeed,
    ...(contentType === undefined ? {} : { contentType }),
  })
}

try {
  process.exitCode = (await run(process.argv.slice(2))) ? 0 : 1
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  process.exitCode = 1
}
