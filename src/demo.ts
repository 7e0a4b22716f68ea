/** The demo: the bot's main job on loopback, with no token, no account and no network. Reads no .env. */
import { parseArgs } from 'node:util'
import { playDemo } from './demo/act.ts'
import { linesOf } from './demo/print.ts'

const USAGE = `Usage: npm run -s demo                               the digest of the sample feeds
       npm run -s demo -- --feed URL|FILE…           feeds of your own beside them
       npm run -s demo -- --once                     print and end
       npm run -s demo -- --once --json              print one JSON line a message, nothing else
`

const print = (line: string) => process.stdout.write(`${line}\n`)
const complain = (line: string) => process.stderr.write(`${line}\n`)

type Options = { feeds: string[]; once: boolean; json: boolean }

function optionsOf(args: string[]): Options {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      feed: { type: 'string', multiple: true },
      once: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  })
  const { feed = [], once = false, json = false } = values
  if (positionals.length > 0 && feed.length === 0) {
    throw new Error(`Write --feed before ${positionals[0]}.`)
  }
  return { feeds: [...feed, ...positionals], once, json }
}

async function run({ feeds, json }: Options): Promise<number> {
  const demo = await playDemo(feeds, json ? () => {} : print)
  for (const { channel, server, message } of demo.posted) {
    const { content, embeds, components } = message
    if (json) print(JSON.stringify({ channel, content, embeds, components }))
    else for (const line of linesOf(message, { channel, server })) print(line)
  }
  for (const problem of demo.problems) complain(problem)
  await demo.close()
  return demo.problems.length === 0 ? 0 : 1
}

function read(args: string[]): Options | null {
  try {
    return optionsOf(args)
  } catch (error) {
    complain(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
    return null
  }
}

const options = read(process.argv.slice(2))
process.exitCode = options === null ? 1 : await run(options)
