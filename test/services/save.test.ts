import { afterEach, beforeEach, expect, it } from 'vitest'
import { SAVED } from '../../config/member-limits.ts'
import { CHANNEL, caller, createWorld, order, type TestWorld } from './world.ts'

const FEED = 'https://harbour.example/feed'
const HIDDEN = '200000000000000002'
const READER = '300000000000000009'
const reader = caller({ userId: READER, manages: false })

let world: TestWorld
beforeEach(async () => {
  world = await createWorld()
  world.feeds.set(
    FEED,
    [1, 2, 3, 4, 5, 6, 7].map((n) => ({ id: `a${n}`, title: `Ship ${n}`, text: `Cargo ${n}.` })),
  )
  await world.services.subscribe(order(FEED), caller())
  await world.work()
})
afterEach(() => world.db.close())

const idOf = async (title: string) =>
  Number((await world.db.all('SELECT id FROM article WHERE title = $1', [title]))[0]?.['id'])
const idsOf = (...titles: string[]) => Promise.all(titles.map(idOf))
const titlesOn = async (page: number, who = reader) =>
  (await world.services.saved(page, who)).entries.map(({ article }) => article.title)

it('keeps what a reader saves, the last saved first, page by page', async () => {
  for (const n of [1, 2, 3, 4, 5, 6]) {
    await world.services.save(await idsOf(`Ship ${n}`), reader)
    world.clock.advance(1000)
  }
  expect(await titlesOn(0)).toEqual(['Ship 6', 'Ship 5', 'Ship 4', 'Ship 3', 'Ship 2'])
  expect(await titlesOn(1)).toEqual(['Ship 1'])
  const beyond = await world.services.saved(9, reader)
  expect(beyond).toMatchObject({ page: 1, pages: 2, total: 6, hidden: 0 })
})

it('keeps several at once in their order, and an article only once', async () => {
  const ids = await idsOf('Ship 3', 'Ship 1', 'Ship 2')
  const first = await world.services.save(ids, reader)
  expect(first).toMatchObject({ ok: true, value: { known: 0 } })
  expect(await titlesOn(0)).toEqual(['Ship 3', 'Ship 1', 'Ship 2'])
  const again = await world.services.save(ids.slice(0, 2), reader)
  expect(again).toMatchObject({ ok: true, value: { known: 2 } })
  expect(await titlesOn(0)).toHaveLength(3)
})

it('takes off the list what is not wanted any more, and only from one’s own', async () => {
  const other = caller({ userId: '300000000000000010' })
  const ids = await idsOf('Ship 1', 'Ship 2')
  await world.services.save(ids, reader)
  await world.services.save(ids, other)
  expect(await world.services.unsave(ids.slice(0, 1), reader)).toBe(1)
  expect(await world.services.unsave(ids.slice(0, 1), reader)).toBe(0)
  expect(await titlesOn(0)).toEqual(['Ship 2'])
  expect(await titlesOn(0, other)).toHaveLength(2)
})

it('saves nothing that the reader may not see, and hides what they may see no more', async () => {
  const ids = await idsOf('Ship 1')
  const blind = caller({ userId: READER, sees: (id) => id === HIDDEN })
  const refused = { ok: false, error: { kind: 'gone' } }
  expect(await world.services.save(ids, blind)).toEqual(refused)
  expect(await world.services.save(ids, caller({ userId: READER, guildId: null }))).toEqual(refused)
  expect(await world.services.save([999], reader)).toEqual(refused)
  await world.services.save(ids, reader)
  expect(await world.services.saved(0, blind)).toMatchObject({ entries: [], total: 0, hidden: 1 })
  const elsewhere = caller({ userId: READER, guildId: '100000000000000002' })
  expect(await world.services.saved(0, elsewhere)).toMatchObject({ entries: [], hidden: 1 })
  expect(await titlesOn(0)).toEqual(['Ship 1'])
})

it('says when the list is full, and then saves nothing of what was asked', async () => {
  const [feed] = await world.db.all('SELECT feed_id FROM article LIMIT 1')
  for (let n = 0; n < SAVED.most - 1; n += 1) {
    await world.db.all(
      `INSERT INTO article (feed_id, identity, seq, title, headline, lead, points, sections, body, categories, flags, lang, arrived_at, source_hash)
       VALUES ($1, $2, 0, 't', 't', '', '[]', '[]', '[]', '[]', '[]', 'en', 0, '')`,
      [feed?.['feed_id'] ?? 0, `old${n}`],
    )
  }
  await world.db.all(
    `INSERT INTO saved (user_id, article_id, saved_at) SELECT $1, id, 0 FROM article WHERE identity LIKE 'old%'`,
    [READER],
  )
  const ids = await idsOf('Ship 1', 'Ship 2')
  expect(await world.services.save(ids, reader)).toEqual({
    ok: false,
    error: { kind: 'full', most: SAVED.most },
  })
  expect((await world.services.saved(0, reader)).total).toBe(SAVED.most - 1)
  expect(await world.services.save(ids.slice(0, 1), reader)).toMatchObject({ ok: true })
  // What is there already needs no room.
  expect(await world.services.save(ids.slice(0, 1), reader)).toMatchObject({ value: { known: 1 } })
})

it('finds the articles of a posted digest by its message and by its key', async () => {
  world.clock.advance(2 * 3_600_000)
  await world.work()
  const [posted] = world.posted
  if (!posted) throw new Error('no digest was posted')
  const shown = await world.services.articlesOfMessage(posted.id, reader)
  expect(shown).toHaveLength(5)
  expect(shown.map(({ title }) => title)).toEqual(
    posted.payload.embeds?.map(({ title }) => title?.replace(/^\d |〔英語〕$/g, '')),
  )
  const key = /"v1:save-of:([^"]+)"/.exec(JSON.stringify(posted.payload.components))?.[1] ?? ''
  const ids = async (found: Promise<{ id: number }[]>) => (await found).map(({ id }) => id)
  expect(await ids(world.services.articlesOfDigest(key, reader))).toEqual(shown.map(({ id }) => id))
  const blind = caller({ sees: (id) => id !== CHANNEL })
  expect(await world.services.articlesOfDigest(key, blind)).toEqual([])
  expect(await world.services.articlesOfMessage(posted.id, blind)).toEqual([])
  expect(await world.services.articlesOfMessage('1234', reader)).toEqual([])
})
