/** Pages in real threads: what they give, and that none of them can stop the bot. */
import { afterAll, describe, expect, it } from 'vitest'
import { createThreads } from '../../src/worker/threads.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const TEXTS = [
  'The harbour of Wexcombe opened again on Sunday after eleven days of storm, and forty ships left.',
  'Engineers had cleared 320 tonnes of stone from the entrance, the port authority said on Saturday.',
  'Fishing crews lost about £46,000 in sales while the quay was closed, the council published.',
  'A new wall of 380 metres will be built before the next winter, and the county pays most of it.',
]
const page = (after = '') =>
  `<html lang="en"><head><title>Harbour opens</title></head><body><article><h1>Harbour opens</h1>${TEXTS.map((text) => `<p>${text}</p>`).join('')}</article>${after}</body></html>`
const deep = (levels: number) => `${'<div>'.repeat(levels)}x${'</div>'.repeat(levels)}`

const MADE_TO_STOP: Record<string, () => string> = {
  'a hundred thousand nested elements': () => page(deep(100_000)),
  'nothing but a hundred thousand nested elements': () => `<html><body>${deep(100_000)}`,
  'ten megabytes of elements': () => page('<div>word </div>'.repeat(600_000)).slice(0, 10_000_000),
  'ten megabytes of text': () => page(`<p>${'word and word. '.repeat(690_000)}</p>`),
  'a hundred thousand scripts that do not end': () => page('<script>'.repeat(100_000)),
  'as many elements as a tree is made of, as deep as it may be': () =>
    page(`${'<div>'.repeat(480)}${'<p>word and word</p>'.repeat(14_000)}`),
  'tables in tables': () => page('<table><tr><td>'.repeat(30_000)),
  'a hundred thousand attributes': () =>
    page(`<p ${Array.from({ length: 100_000 }, (_, n) => `a${n}=1`).join(' ')}>x</p>`),
  'JSON-LD without an end': () =>
    page(`<script type="application/ld+json">${'[{"@graph":'.repeat(50_000)}</script>`),
  'five hundred thousand <': () => page('<'.repeat(500_000)),
}

describe('a page', () => {
  const threads = createThreads({ most: 1 })
  afterAll(() => threads.close())

  it.each(Object.entries(MADE_TO_STOP))(
    'made to stop the bot settles, and the next one is read: %s',
    { timeout: 60_000 },
    async (_, make) => {
      const body = bytes(make())
      const main = process.threadCpuUsage()
      const read = await threads.readPage(body, { url: 'https://hostile.example/' })
      const { user, system } = process.threadCpuUsage(main)
      if (!read.ok) expect(['too-complex', 'too-large']).toContain(read.error.kind)
      expect((user + system) / 1e6).toBeLessThan(1)
      const next = await threads.readPage(bytes(page()), { url: 'https://port.example/' })
      expect(next.ok && next.value.article.body).toEqual(TEXTS)
    },
  )

  it('that has too much is still told by its head', async () => {
    const head = '<meta property="og:image" content="/a.jpg">'
    const read = await threads.readPage(
      bytes(`<html><head>${head}</head><body>${'<i>x</i>'.repeat(60_000)}`),
      { url: 'https://port.example/', title: 'Harbour opens' },
    )
    expect(read.ok && read.value.image).toBe('https://port.example/a.jpg')
    expect(read.ok && read.value.article.flags).toEqual(['no-text'])
  })
})

describe('a robots.txt', () => {
  const threads = createThreads({ most: 1 })
  afterAll(() => threads.close())
  const ask = (text: string, path = '/2026/storm.html?id=7') =>
    threads.readAllowance(bytes(text), {
      url: `https://news.example${path}`,
      agent: 'chrysanthemumdigest',
    })

  it.each([
    ['', true],
    ['<!doctype html><html><body>Not found</body></html>', true],
    ['User-agent: *\nDisallow: /', false],
    ['\uFEFFUser-agent: *\r\nDisallow: /2026/', false],
    ['User-agent: *\nDisallow: /\nAllow: /2026/', true],
    ['User-agent: *\nDisallow: /*.html$', true],
    ['User-agent: *\nDisallow: /*?id=', false],
    ['User-agent: GPTBot\nDisallow: /', true],
    ['User-agent: *\nDisallow: /\n\nUser-agent: ChrysanthemumDigest\nDisallow:', true],
    ['User-agent: a\nUser-agent: chrysanthemumdigest/1.0\nDisallow: /', false],
    [
      'User-agent: chrysanthemumdigest\nAllow: /\nUser-agent: chrysanthemumdigest\nDisallow: /2026',
      false,
    ],
  ])('is obeyed: %j', async (text, allowed) => {
    expect(await ask(text)).toEqual({ ok: true, value: { allowed, delay: null } })
  })

  it('asks for pauses', async () => {
    expect(await ask('User-agent: *\nCrawl-delay: 2.5')).toMatchObject({ value: { delay: 2.5 } })
    expect(await ask('User-agent: *\nCrawl-delay: soon')).toMatchObject({ value: { delay: null } })
  })

  it('that is made to be slow costs its thread a deadline at most', {
    timeout: 60_000,
  }, async () => {
    const rules = `User-agent: *\n${`Disallow: /${'*a'.repeat(1_000)}$\n`.repeat(240)}`
    const read = await ask(rules, `/${'a'.repeat(2_000)}`)
    if (!read.ok) expect(read.error.kind).toBe('too-complex')
    expect(await ask('User-agent: *\nDisallow: /x')).toMatchObject({ value: { allowed: true } })
  })
})
