/** A moderator pastes a site, a name or a feed, and gets the digest that they meant. */
import { describe, expect, it } from 'vitest'
import { caller, createWorld, order, type TestWorld } from './world.ts'

const SITE = 'https://harbour.example/'
const news = [{ id: 'a', title: 'Tide tables are out', text: 'The harbour publishes them.' }]
const page = (...links: string[]) => `<!doctype html><html><head>${links.join('')}</head></html>`
const link = (href: string, title = '') =>
  `<link rel="alternate" type="application/rss+xml" title="${title}" href="${href}">`

const feedsOf = async ({ services }: TestWorld) =>
  (await services.subscriptions(caller())).map(({ feeds }) => feeds.map(({ url }) => url))

describe('a pasted site', () => {
  it.each(['harbour.example', 'https://harbour.example', '<https://harbour.example/#top>'])(
    'with one feed is subscribed to at once: %s',
    async (typed) => {
      const world = await createWorld()
      world.pages.set(SITE, page(link('/feed'), link('/comments/feed', 'Comments')))
      world.feeds.set('https://harbour.example/feed', news)
      const done = await world.services.subscribe(order(typed), caller())
      expect(done.ok).toBe(true)
      expect(await feedsOf(world)).toEqual([['https://harbour.example/feed']])
    },
  )

  it('with several feeds gives them to choose from, and the choice completes the same order', async () => {
    const world = await createWorld()
    world.pages.set(SITE, page(link('/news', 'News'), link('/ships', 'Ships')))
    world.feeds.set('https://harbour.example/news', news)
    world.feeds.set('https://harbour.example/ships', news)
    world.feeds.set('https://other.example/feed', news)
    const asked = await world.services.subscribe(
      order(`${SITE} other.example/feed`, { time: '19:00', count: 8 }),
      caller(),
    )
    if (asked.ok || asked.error.kind !== 'choose') throw new Error('nothing to choose from')
    const { session, offers } = asked.error.choice
    expect(offers.map(({ title }) => title)).toEqual(['News', 'Ships'])
    expect(await feedsOf(world)).toEqual([])
    const done = await world.services.subscribeChosen(session, [1], caller())
    if (!done.ok) throw new Error(done.error.kind)
    expect(done.value.view.subscription).toMatchObject({ count: 8, schedule: { minute: 19 * 60 } })
    expect(await feedsOf(world)).toEqual([
      ['https://other.example/feed', 'https://harbour.example/ships'],
    ])
  })

  it('gives its choice to nobody else, for no longer than it is kept, and only with the rights of now', async () => {
    const world = await createWorld()
    world.pages.set(SITE, page(link('/news', 'News'), link('/ships', 'Ships')))
    world.feeds.set('https://harbour.example/news', news)
    const asked = await world.services.subscribe(order(SITE), caller())
    if (asked.ok || asked.error.kind !== 'choose') throw new Error('nothing to choose from')
    const { session } = asked.error.choice
    const choose = async (who = caller(), chosen = [0]) => {
      const done = await world.services.subscribeChosen(session, chosen, who)
      return done.ok ? 'done' : done.error.kind
    }
    expect(await choose(caller({ userId: '9' }))).toBe('choice-over')
    expect(await choose(caller(), [99])).toBe('choice-over')
    expect(await choose(caller({ botLacks: () => ['SendMessages'] }))).toBe('bot-lacks')
    expect(await choose(caller({ speaks: () => false }))).toBe('caller-cannot-speak')
    await world.clock.advance(15 * 60_000)
    expect(await choose()).toBe('choice-over')
    expect(await feedsOf(world)).toEqual([])
  })

  it('that names no feed is asked at the usual addresses', async () => {
    const world = await createWorld()
    world.pages.set(SITE, page())
    world.feeds.set('https://harbour.example/index.xml', news)
    await world.services.subscribe(order(SITE), caller())
    expect(await feedsOf(world)).toEqual([['https://harbour.example/index.xml']])
  })

  it('whose named feed is gone is asked at the usual addresses too', async () => {
    const world = await createWorld()
    world.pages.set(SITE, page(link('/gone')))
    world.feeds.set('https://harbour.example/rss.xml', news)
    await world.services.subscribe(order(SITE), caller())
    expect(await feedsOf(world)).toEqual([['https://harbour.example/rss.xml']])
  })

  it('without any feed says so, and is not asked again at once', async () => {
    const world = await createWorld()
    world.pages.set(SITE, page())
    const first = await world.services.subscribe(order(SITE), caller())
    expect(first).toEqual({ ok: false, error: { kind: 'no-feed', address: SITE } })
    const asked = world.fetched.length
    await world.services.subscribe(order(SITE), caller())
    expect(world.fetched).toHaveLength(asked)
    await world.clock.advance(5 * 60_000)
    world.feeds.set('https://harbour.example/rss.xml', news)
    expect((await world.services.subscribe(order(SITE), caller())).ok).toBe(true)
    expect(world.fetched.filter((url) => url === SITE)).toHaveLength(2)
  })

  it('that is not there is named with its error', async () => {
    const world = await createWorld()
    const done = await world.services.subscribe(order('gone.example'), caller())
    expect(done).toMatchObject({
      ok: false,
      error: { kind: 'feed', address: 'https://gone.example/', error: { status: 404 } },
    })
  })
})

