// Starts main, demo, inspect or check-catalogue; plain JavaScript, so that an older Node can still say in one sentence what is wrong.
import module from 'node:module'
import { join } from 'node:path'

const NEEDED = 26
const ENTRIES = {
  main: './main.ts',
  demo: './demo.ts',
  inspect: './inspect.ts',
  'check-catalogue': './check-catalogue.ts',
}

const [major] = process.versions.node.split('.')
const [name = ''] = process.argv.slice(2)
const entry = ENTRIES[name]

if (Number(major) < NEEDED) {
  process.stderr.write(
    `Chrysanthemum Digest needs Node ${NEEDED} or newer, and this is Node ${process.versions.node}: run "npm ci" and then "npm start", which brings Node ${NEEDED} along.\n`,
  )
  process.exitCode = 1
} else if (entry === undefined) {
  process.stderr.write(`Usage: node src/launch.mjs ${Object.keys(ENTRIES).join('|')}\n`)
  process.exitCode = 1
} else {
  process.argv.splice(2, 1)
  // Stripping the types of every file is a third of a start; kept where nobody but the installer writes.
  module.enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/compiled'))
  await import(entry)
}
