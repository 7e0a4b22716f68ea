/** What articles' own pages bring into digests, through real discord.js, real sockets and reading threads. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pageOf, type Site, startSite } from '../services/small-site.ts'
import { createWorld, SLOT, START, type World } from './world.ts'

const TITLE = 'Harbour of Wexcombe opens again after the storm'
const TEXTS = [
  'The harbour of Wexcombe opened again on Sunday after eleven days of storm, and forty ships left before noon.',
  'Engineers had cleared 320 tonnes of stone from the entrance, the port authority said in a statement on Saturday night.',
  'Fishing crews lost about £46,000 in sales while the quay was closed, according to accounts that the council published.',
  'A new wall of 380 metres will be built before the next winter, and the county pays two thirds of it.',
]

/** Real ms: a busy machine is slow. */
const PATIENCE = 60_000

const rss = (links: readonly string[]) =>
  `<rss version="2.0"><channel><title>The Site</title>${links
    .map(
      (link) =>
        `<item><guid>${link}</guid><title>${TITLE}</title><link>${link}</link><description>The harbour opened again on Sunday. […]</description><pubDate>${new Date(START - 3_600_000).toUTCString()}</pubDate></item>`,
    )
    .join('')}</channel></rss>`

let site: Site
let world: World
const folder = mkdtempSync(join(tmpdir(), 'pages-'))
let file = 0
beforeEach(async () => {
  // A page that hangs does so for longer than any test.
  site = await startSite({ total: 120_000 })
  file += 1
  world = await createWorld({ databaseFile: join(folder, `${file}.db`), fetch: site.fetch })
})
afterEach(async () => {
  expect(world.sandbox.violations).toEqual([])
  expect(world.fatal).toEqual([])
  await world.close()
  await site.close()
  if (file === 4) rmSync(folder, { recursive: true })
})

const publish = (...paths: string[]) =>
  site.answers.set('feeds.test/feed.xml', rss(paths.map((path) => site.url('news.test', path))))
const subscribe = () =>
  world.moderator.slash(world.channel.id, 'digest subscribe', {
    feed: site.url('feeds.test', '/feed.xml'),
  })
const posted = () => world.sandbox.messages(world.channel.id)
const pointsOf = (description: unknown) => String(description).match(/💡/gu)?.length ?? 0

/** Moves the clock second by second, without waiting for what hangs, until something is seen. */
const tickUntil = (seen: () => unknown) =>
  expect
    .poll(
      () => {
        const isSeen = seen()
        if (!isSeen) {
          world.clock.advance(1_000)
          world.bot().wake()
        }
        return isSeen
      },
      { timeout: PATIENCE, interval: 30 },
    )
    .toBeTruthy()

/** The subscription's next look, in ms from its slot. */
const nextLook = async () => {
  const [row] = await world.bot().db.all('SELECT due_at FROM subscription')
  return Number(row?.['due_at']) - SLOT
}

describe('a digest', () => {
  it('has the points of an article’s page where its feed has only the beginning', async () => {
    site.answers.set('news.test/storm', pageOf(TITLE, TEXTS))
    publish('/storm')
    await subscribe()
    await world.moveTo(SLOT)
    const [digest] = posted()
    expect(pointsOf(digest?.embeds[0]?.['description'])).toBe(3)
    expect(String(digest?.embeds[0]?.['description'])).toContain('320 tonnes')
    expect(site.paths('news.test')).toEqual(['/robots.txt', '/storm'])
  })

  it('waits for a page that is under way, a minute at most, and goes without it', async () => {
    publish()
    await subscribe()
    site.answers.set('news.test/storm', () => {})
    publish('/storm')
    world.clock.moveTo(SLOT - 120_000)
    await tickUntil(() => site.paths('news.test').includes('/storm'))
    expect(world.clock.now()).toBeLessThan(SLOT)
    world.clock.moveTo(SLOT)
    world.bot().wake()
    await expect.poll(nextLook, { timeout: PATIENCE }).toBe(2_000)
    expect(posted()).toEqual([])
    world.clock.moveTo(SLOT + 58_000)
    world.bot().wake()
    await expect.poll(nextLook, { timeout: PATIENCE }).toBe(60_000)
    expect(posted()).toEqual([])
    world.clock.moveTo(SLOT + 60_000)
    world.bot().wake()
    await expect.poll(() => posted().length, { timeout: PATIENCE }).toBe(1)
    expect(posted()[0]?.embeds[0]?.['title']).toContain('Harbour')
    expect(pointsOf(posted()[0]?.embeds[0]?.['description'])).toBe(0)
  })

  it('has the page all the same when the bot is restarted while it is read, once', async () => {
    let hangs = true
    publish()
    await subscribe()
    site.answers.set('news.test/storm', (_, response) => {
      if (hangs) return
      response.writeHead(200, { 'content-type': 'text/html' }).end(pageOf(TITLE, TEXTS))
    })
    publish('/storm')
    world.clock.moveTo(SLOT - 120_000)
    await tickUntil(() => site.paths('news.test').includes('/storm'))
    hangs = false
    await world.restart()
    await world.moveTo(SLOT)
    await world.moveTo(SLOT + 60_000)
    expect(posted()).toHaveLength(1)
    expect(pointsOf(posted()[0]?.embeds[0]?.['description'])).toBe(3)
    expect(site.paths('news.test')).toEqual(['/robots.txt', '/storm', '/storm'])
    const [row] = await world.bot().db.all('SELECT version, COUNT(*) AS n FROM article')
    expect(row).toMatchObject({ version: 1, n: 1 })
  })
})

describe('the view of an article in several pages', () => {
  it('has the sections of all of them', async () => {
    await world.close()
    world = await createWorld()
    await world.moderator.slash(world.channel.id, 'digest subscribe', { feed: world.urls('ja') })
    await world.moveTo(SLOT)
    const [digest] = posted()
    if (!digest) throw new Error('no digest was posted')
    const [select] = digest.components.flatMap(
      (row) =>
        row['components'] as { custom_id: string; options: { label: string; value: string }[] }[],
    )
    const option = select?.options.find(({ label }) => label.includes('夜行列車'))
    const answer = await world.member.choose(digest, select?.custom_id ?? '', [option?.value ?? ''])
    const [article] = await world
      .bot()
      .db.all("SELECT sections, next FROM article WHERE title LIKE '夜行列車%'")
    const headings = JSON.parse(String(article?.['sections'])).map(
      ({ heading }: { heading: string }) => heading,
    )
    expect(headings).toHaveLength(3)
    expect(headings[2]).toBe('5時半の湯気：終点の町が早起きする')
    expect(article?.['next']).toBeNull()
    let shown = JSON.stringify(answer.message.embeds)
    const buttons = answer.message.components.flatMap(
      (row) => row['components'] as { custom_id?: string }[],
    )
    const onward = buttons.find(({ custom_id }) => custom_id?.startsWith('v1:view:'))
    if (onward?.custom_id) {
      const more = await world.member.press(answer.message, onward.custom_id)
      shown += JSON.stringify(more.message.embeds)
    }
    for (const heading of headings) expect(shown).toContain(heading)
  })
})
