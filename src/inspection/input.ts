/** What the operator's lens reads: files, `-` (standard input) and addresses alike. */
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import type { Fetch } from '../fetch/fetch.ts'

/** No feed and no page is as large; JSON lines may be. */
const LARGEST = 256 * 1024 * 1024

export type Input = { name: string; body: Uint8Array; contentType?: string; url?: string }

/** A file, stream or address that cannot be read; `kind` goes into the error line. */
export class Unreadable extends Error {
  readonly kind: string

  constructor(kind: string, message: string) {
    super(message)
    this.kind = kind
  }
}

const tooLarge = (name: string) =>
  new Unreadable('too-large', `${name} is larger than ${LARGEST} bytes.`)

async function readStdin(): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of process.stdin) {
    size += (chunk as Buffer).byteLength
    if (size > LARGEST) throw tooLarge('Standard input')
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}

async function readOneFile(name: string): Promise<Uint8Array> {
  const { size } = await stat(name)
  if (size > LARGEST) throw tooLarge(name)
  return readFile(name)
}

async function readAddress(name: string, fetch: Fetch): Promise<Input> {
  const fetched = await fetch(name, {})
  if (!fetched.ok) throw new Unreadable(fetched.error.kind, fetched.error.message)
  const { status, headers, body, url } = fetched.value
  if (status !== 200) throw new Unreadable('http-error', `HTTP ${status}`)
  const contentType = headers.get('content-type')
  return { name, body, url, ...(contentType === null ? {} : { contentType }) }
}

/** Reads one input; throws `Unreadable` where it cannot. */
export async function readInput(name: string, fetch: Fetch): Promise<Input> {
  if (name === '-') return { name, body: await readStdin() }
  if (/^https?:\/\//i.test(name)) return readAddress(name, fetch)
  try {
    return { name, body: await readOneFile(name) }
  } catch (error) {
    throw readable(name, error)
  }
}

/** A line of an article is no longer than a feed may be. */
const LONGEST_LINE = 32 * 1024 * 1024

/**
 * Gives the lines of a file, or of standard input for `-`, one by one as they come, so that a corpus need not fit into
 * memory; throws `Unreadable` where it cannot. A line that is too long ends the reading.
 */
export async function* eachLine(name: string): AsyncGenerator<string> {
  const source = name === '-' ? process.stdin : createReadStream(name)
  const decoder = new TextDecoder()
  let parts: string[] = []
  let length = 0
  try {
    for await (const chunk of source) {
      const lines = decoder.decode(chunk as Buffer, { stream: true }).split('\n')
      for (const line of lines.slice(0, -1)) {
        yield parts.join('') + line
        parts = []
        length = 0
      }
      const rest = lines.at(-1) ?? ''
      parts.push(rest)
      length += rest.length
      if (length > LONGEST_LINE)
        throw new Unreadable('too-large', `${name} has a line that is too long.`)
    }
  } catch (error) {
    throw readable(name, error)
  }
  yield parts.join('') + decoder.decode()
}

function readable(name: string, error: unknown): Unreadable {
  if (error instanceof Unreadable) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'error'
  return code === 'ENOENT'
    ? new Unreadable('not-found', `There is no file ${name}.`)
    : new Unreadable('unreadable', `${name} cannot be read (${code}).`)
}
