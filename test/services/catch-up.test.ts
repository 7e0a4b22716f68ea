import { afterEach, beforeEach, expect, it } from 'vitest'
import { CATCH_UP } from '../../config/member-limits.ts'
import { CHANNEL, caller, createWorld, GUILD, order, type TestWorld } from './world.ts'

const FEED = 'https://harbour.example/feed'
const DAY = 24 * 3_600_000
const reader = caller({ userId: '300000000000000009', manages: false })

let world: TestWorld
beforeEach(async () => {
  world = await createWorld()
  world.feeds.set(FEED, [])
  await world.services.subscribe(order(FEED), caller())
  world.clock.advance(90 * 60_000)
  await world.work()
})
afterEach(() => world.db.close())

let count = 0
/** Posts articles by the channel's own digest, the next morning. */
async function morning(...titles: string[]) {
  const date = world.clock.now() + DAY - 3_600_000
  world.feeds.set(
    FEED,
    titles.map((title) => {
      count += 1
      return { id: `a${count}`, title, text: `${title}.`, date }
    }),
  )
  world.clock.advance(DAY)
  await world.work()
}

const told = async (typed: string, page = 0, who = reader) => {
  const [since] = await world.services.sinceHere([typed], who)
  if (since == null) throw new Error(`${typed} is not understood`)
  return world.services.catchUp({ at: since.at, page }, who)
}
const titles = async (typed: string, page = 0) =>
  (await told(typed, page)).entries.map(({ article }) => article.title)

it('tells what the channel was shown since then, the last digest first, each in its order', async () => {
  await morning('Fog', 'Cranes')
  await morning('Tides')
  await morning('Ferry', 'Salt')
  expect(await titles('today')).toEqual(['Ferry', 'Salt'])
  expect(await titles('昨日')).toEqual(['Ferry', 'Salt', 'Tides'])
  expect(await titles('1 week')).toEqual(['Ferry', 'Salt', 'Tides', 'Fog', 'Cranes'])
  const all = await told('1 week')
  expect(all).toMatchObject({ total: 5, pages: 1, cut: false, ever: true })
  expect(all.entries[0]?.posting).toMatchObject({ channelId: CHANNEL })
})

it('tells each story once, by its newest word', async () => {
  await morning('Harbour bridge opens', 'Salt')
  await morning('Harbour bridge closes again')
  const [story] = await world.db.all(
    'INSERT INTO story (article_id, at) SELECT MIN(id), 0 FROM article RETURNING id',
  )
  await world.db.all(`UPDATE article SET story_id = $1 WHERE title LIKE 'Harbour%'`, [
    story?.['id'] ?? 0,
  ])
  const { entries, total } = await told('1 week')
  expect(total).toBe(2)
  expect(entries.map(({ article, others }) => [article.title, others])).toEqual([
    ['Harbour bridge closes again', 1],
    ['Salt', 0],
  ])
})

it('tells nothing of other channels, and nothing where the reader does not see', async () => {
  await morning('Fog')
  const other = caller({ channelId: '200000000000000077' })
  expect(await told('1 week', 0, other)).toMatchObject({ entries: [], total: 0, ever: false })
  const blind = caller({ sees: () => false })
  expect(await told('1 week', 0, blind)).toMatchObject({ entries: [], total: 0 })
  const elsewhere = caller({ guildId: '100000000000000002' })
  expect(await told('1 week', 0, elsewhere)).toMatchObject({ entries: [], ever: false })
  await morning()
  expect(await told('today')).toMatchObject({ entries: [], total: 0, ever: true })
})

it('begins a day where the channel’s own digest has its midnight', async () => {
  await world.db.all(`UPDATE subscription SET zone = 'America/New_York'`)
  const [since] = await world.services.sinceHere(['今日'], reader)
  expect(since?.zone).toBe('America/New_York')
  expect(new Date(since?.at ?? 0).toISOString()).toBe('2026-01-17T05:00:00.000Z')
})

it('understands nothing that is ahead', async () => {
  expect(await world.services.sinceHere(['2030-01-01', 'soon', '昨日'], reader)).toEqual([
    null,
    null,
    { at: Date.parse('2026-01-17T00:00:00+09:00'), zone: 'Asia/Tokyo' },
  ])
})

it('goes back as far as its limit and says that there was more', async () => {
  const [feed] = await world.db.all('SELECT id FROM feed')
  for (let n = 0; n <= CATCH_UP.most; n += 1) {
    const [row] = await world.db.all(
      `INSERT INTO article (feed_id, identity, seq, title, headline, lead, points, sections, body, categories, flags, lang, arrived_at, source_hash)
       VALUES ($1, $2, 0, $2, 't', '', '[]', '[]', '[]', '[]', '[]', 'en', 0, '') RETURNING id`,
      [feed?.['id'] ?? 0, `old${n}`],
    )
    await world.db.all(
      `INSERT INTO posting (article_id, guild_id, channel_id, message_id, embed, version, posted_at)
       VALUES ($1, $2, $3, $4, 0, 1, $5)`,
      [row?.['id'] ?? 0, GUILD, CHANNEL, `m${n}`, world.clock.now() - n],
    )
  }
  const first = await told('1 week')
  expect(first).toMatchObject({ total: CATCH_UP.most, cut: true })
  const last = await told('1 week', 999)
  expect(last.page).toBe(last.pages - 1)
  expect(last.entries.at(-1)?.article.title).toBe(`old${CATCH_UP.most - 1}`)
})
