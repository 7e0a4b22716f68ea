/** The reference: Python feedparser 6.0.10, as Debian packages it (python3-feedparser). */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export type Reference = {
  file: string
  contentType: string | null
  version: string
  items: [string | null, string | null][]
  error?: string
}

const FEED_FILE = /\.(?:xml|rss|rdf|atom|feed)$/i
/** Build files of the test suites' projects. */
const NO_FEED = /(?:^|\/)(?:pom|build|AndroidManifest)\.xml$/

/** Gives every file below a folder that is named like a feed, in order. */
export async function feedFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && FEED_FILE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !NO_FEED.test(file) && !file.includes('/node_modules/'))
    .sort()
}

/** Feeds lines to a Python program beside this file (run by `PYTHON`, `python3` if not given); gives what it prints, a JSON value a line. */
export async function python<T>(program: string, lines: readonly string[]): Promise<T[]> {
  const child = spawn(process.env['PYTHON'] ?? 'python3', [join(import.meta.dirname, program)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const values: T[] = []
  const ended = once(child, 'close')
  createInterface({ input: child.stdout }).on('line', (line) => values.push(JSON.parse(line) as T))
  child.stdin.end(`${lines.join('\n')}\n`)
  const [code] = await ended
  if (code !== 0) throw new Error(`${program} ended with ${code}: is python3-feedparser installed?`)
  return values
}

/** Gives what the reference sees in each file that it takes for a feed. */
export async function referenceOf(files: readonly string[]): Promise<Reference[]> {
  const seen = await python<Reference>('reference.py', files)
  return seen.filter(
    ({ version, items, error }) => error === undefined && (version !== '' || items.length > 0),
  )
}
