/** A feed on loopback that can be read once, and then only says that it is out of order. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Lang } from '../sandbox/page/drive.ts'

const TOLD = {
  en: { title: 'Lighthouse Log', article: 'The lamp is lit an hour earlier' },
  ja: { title: '灯台だより', article: '灯りは1時間早くともる' },
} as const

/** Starts it on a free port. */
export async function startFailing(lang: Lang) {
  const { title, article } = TOLD[lang]
  let isWell = true
  const server = createServer((_request, response) => {
    if (!isWell) return void response.writeHead(503).end()
    const item = `<item><title>${article}</title><link>http://127.0.0.1/1</link></item>`
    response.writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8' })
    response.end(`<rss version="2.0"><channel><title>${title}</title>${item}</channel></rss>`)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed`,
    fail: () => {
      isWell = false
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
