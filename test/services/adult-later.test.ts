/** A feed turns out to be one for adults after it was subscribed to: what it gives stays out of all but age-restricted channels. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { Place } from '../../src/model/place.ts'
import { deliverDue } from '../../src/services/deliver.ts'
import { composeDue } from '../../src/services/digest.ts'
import { tellPlaces } from '../../src/services/place-notices.ts'
import { pollDue } from '../../src/services/poll.ts'
import { CHANNEL, caller, createWorld, order, START, type TestWorld } from './world.ts'

const LATE = 'https://late.example/feed'
const NEWS = 'https://news.example/feed'
const SLOT = START + 90 * 60_000
const DAY = 24 * 3_600_000
const ADULT = '<media:rating>adult</media:rating>'
const mina = caller({ guildId: null, channelId: '9', userId: '300000000000000042' })

const rss = (names: readonly string[], about = '') =>
  `<rss xmlns:media="http://search.yahoo.com/mrss/" version="2.0"><channel><title>Show</title>${about}${names
    .map((name) => `<item><guid>${name}</guid><title>${name} at the harbour</title></item>`)
    .join('')}</channel></rss>`

let world: TestWorld
/** Whether the channel is age-restricted, as Discord says at the moment. */
let restricted = false
const placeOf = (): Place => ({
  kind: 'text',
  parentId: null,
  startsThreads: true,
  tags: [],
  requiresTag: false,
  ageRestricted: restricted,
})
beforeEach(async () => {
  restricted = false
  world = await createWorld()
  world.deliver.placeOf = placeOf
  world.pages.set(LATE, rss(['Kites']))
  world.feeds.set(NEWS, [])
})

const feed = `${LATE} ${NEWS}`
const subscribe = async () => {
  const done = await world.services.subscribe(order(feed), caller())
  if (!done.ok) throw new Error(done.error.kind)
}
/** News of both feeds arrive; one of them calls itself one for adults by then. */
async function turns(): Promise<void> {
  world.pages.set(LATE, rss(['Kites', 'Veils'], ADULT))
  world.feeds.get(NEWS)?.push({ id: 'tide', title: 'Tide tables', text: 'The harbour has them.' })
  await world.db.all('UPDATE feed SET due_at = $1', [world.clock.now()])
  while ((await pollDue(world.deps)) > 0);
}
const compose = () => composeDue({ ...world.deps, placeOf })
async function send(): Promise<void> {
  while ((await deliverDue(world.deliver)) > 0);
}
async function work(): Promise<void> {
  while ((await compose()) > 0);
  await send()
}
const posted = () => world.posted.map(({ payload }) => JSON.stringify(payload))
const places = () =>
  world.db.all(
    `SELECT a.title, da.place, da.reason FROM digest_article da JOIN article a ON a.id = da.article_id ORDER BY a.title`,
  )
const PLACES = [
  { title: 'Kites at the harbour', place: 'left-out', reason: 'adult' },
  { title: 'Tide tables', place: 'shown', reason: null },
  { title: 'Veils at the harbour', place: 'left-out', reason: 'adult' },
]

describe('a feed that turns out to be for adults', () => {
  it('comes by direct message no more; its person is told once, and what to do', async () => {
    const own = { feed, time: '7:30', zone: null, count: null }
    expect(await world.services.subscribeOwn(own, mina)).toMatchObject({ ok: true })
    await turns()
    const shown = await world.services.preview(1, mina)
    expect(shown.ok && JSON.stringify(shown.value)).not.toMatch(/Kites|Veils/)
    world.clock.moveTo(SLOT)
    // A channel of that id may be what it wants.
    restricted = true
    await work()
    world.clock.moveTo(SLOT + 10 * 60_000)
    await work()
    expect(posted()).toHaveLength(1)
    expect(posted()[0]).toContain('Tide tables')
    expect(posted()[0]).not.toMatch(/Kites|Veils/)
    expect(await places()).toEqual(PLACES)
    expect(await tellPlaces(world.deps)).toBe(1)
    await send()
    expect(posted()[1]).toContain('年齢制限チャンネルでの購読を依頼してください')
    expect(posted()[1]).toContain('`/マイページ 一覧`')
    world.clock.advance(2 * DAY)
    expect(await tellPlaces(world.deps)).toBe(0)
  })

  it('stays out of a channel for everybody, and comes where the channel is for adults only', async () => {
    await subscribe()
    await turns()
    world.clock.moveTo(SLOT)
    await work()
    expect(posted()[0]).not.toMatch(/Kites|Veils/)
    expect(await places()).toEqual(PLACES)
    expect(await tellPlaces({ ...world.deps, openDirect: async () => '5' })).toBe(1)
    const list = await world.services.subscriptions(caller())
    expect(list[0]?.feeds.map(({ adult }) => adult)).toEqual([true, false])

    restricted = true
    world.pages.set(LATE, rss(['Masks'], ADULT))
    world.clock.moveTo(SLOT + DAY)
    await world.db.all('UPDATE feed SET due_at = 0')
    while ((await pollDue(world.deps)) > 0);
    await work()
    expect(posted().at(-1)).toContain('Masks')
    expect(await world.db.all('SELECT cause FROM place_trouble')).toEqual([])
  })

  it('is taken out of a digest that is on its way, which comes without it: nothing else is lost', async () => {
    await subscribe()
    world.feeds.get(NEWS)?.push({ id: 'fog', title: 'Fog', text: 'The harbour is closed.' })
    await world.db.all('UPDATE feed SET due_at = 0')
    while ((await pollDue(world.deps)) > 0);
    world.clock.moveTo(SLOT)
    await compose()
    await turns()
    await send()
    expect(posted()).toEqual([])
    await work()
    expect(posted()).toHaveLength(1)
    expect(posted()[0]).toMatch(/Fog/)
    expect(posted()[0]).toMatch(/Tide tables/)
    expect(posted()[0]).not.toMatch(/Kites|Veils/)
    expect(await world.db.all('SELECT slot FROM digest')).toEqual([{ slot: SLOT }])
    expect((await places()).map(({ place }) => place)).toEqual([
      'shown',
      'left-out',
      'shown',
      'left-out',
    ])
  })

  it('is not posted where its channel was opened to all since it was composed', async () => {
    restricted = true
    await subscribe()
    await turns()
    world.clock.moveTo(SLOT)
    await compose()
    expect((await places()).filter(({ place }) => place === 'shown')).toHaveLength(3)
    restricted = false
    await send()
    await work()
    expect(posted()).toHaveLength(1)
    expect(await places()).toEqual(PLACES)
  })

  it('is not tried again where a try may have failed before', async () => {
    await subscribe()
    world.clock.moveTo(SLOT)
    await compose()
    world.answers.push({ kind: 'temporary', reason: '502', refused: false })
    await send()
    await turns()
    world.clock.advance(3_600_000)
    await send()
    expect(posted()).toEqual([])
    expect(world.tries).toHaveLength(1)
    const rows = await world.db.all('SELECT state, error FROM delivery')
    expect(rows).toEqual([{ state: 'failed', error: 'adult' }])
    expect(await world.db.all('SELECT channel_id FROM subscription')).toEqual([
      { channel_id: CHANNEL },
    ])
  })
})
