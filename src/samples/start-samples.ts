/** The sample feeds on loopback: five publications in five formats, for the demo, rehearsals and tests. */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type ArticleContent, readContent } from './content.ts'
import { ATOM, type Format, JSON_FEED, RDF, RSS, WORDPRESS } from './formats.ts'
import { createSite, type Resource, type Site } from './site.ts'

const HOST = '127.0.0.1'

const FEEDS: readonly { content: string; format: Format }[] = [
  { content: 'ja-digest', format: WORDPRESS },
  { content: 'ja-news', format: RDF },
  { content: 'ja-blog', format: JSON_FEED },
  { content: 'en-news', format: ATOM },
  { content: 'en-science', format: RSS },
]

export type SampleFeed = {
  url: string
  title: string
  lang: 'ja' | 'en'
  kind: 'digest' | 'news' | 'blog'
}

export type Samples = {
  feeds: readonly SampleFeed[]
  /**
   * Adds an article to a feed, dated now; one with a known slug takes the old one's place and keeps its date.
   *
   * @throws RangeError when no feed has that address
   */
  publish(feedUrl: string, article: ArticleContent): void
  close(): Promise<void>
}

/**
 * Starts the server on a free port. The articles are dated within the 20 hours before the start (now, or what `startOf`
 * gives for their language, epoch ms); later ones appear as `now()` passes their dates, the last a little before the second
 * day is over.
 */
export async function startSamples({
  now,
  startOf = now,
}: {
  now: () => number
  startOf?: (lang: 'ja' | 'en') => number
}): Promise<Samples> {
  const sites = new Map<string, Site>()
  const server = createServer((request, response) => {
    answer(request, response, (path) => find(sites.values(), origin + path, now()))
  })
  const origin = await listen(server)
  const feeds = FEEDS.map(({ content, format }): SampleFeed => {
    const told = readContent(content)
    const site = createSite(told, { format, origin, start: startOf(told.lang) })
    sites.set(site.feedUrl, site)
    return { url: site.feedUrl, title: told.title, lang: told.lang, kind: told.kind }
  })
  return {
    feeds,
    publish(feedUrl, article) {
      const site = sites.get(feedUrl)
      if (site === undefined) throw new RangeError(`No sample feed has the address ${feedUrl}.`)
      site.publish(article, now())
    },
    close: () => close(server),
  }
}

function find(sites: Iterable<Site>, url: string, now: number): Resource | null {
  for (const site of sites) {
    const found = site.at(url, now)
    if (found !== null) return found
  }
  return null
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  resourceAt: (path: string) => Resource | null,
): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end()
    return
  }
  const path = (request.url ?? '/').replace(/[?#].*$/, '')
  const resource = resourceAt(path)
  if (resource === null) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found.\n')
    return
  }
  const etag = `"${createHash('sha256').update(resource.body).digest('hex').slice(0, 24)}"`
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, { etag }).end()
    return
  }
  const { body, contentType } = resource
  response.writeHead(200, { 'content-type': contentType, 'content-length': body.length, etag })
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** Gives the origin that the server answers at. */
const listen = (server: Server): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, HOST, () => {
      const address = server.address()
      if (address === null || typeof address === 'string') return reject(new Error('No port.'))
      resolve(`http://${HOST}:${address.port}`)
    })
  })

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
