import { beforeEach, describe, expect, it } from 'vitest'
import { markTold } from '../../src/delivery/notice-table.ts'
import { caller, createWorld, GUILD, order, type TestWorld } from './world.ts'

const HOUR = 3_600_000
const KEY = 'n1-2-3'
const OTHER = '100000000000000002'
const OLD = 'https://old.example/feed?key=s3cret'
const NEW = 'https://old.example/new.xml'
const rss = (title: string, more = '') =>
  `<rss version="2.0"><channel><title>${title}</title>${more}<item><guid>1</guid><title>T</title></item></channel></rss>`
const PAGE = `<link rel="alternate" type="application/rss+xml" title="New" href="/new.xml">`

let world: TestWorld
beforeEach(async () => {
  world = await createWorld()
  world.feeds.set(OLD, [{ id: '1', title: 'T', text: 't' }])
  for (const guildId of [GUILD, OTHER]) {
    const done = await world.services.subscribe(order(OLD), caller({ guildId }))
    if (!done.ok) throw new Error(JSON.stringify(done.error))
  }
  world.broken.add(OLD)
  world.pages.set('https://old.example/', PAGE)
  world.pages.set(NEW, rss('New'))
  world.clock.advance(HOUR)
  await world.work()
  await world.db.tx((tx) =>
    markTold(tx, { guildId: GUILD, feedId: 1, cause: 'http-error', key: KEY, now: 1 }),
  )
})

const reads = async () => {
  const rows = await world.db.all(
    `SELECT s.guild_id, f.url FROM subscription_feed r JOIN feed f ON f.id = r.feed_id
       JOIN subscription s ON s.id = r.subscription_id ORDER BY s.id`,
  )
  return rows.map((row) => `${row['guild_id']} ${row['url']}`)
}
const look = async (who = caller()) => {
  const found = await world.services.lookForAddress(1, who)
  if (!found.ok) throw new Error(JSON.stringify(found.error))
  return found.value
}

describe('a feed that gives nothing', () => {
  it('is among those of its notice, for managers of that server who see its channel', async () => {
    const { services } = world
    expect((await services.troubledFeeds(KEY, caller())).map(({ id }) => id)).toEqual([1])
    expect(await services.troubledFeeds('n1-2-4', caller())).toEqual([])
    expect(await services.troubledFeeds(KEY, caller({ guildId: OTHER }))).toEqual([])
    expect(await services.troubledFeeds(KEY, caller({ sees: () => false }))).toEqual([])
  })

  it('gets its new address in that server alone', async () => {
    const { session, offers } = await look()
    expect(offers).toEqual([{ url: NEW, title: 'New' }])
    const taken = await world.services.takeAddress({ session, chosen: 0 }, caller())
    expect(taken).toMatchObject({ ok: true, value: { url: NEW, digests: 1 } })
    expect(await reads()).toEqual([`${GUILD} ${NEW}`, `${OTHER} ${OLD}`])
    expect(await world.db.all('SELECT feed_id FROM notice')).toEqual([])
  })

  it('keeps its address where the choice is over, or was somebody else’s', async () => {
    const { session } = await look()
    const stranger = caller({ userId: '300000000000000009' })
    const over = { ok: false, error: { kind: 'choice-over' } }
    expect(await world.services.takeAddress({ session, chosen: 0 }, stranger)).toEqual(over)
    expect(await world.services.takeAddress({ session, chosen: 7 }, caller())).toEqual(over)
    world.clock.advance(16 * 60_000)
    expect(await world.services.takeAddress({ session, chosen: 0 }, caller())).toEqual(over)
    expect(await reads()).toEqual([`${GUILD} ${OLD}`, `${OTHER} ${OLD}`])
  })

  it('is not replaced by what cannot be read, or is for adults', async () => {
    const first = await look()
    world.pages.delete(NEW)
    expect(
      await world.services.takeAddress({ session: first.session, chosen: 0 }, caller()),
    ).toMatchObject({ error: { kind: 'feed', error: { kind: 'http-error' } } })
    world.pages.set(NEW, rss('New', '<media:rating>adult</media:rating>'))
    const { session } = await look()
    expect(await world.services.takeAddress({ session, chosen: 0 }, caller())).toMatchObject({
      error: { kind: 'adult', title: 'New' },
    })
    const night = caller({ ageRestricted: () => true })
    expect(await world.services.takeAddress({ session, chosen: 0 }, night)).toMatchObject({
      ok: true,
    })
  })

  it('is said to be readable where it is again, and no other was found', async () => {
    world.pages.set('https://old.example/', '<html></html>')
    await world.deps.discoveries.clear()
    expect(await world.services.lookForAddress(1, caller())).toEqual({
      ok: false,
      error: { kind: 'nothing-found', site: 'https://old.example/' },
    })
    world.broken.clear()
    expect(await world.services.lookForAddress(1, caller())).toMatchObject({
      error: { kind: 'readable' },
    })
  })

  it('is removed from that server alone, and only by who sees its channel', async () => {
    const gone = { ok: false, error: { kind: 'not-read' } }
    const blind = caller({ sees: () => false })
    expect(await world.services.removeFeed(1, blind)).toEqual(gone)
    expect(await world.services.lookForAddress(1, blind)).toEqual(gone)
    const removed = await world.services.removeFeed(1, caller())
    expect(removed).toMatchObject({ ok: true, value: { digestIds: [1], ended: 1 } })
    expect(await reads()).toEqual([`${OTHER} ${OLD}`])
    const back = { feedId: 1, digestIds: [1] }
    expect(await world.services.putBackFeed(back, blind)).toEqual(gone)
    expect(await world.services.putBackFeed(back, caller({ guildId: OTHER }))).toEqual(gone)
    expect(await world.services.putBackFeed(back, caller())).toMatchObject({ ok: true })
    expect(await reads()).toEqual([`${GUILD} ${OLD}`, `${OTHER} ${OLD}`])
    const [told] = await world.services.subscriptions(caller())
    expect(told?.subscription.changed).toMatchObject({ by: caller().userId, how: 'feeds' })
  })
})
