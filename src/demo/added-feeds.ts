/** Feeds that a person adds to the demo: addresses as they are, files served on loopback as they stand on the disk. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, extname } from 'node:path'
import { decode } from '../feed/decode.ts'
import { parseFeed } from '../feed/parse.ts'
import type { Fetch } from '../fetch/fetch.ts'
import { type Input, readInput, Unreadable } from '../inspection/input.ts'

export type AddedFeed = {
  /** As it was named. */
  name: string
  url: string
  /** The language of the server that it suits. */
  lang: 'ja' | 'en'
}

export type AddedFeeds = {
  feeds: readonly AddedFeed[]
  /** What could not be read, and why. */
  bad: readonly { name: string; message: string }[]
  close(): Promise<void>
}

const KANA = /[\p{sc=Hiragana}\p{sc=Katakana}]/u

/** The type says nothing of the charset: the document has to. */
const typeOf = (name: string) =>
  extname(name) === '.json' ? 'application/feed+json' : 'application/xml'

async function checked(name: string, fetch: Fetch): Promise<Input> {
  const input = await readInput(name, fetch)
  const type = input.contentType ?? typeOf(name)
  const parsed = await parseFeed(input.body, { contentType: type })
  if (!parsed.ok) throw new Unreadable(parsed.error.kind, parsed.error.message)
  return input
}

/** Reads what was named; a bad one is told and the others go on. */
export async function addFeeds(
  names: readonly string[],
  { fetch }: { fetch: Fetch },
): Promise<AddedFeeds> {
  const files = new Map<string, Input>()
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '')
    if (!file) return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': typeOf(file.name) }).end(file.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const feeds: AddedFeed[] = []
  const bad: { name: string; message: string }[] = []
  for (const name of names) {
    try {
      const input = await checked(name, fetch)
      const path = `/${files.size + 1}/${encodeURIComponent(basename(name))}`
      if (input.url === undefined) files.set(path, input)
      const lang = KANA.test(decode(input.body, input.contentType)) ? 'ja' : 'en'
      feeds.push({ name, url: input.url === undefined ? origin + path : name, lang })
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      bad.push({ name, message: error.message })
    }
  }
  return {
    feeds,
    bad,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
