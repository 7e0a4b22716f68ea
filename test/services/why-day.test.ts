/** Why, of a digest whose articles are posted as they come: a day of them, page by page. */
import { expect, it } from 'vitest'
import type { Why } from '../../src/model/digest.ts'
import { pollDue } from '../../src/services/poll.ts'
import { caller, createWorld, order, type TestWorld } from './world.ts'

const FEED = 'https://a.example/feed'
const HOUR = 3_600_000
/** Sunday 18 January 2026, in Tokyo. */
const at = (text: string) => Date.parse(`2026-01-${text}+09:00`)
const SUBJECTS = ['橋', '港', '駅前', '図書館', '病院', '学校', '公園', '市場', '鉄道', '劇場']

async function started(): Promise<TestWorld> {
  const world = await createWorld()
  world.clock.moveTo(at('18T08:00:10'))
  world.feeds.set(FEED, [])
  const typed = { time: '届きしだい', filters: { without: '港' } }
  const done = await world.services.subscribe(order(FEED, typed), caller())
  if (!done.ok) throw new Error(done.error.kind)
  await world.work()
  return world
}

/** An article comes at a moment; number 1, 11, … tell of the harbour, which is kept out. */
async function arrive(world: TestWorld, n: number, moment: number): Promise<void> {
  world.clock.moveTo(moment)
  const text = `${SUBJECTS[n % 10]}の第${n}号の記事。潮の高さを伝える。`
  world.feeds.get(FEED)?.push({ id: `n${n}`, title: `第${n}号の記事`, text })
  await world.db.all('UPDATE feed SET due_at = $1', [moment])
  while ((await pollDue(world.deps)) > 0);
  await world.work()
}

async function ask(world: TestWorld, { page = 0, digestId = null as number | null } = {}) {
  const told = await world.services.why({ id: 1, digestId, page }, caller())
  if (!told.ok) throw new Error(told.error.kind)
  return told.value
}

const told = ({ entries }: Why) =>
  entries.map(({ article, slot, place, reason }) => [article.title, slot, place, reason])

it('tells of each article of a day when it was shown, or why it was left out, the newest first', async () => {
  const world = await started()
  expect(await ask(world)).toMatchObject({ digestId: null, entries: [], waiting: null })
  await arrive(world, 2, at('18T09:00:00'))
  await arrive(world, 11, at('18T10:00:00'))
  await arrive(world, 3, at('18T11:00:00'))
  expect(world.posted).toHaveLength(2)
  const day = await ask(world)
  expect(day).toMatchObject({ ofDay: true, slot: at('18T11:00:00'), waiting: null, pages: 1 })
  expect(day.counts).toEqual({ shown: 2, listed: 0, 'left-out': 1 })
  expect(told(day)).toEqual([
    ['第3号の記事', at('18T11:00:00'), 'shown', null],
    ['第11号の記事', at('18T10:00:00'), 'left-out', 'word-out:港'],
    ['第2号の記事', at('18T09:00:00'), 'shown', null],
  ])
  await arrive(world, 4, at('19T10:30:00'))
  expect(told(await ask(world)).map(([title]) => title)).toEqual(['第4号の記事', '第3号の記事'])
})

it('keeps its pages while others come, and each article stands on one of them', async () => {
  const world = await started()
  for (let n = 20; n < 40; n += 1) await arrive(world, n, at('18T09:00:00') + n * 120_000)
  const first = await ask(world)
  expect(first).toMatchObject({ pages: 3, counts: { shown: 18, 'left-out': 2 } })
  await arrive(world, 40, at('18T12:00:00'))
  const pages = [0, 1, 2].map((page) => ask(world, { page, digestId: first.digestId }))
  const all = (await Promise.all(pages)).flatMap(({ entries }) => entries)
  expect(all.map(({ article }) => article.identity)).toEqual(
    Array.from({ length: 20 }, (_, n) => `guid:n${39 - n}`),
  )
})

it('says how many wait for the end of quiet hours, and until when', async () => {
  const world = await started()
  await arrive(world, 2, at('18T21:00:00'))
  await arrive(world, 3, at('18T23:00:00'))
  await arrive(world, 11, at('18T23:30:00'))
  await arrive(world, 4, at('19T01:00:00'))
  const night = await ask(world)
  expect(told(night)).toHaveLength(1)
  expect(night.waiting).toEqual({ articles: 2, at: at('19T07:00:00') })
  world.clock.moveTo(at('19T07:00:00'))
  await world.work()
  expect(await ask(world)).toMatchObject({ waiting: null, counts: { shown: 3, 'left-out': 1 } })
  await world.services.setPaused(1, true, caller())
  await arrive(world, 5, at('19T23:00:00') + HOUR)
  expect(await ask(world)).toMatchObject({ waiting: null })
})
