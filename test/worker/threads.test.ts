import { afterEach, describe, expect, it } from 'vitest'
import { parseFeed } from '../../src/feed/parse.ts'
import { readFeed } from '../../src/worker/read-feed.ts'
import { createThreads, type Threads } from '../../src/worker/threads.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const open: Threads[] = []
const threadsOf = (options: Parameters<typeof createThreads>[0]) => {
  const threads = createThreads(options)
  open.push(threads)
  return threads
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((threads) => threads.close()))
})

const RSS = `<rss version="2.0"><channel><title>港</title>${Array.from(
  { length: 300 },
  (_, n) =>
    `<item><title>n ${n}</title><description>${'Fisch & Brot. '.repeat(200)}</description></item>`,
).join('')}</channel></rss>`

describe('reading in a thread', () => {
  it('gives what reading at once gives, also where it is handed over in pieces', {
    timeout: 60_000,
  }, async () => {
    // A busy machine may need longer to start a thread than a document is given.
    const threads = threadsOf({ deadline: 30_000 })
    const options = { url: 'https://port.example/feed', contentType: 'text/xml' }
    expect(await threads.parseFeed(bytes(RSS), options)).toEqual(
      await parseFeed(bytes(RSS), options),
    )
    expect(await threads.readFeed(bytes(RSS), options)).toEqual(await readFeed(bytes(RSS), options))
    expect(await threads.parseFeed(bytes('<html>'), {})).toEqual(
      await parseFeed(bytes('<html>'), {}),
    )
  })

  it('leaves the caller its bytes', async () => {
    const body = bytes(RSS)
    await threadsOf({}).parseFeed(body, {})
    expect(new TextDecoder().decode(body)).toBe(RSS)
  })
})

describe('a document that is too much for its thread', () => {
  const entry = new URL('./stuck-thread.ts', import.meta.url)

  it.each(['loop', 'fill', 'break', 'go'])(
    'is answered with a problem, and the next is read by another thread (%s)',
    { timeout: 60_000 },
    async (deed) => {
      const threads = threadsOf({ entry, most: 1, deadline: deed === 'loop' ? 200 : 30_000 })
      const stuck = threads.parseFeed(bytes(deed), {})
      const next = threads.parseFeed(bytes('good'), {})
      expect(await stuck).toMatchObject({ ok: false, error: { kind: 'too-complex' } })
      expect(await next).toEqual({ ok: true, value: { title: 'good', items: [] } })
    },
  )

  it('does not keep others waiting where there is a second thread', {
    timeout: 60_000,
  }, async () => {
    const threads = threadsOf({ entry, most: 2, deadline: 600_000 })
    let isStuck = true
    const stuck = threads.parseFeed(bytes('loop'), {}).finally(() => {
      isStuck = false
    })
    expect(await threads.parseFeed(bytes('good'), {})).toMatchObject({ ok: true })
    expect(isStuck).toBe(true)
    await threads.close()
    expect(await stuck).toMatchObject({ ok: false })
  })

  it('has a second thread started only for as long as it holds the first up', {
    timeout: 60_000,
  }, async () => {
    const threads = threadsOf({ entry, most: 2, deadline: 30_000, heldUp: 50 })
    const who = () => threads.parseFeed(bytes('who'), {})
    const first = await who()
    expect(await Promise.all([who(), who()])).toEqual([first, first])
    const slow = threads.parseFeed(bytes('slow'), {})
    const second = await who()
    expect(second).not.toEqual(first)
    await slow
    expect(await Promise.all([who(), who()])).toEqual([first, first])
  })

  it('is answered when the bot stops', async () => {
    const threads = threadsOf({ entry, most: 1, deadline: 600_000 })
    const answers = [threads.parseFeed(bytes('loop'), {}), threads.parseFeed(bytes('good'), {})]
    await threads.close()
    expect(await Promise.all(answers)).toMatchObject([{ ok: false }, { ok: false }])
  })
})
