/**
 * The operator's check of the catalogue: asks every feed of `config/feeds.json` over the network, says how each is, and
 * writes the day beside those that are well. Ends with 1 where one is not.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Catalogue } from '../config/catalogue.ts'
import { createFetch } from './fetch/fetch.ts'
import { type CatalogueCheck, checkCatalogue, withChecks } from './services/check-catalogue.ts'
import { createThreads } from './worker/threads.ts'

const USAGE =
  'Usage: npm run -s check:catalogue -- [--file FILE] [--allow HOST…] [--dry-run]\n' +
  'HOST (host, host:port or CIDR) may be asked though it is not on the public internet.\n'

const print = (check: CatalogueCheck) => {
  const { feed, ...said } = check
  process.stdout.write(`${JSON.stringify({ url: feed.url, name: feed.name.en, ...said })}\n`)
}

async function run(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: {
      file: { type: 'string', default: join(import.meta.dirname, '../config/feeds.json') },
      allow: { type: 'string', multiple: true, default: [] },
      'dry-run': { type: 'boolean', default: false },
    },
  })
  const catalogue = JSON.parse(readFileSync(values.file, 'utf8')) as Catalogue
  const fetch = createFetch({ allowHosts: values.allow, userAgent: 'ChrysanthemumDigest/0.1' })
  const threads = createThreads()
  const { readFeed } = threads
  const checks = await checkCatalogue({ fetch, readFeed }, catalogue.feeds, print)
  await threads.close()
  const day = new Date().toISOString().slice(0, 10)
  if (!values['dry-run']) {
    const checked = withChecks(catalogue, checks, day)
    writeFileSync(values.file, `${JSON.stringify(checked, null, 2)}\n`)
  }
  const well = checks.filter(({ ok }) => ok).length
  process.stderr.write(`${well} of ${checks.length} feeds are well.\n`)
  return well === checks.length
}

try {
  process.exitCode = (await run(process.argv.slice(2))) ? 0 : 1
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  process.exitCode = 1
}