describe('a name of a well-known site', () => {
  const CHANNEL = 'UCabcdefghijklmnopqrstuv'
  const VIDEOS = `https://www.youtube.com/feeds/videos.xml?channel_id=${CHANNEL}`

  it('@handle becomes the feed of its channel', async () => {
    const world = await createWorld()
    world.pages.set(
      'https://www.youtube.com/@harbourfilms',
      `<html><head><link rel="alternate" type="application/rss+xml" href="${VIDEOS}"></head></html>`,
    )
    world.feeds.set(VIDEOS, news)
    await world.services.subscribe(order('@harbourfilms'), caller())
    expect(await feedsOf(world)).toEqual([[VIDEOS]])
  })

  it('a show of Apple Podcasts becomes its own feed', async () => {
    const world = await createWorld()
    world.pages.set(
      'https://itunes.apple.com/lookup?id=1234567890&entity=podcast',
      '{"results":[{"feedUrl":"https://minato.example/rss","collectionName":"Minato FM"}]}',
    )
    world.feeds.set('https://minato.example/rss', news)
    const show = 'https://podcasts.apple.com/jp/podcast/minato-fm/id1234567890'
    await world.services.subscribe(order(show), caller())
    expect(await feedsOf(world)).toEqual([['https://minato.example/rss']])
  })

  it('@name@host becomes the feed of the account, or what its page names', async () => {
    const world = await createWorld()
    world.feeds.set('https://social.example/@skipper.rss', news)
    world.pages.set('https://blog.example/@mate', page(link('/users/mate/feed')))
    world.feeds.set('https://blog.example/users/mate/feed', news)
    await world.services.subscribe(order('@skipper@social.example @mate@blog.example'), caller())
    expect(await feedsOf(world)).toEqual([
      ['https://social.example/@skipper.rss', 'https://blog.example/users/mate/feed'],
    ])
  })

  it('r/name and owner/repo become their feeds', async () => {
    const world = await createWorld()
    world.feeds.set('https://www.reddit.com/r/sailing/.rss', news)
    world.feeds.set('https://github.com/tides/charts/releases.atom', news)
    await world.services.subscribe(order('r/sailing, tides/charts'), caller())
    expect(await feedsOf(world)).toEqual([
      ['https://www.reddit.com/r/sailing/.rss', 'https://github.com/tides/charts/releases.atom'],
    ])
  })

  it('that is none is refused by what was typed, before anything is asked', async () => {
    const world = await createWorld()
    const done = await world.services.subscribe(order('r/sailing nonsense'), caller())
    expect(done).toEqual({ ok: false, error: { kind: 'no-address', typed: 'nonsense' } })
    expect(world.fetched).toEqual([])
  })
})
