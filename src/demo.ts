/** The demo: the bot's main job on loopback, with no token, no account and no network. Reads no .env. */
import { parseArgs } from 'node:util'
import { type Demo, playDemo } from './demo/act.ts'
import { openPage } from './demo/page.ts'
import { linesOf } from './demo/print.ts'
import { endWithReader } from './lib/output.ts'

const USAGE = `Usage: npm run -s demo                               the digests of the sample feeds, and a page to look around
       npm run -s demo -- --feed URL|FILE…           feeds of your own beside them
       npm run -s demo -- --once                     print and end
       npm run -s demo -- --once --json              print one JSON line a message, nothing else
`

const print = (line: string) => process.stdout.write(`${line}\n`)
const complain = (line: string) => process.stderr.write(`${line}\n`)

type Options = { feeds: string[]; once: boolean; json: boolean; help: boolean }

function optionsOf(args: string[]): Options {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      feed: { type: 'string', multiple: true },
      once: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const { feed = [], once = false, json = false, help = false } = values
  if (positionals.length > 0 && feed.length === 0) {
    throw new Error(`Write --feed before ${positionals[0]}.`)
  }
  return { feeds: [...feed, ...positionals], once, json, help }
}

/** Where the page stands if nothing else does. */
const PORT = 4646

/** The usual port, so that a bookmark stays good; another one where it is taken. */
const openSomewhere = (demo: Demo) =>
  openPage(demo.stage, PORT).catch(() => openPage(demo.stage, 0))

/** Serves the page until somebody ends it. */
async function stay(demo: Demo): Promise<void> {
  const page = await openSomewhere(demo)
  print(`Open ${page.url} to look around: type / in a channel, or move on to the next morning.`)
  print('Ctrl+C ends it.')
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
  await page.close()
}

async function run({ feeds, once, json, help }: Options): Promise<number> {
  if (help) {
    process.stdout.write(USAGE)
    return 0
  }
  const demo = await playDemo(feeds, Temporal.Now.timeZoneId(), json ? () => {} : print)
  for (const { channel, server, message } of demo.posted) {
    const { content, embeds, components } = message
    if (json) print(JSON.stringify({ channel, content, embeds, components }))
    else for (const line of linesOf(message, { channel, server })) print(line)
  }
  for (const problem of demo.problems) complain(problem)
  if (!once) await stay(demo)
  await demo.close()
  return demo.problems.length === 0 ? 0 : 1
}

function read(args: string[]): Options | null {
  try {
    return optionsOf(args)
  } catch (error) {
    // The first sentence says what is wrong; the others are about arguments that begin with a dash.
    const [wrong] = (error instanceof Error ? error.message : String(error)).split('. ')
    complain(`${wrong}\n${USAGE}`)
    return null
  }
}

endWithReader()
const options = read(process.argv.slice(2))
process.exitCode = options === null ? 1 : await run(options)
