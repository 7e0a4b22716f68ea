/**
 * `npm run -s bench -- pages [COUNT]`: articles' own pages, read in a thread: CPU ms a page, and what the thread's memory
 * grows by when the first one is read.
 */
import { readPage } from '../../src/worker/read-page.ts'
import { createThreads } from '../../src/worker/threads.ts'
import type { Print } from './main.ts'

const sentence = (n: number) =>
  `The harbour of town ${n} was opened on Sunday, and ${n * 3} ships came in before noon, the mayor said. `

/** A page of a news site: navigation, an article of 40 paragraphs, what else there is, and scripts of so many bytes. */
const pageOf = (scripts: number) =>
  `<!doctype html><html lang="en"><head><title>Harbours open</title><meta property="og:title" content="Harbours open"><script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbours open","author":{"name":"Ann"}}</script><script>${'var a=1;'.repeat(scripts / 8)}</script></head><body><nav><ul>${Array.from({ length: 120 }, (_, n) => `<li><a href="/${n}">Another story ${n}</a></li>`).join('')}</ul></nav><main><article><h1>Harbours open</h1>${Array.from({ length: 40 }, (_, n) => `<p>${sentence(n)}${sentence(n + 100)}</p>`).join('')}</article></main><aside>${'<div class="card"><a href="/x"><img src="/x.jpg"><span>Most read</span></a></div>'.repeat(150)}</aside></body></html>`

const bytes = (text: string) => new TextEncoder().encode(text)
const megabytes = () => process.memoryUsage().rss / 2 ** 20
const OPTIONS = { url: 'https://news.example/harbours', contentType: 'text/html; charset=utf-8' }

export async function pages([count = '200']: string[], print: Print) {
  const threads = createThreads({ most: 1 })
  await threads.readFeed(bytes('<rss version="2.0"><channel></channel></rss>'), {})
  const before = megabytes()
  await threads.readPage(bytes(pageOf(8)), OPTIONS)
  print({ bench: 'pages', firstPageMb: Math.round(megabytes() - before) })
  for (const scripts of [8, 200_000, 1_000_000]) {
    const body = bytes(pageOf(scripts))
    const start = process.cpuUsage()
    for (let n = 0; n < Number(count); n += 1) await threads.readPage(body, OPTIONS)
    const { user, system } = process.cpuUsage(start)
    print({
      bench: 'pages',
      pageKb: Math.round(body.length / 1024),
      cpuMsAPage: Number(((user + system) / 1000 / Number(count)).toFixed(1)),
      rssMb: Math.round(megabytes()),
    })
  }
  await threads.close()
  const read = await readPage(bytes(pageOf(8)), OPTIONS)
  if (!read.ok || read.value.article.body.length === 0) throw new Error('nothing was read')
}
