/** A server moves in with its list of feeds, and may move out with it. */
import { describe, expect, it } from 'vitest'
import { readOpml } from '../../src/feed/opml.ts'
import type { ImportOrder, ImportProgress } from '../../src/services/orders.ts'
import { CHANNEL, caller, createWorld, type TestWorld } from './world.ts'

const LIST = 'https://cdn.example/feeds.opml'
const news = [{ id: 'a', title: 'Tide tables are out', text: 'The harbour publishes them.' }]

const opml = (...urls: string[]) =>
  `<opml version="2.0"><head><title>My feeds</title></head><body><outline text="All">${urls
    .map((url) => `<outline text="T" type="rss" xmlUrl="${url}"/>`)
    .join('')}</outline></body></opml>`

const orderOf = (part: Partial<ImportOrder> = {}): ImportOrder => ({
  file: { name: 'feeds.opml', size: 100, url: LIST },
  channel: { id: CHANNEL, type: 0, botLacks: [], speaks: true },
  time: '7:30',
  zone: null,
  count: null,
  roleId: null,
  silent: false,
  ...part,
})

async function importList(world: TestWorld, text: string, order = orderOf()) {
  world.pages.set(order.file.url, text)
  const progress: ImportProgress[] = []
  const done = await world.services.importOpml(order, caller(), (one) => progress.push(one))
  return { done, progress }
}

const feedsOf = async ({ services }: TestWorld) =>
  (await services.subscriptions(caller())).map(({ feeds }) => feeds.map(({ url }) => url))

describe('an imported list', () => {
  it('becomes one digest of its good feeds; bad ones are named, failing ones kept', async () => {
    const world = await createWorld()
    world.feeds.set('https://a.example/feed', news)
    world.feeds.set('https://b.example/feed', news)
    world.broken.add('https://down.example/feed')
    world.pages.set('https://page.example/', '<html><body>Hello</body></html>')
    const { done, progress } = await importList(
      world,
      opml(
        'https://a.example/feed',
        'https://gone.example/feed',
        'https://down.example/feed',
        'javascript:alert(1)',
        'https://page.example/',
        'https://b.example/feed',
        'https://a.example/feed#again',
      ),
    )
    if (!done.ok) throw new Error(done.error.kind)
    expect(done.value).toMatchObject({ feeds: 3, failing: 1, left: 0, already: false })
    expect(done.value.view.subscription).toMatchObject({ name: 'My feeds', channelId: CHANNEL })
    expect(await feedsOf(world)).toEqual([
      ['https://a.example/feed', 'https://down.example/feed', 'https://b.example/feed'],
    ])
    expect(
      Object.fromEntries(done.value.bad.map(({ address, error }) => [address, error.kind])),
    ).toEqual({
      'javascript:alert(1)': 'bad-address',
      'https://gone.example/feed': 'http-error',
      'https://page.example/': 'not-a-feed',
    })
    expect(progress.at(-1)).toEqual({ done: 5, total: 5 })
  })

  it('may hold a thousand feeds, whose digest comes like any other', async () => {
    const world = await createWorld()
    const urls = Array.from({ length: 1_000 }, (_, n) => `https://f${n}.example/feed`)
    for (const url of urls)
      world.feeds.set(url, [{ id: url, title: `News of ${url}`, text: 'Fog.' }])
    const { done, progress } = await importList(world, opml(...urls, 'https://more.example/feed'))
    expect(done.ok && done.value).toMatchObject({ feeds: 1_000, failing: 0, bad: [], left: 1 })
    expect(progress).toHaveLength(1_000)
    await world.clock.advance(2 * 60 * 60_000)
    await world.work()
    expect(world.posted).toHaveLength(1)
  }, 60_000)

  it('is no second digest when it is imported again', async () => {
    const world = await createWorld()
    world.feeds.set('https://a.example/feed', news)
    await importList(world, opml('https://a.example/feed'))
    const { done } = await importList(world, opml('https://a.example/feed'))
    expect(done.ok && done.value.already).toBe(true)
    expect(await feedsOf(world)).toHaveLength(1)
  })

  it.each([
    ['is no list', '<html></html>', {}, 'no-list'],
    ['has no feeds', '<opml version="2.0"><body/></opml>', {}, 'no-list'],
    ['has no good feed', opml('https://gone.example/feed'), {}, 'no-good-feed'],
    [
      'is too large',
      opml(),
      { file: { name: 'a', size: 3 * 1024 * 1024, url: LIST } },
      'list-too-large',
    ],
    [
      'is for a channel that is closed to the bot',
      opml('https://a.example/feed'),
      { channel: { id: CHANNEL, type: 0, botLacks: ['SendMessages'], speaks: true } },
      'bot-lacks',
    ],
    ['has a strange time', opml('https://a.example/feed'), { time: 'noonish' }, 'bad-time'],
  ])('that %s changes nothing', async (_, text, part, kind) => {
    const world = await createWorld()
    world.feeds.set('https://a.example/feed', news)
    const { done } = await importList(world, text, orderOf(part))
    expect(done).toMatchObject({ ok: false, error: { kind } })
    expect(await feedsOf(world)).toEqual([])
  })
})

describe('an exported list', () => {
  it('holds the feeds of the digests that the caller sees, and can be imported', async () => {
    const world = await createWorld()
    world.feeds.set('https://a.example/feed', news)
    world.feeds.set('https://b.example/feed', news)
    await importList(world, opml('https://a.example/feed', 'https://b.example/feed'))
    const list = await world.services.exportOpml(caller())
    expect(list).toMatchObject({ name: 'feeds.opml', feeds: 2 })
    expect(readOpml(list?.text ?? '')?.entries.map(({ address }) => address)).toEqual([
      'https://a.example/feed',
      'https://b.example/feed',
    ])
    expect(await world.services.exportOpml(caller({ sees: () => false }))).toBeNull()
    expect(await world.services.exportOpml(caller({ guildId: '9' }))).toBeNull()
  })
})
