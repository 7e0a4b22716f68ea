/** The catalogue at work: in the completion of a subscription, and under the operator's check. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalogue } from '../../config/catalogue.ts'
import { caller, createWorld, order } from './world.ts'

const ROOT = join(import.meta.dirname, '../..')
const news = [{ id: 'a', title: 'Tide tables are out', text: 'The harbour publishes them.' }]

describe('a feed that is chosen while typing', () => {
  it('comes from the catalogue, and is subscribed to by its name or its address', async () => {
    const world = await createWorld()
    const [nasa] = await world.services.subscribeChoices('nasa', caller())
    expect(nasa?.name).toBe('NASA（英語） · 宇宙')
    world.feeds.set(nasa?.value ?? '', news)
    for (const typed of [nasa?.value ?? '', 'NASA']) {
      expect((await world.services.subscribe(order(typed), caller())).ok).toBe(true)
    }
    const [digest, ...others] = await world.services.subscriptions(caller())
    expect(digest?.feeds.map(({ url }) => url)).toEqual([nasa?.value])
    expect(others).toEqual([])
  })

  it('may be one of the server’s own, whose address is not shown', async () => {
    const world = await createWorld()
    const secret = 'https://harbour.example/feed?token=secret'
    world.feeds.set(secret, news)
    await world.services.subscribe(order(secret), caller())
    const [own] = await world.services.subscribeChoices('harbour', caller())
    expect(own).toEqual({ name: 'harbour.example', value: '#1' })
    const done = await world.services.subscribe(order('#1', { time: '20:00' }), caller())
    expect(done.ok && done.value.view.feeds[0]?.url).toBe(secret)
  })

  it('is never one of another server', async () => {
    const world = await createWorld()
    world.feeds.set('https://harbour.example/feed', news)
    await world.services.subscribe(order('https://harbour.example/feed'), caller())
    const stranger = caller({ guildId: '999999999999999999' })
    expect(await world.services.subscribeChoices('harbour', stranger)).toEqual([])
    const done = await world.services.subscribe(order('#1'), stranger)
    expect(done.ok).toBe(false)
  })

  it('is there within a moment, however much is typed', async () => {
    const world = await createWorld()
    const started = performance.now()
    for (let index = 0; index < 100; index += 1) {
      await world.services.subscribeChoices('n'.repeat(index), caller())
    }
    expect((performance.now() - started) / 100).toBeLessThan(100)
  })
})

describe('npm run check:catalogue', () => {
  const folder = mkdtempSync(join(tmpdir(), 'catalogue-'))
  const server = createServer((request, response) => {
    if (request.url === '/gone') return response.writeHead(404).end()
    const item = request.url === '/empty' ? '' : '<item><title>Fog</title><guid>1</guid></item>'
    return response.end(`<rss version="2.0"><channel><title>Harbour</title>${item}</channel></rss>`)
  })
  let host = ''
  beforeAll(async () => {
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.close()
    rmSync(folder, { recursive: true })
  })

  const feed = (path: string) => ({
    name: { en: path, ja: path },
    url: `http://${host}${path}`,
    lang: 'en',
    category: 'news',
    source: 'https://harbour.example/',
    checked: null,
  })

  async function check(paths: readonly string[], ...args: string[]) {
    const file = join(folder, 'feeds.json')
    writeFileSync(
      file,
      JSON.stringify({ categories: catalogue.categories, feeds: paths.map(feed) }),
    )
    const run = promisify(execFile)(
      process.execPath,
      ['src/launch.mjs', 'check-catalogue', '--file', file, ...args],
      { cwd: ROOT },
    ).then(
      ({ stdout }) => ({ code: 0, stdout }),
      (error: { code: number; stdout: string }) => error,
    )
    const { code, stdout } = await run
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { url: string; ok: boolean })
    const { feeds } = JSON.parse(readFileSync(file, 'utf8')) as typeof catalogue
    return { code, lines, checked: feeds.map((one) => one.checked) }
  }

  it('reads each feed over the network and writes the day beside those that are well', async () => {
    const { code, lines, checked } = await check(['/a', '/gone', '/empty'], '--allow', host)
    expect(code).toBe(1)
    expect(new Map(lines.map(({ url, ok }) => [new URL(url).pathname, ok]))).toEqual(
      new Map([
        ['/a', true],
        ['/gone', false],
        ['/empty', false],
      ]),
    )
    expect(checked[0]).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(checked.slice(1)).toEqual([null, null])
  })

  it('changes nothing when it is only tried, and asks no inner host unless it is told to', async () => {
    const tried = await check(['/a'], '--allow', host, '--dry-run')
    expect(tried).toMatchObject({ code: 0, checked: [null] })
    const refused = await check(['/a'])
    expect(refused).toMatchObject({ code: 1, checked: [null], lines: [{ ok: false }] })
  })
})
