/** A digest of which Discord refuses one article: a link that it holds for harmful, or a form that it does not take. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inspectDeliveries } from '../../src/inspection/deliveries.ts'
import { refusal } from '../../src/sandbox/fault-effects.ts'
import type { Message } from '../../src/sandbox/sandbox.ts'
import { createWorld, DAY, SLOT, START, type World } from './world.ts'

const TITLES = [
  'Ferry to Sado resumes after repairs',
  'Bakery in Otaru wins bread contest',
  'Observatory spots a green comet',
]
const itemsOf = (day: number) =>
  TITLES.map(
    (title, n) =>
      `<item><guid>${day}-${n}</guid><title>${title} ${day > 0 ? 'again' : ''}</title><link>https://news.example/${day}/${n}</link><description>${title}. It was told on day ${day} by those who saw it.</description><pubDate>${new Date(START + day * DAY - (n + 1) * 600_000).toUTCString()}</pubDate></item>`,
  ).join('')

let world: World
let staff: string
const server = createServer((_request, response) => {
  const days = world.clock.now() > SLOT + DAY / 2 ? [0, 1] : [0]
  const body = `<rss version="2.0"><channel><title>Small news</title>${days.map(itemsOf).join('')}</channel></rss>`
  response.setHeader('content-type', 'text/xml').end(body)
})

beforeEach(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  world = await createWorld()
  staff = world.sandbox.addChannel(world.guild.id, { name: '係' }).id
  await world
    .bot()
    .db.all('INSERT INTO guild (id, settings) VALUES ($1, $2)', [
      world.guild.id,
      JSON.stringify({ notices: staff }),
    ])
  const { port } = server.address() as AddressInfo
  const feed = `http://127.0.0.1:${port}/feed`
  await world.moderator.slash(world.channel.id, 'digest subscribe', { feed, count: 5 })
})
afterEach(async () => {
  expect(world.sandbox.violations).toEqual([])
  await world.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

/** Refuses whatever message holds a text. */
function refuses(text: string, code: number): void {
  world.sandbox.faults.add({
    route: 'POST /channels/:channel/messages',
    times: Number.POSITIVE_INFINITY,
    matches: ({ body }) => JSON.stringify(body).includes(text),
    effect: refusal(code, { status: 400 }),
  })
}

const digests = () =>
  world.sandbox.messages(world.channel.id).filter(({ embeds }) => embeds.length > 0)
const cards = ({ embeds }: Message) => embeds.map(({ url }) => String(url))
const notices = () => world.sandbox.messages(staff).map(({ content }) => content)
const rows = () =>
  world
    .bot()
    .db.all(`SELECT id, state, error, payload, left_out FROM delivery WHERE kind = 'digest'`)

describe.each([
  ['a link that Discord holds for harmful', 240_000],
  ['words that Discord lets nobody post', 200_000],
  ['a form that Discord does not take', 50_035],
])('%s', (_name, code) => {
  it('is left out with its line and its option, and the rest of the digest goes; it is told once', async () => {
    refuses('news.example/0/1', code)
    await world.moveTo(SLOT)
    const [digest] = digests()
    expect(cards(digest as Message)).toEqual([
      'https://news.example/0/0',
      'https://news.example/0/2',
    ])
    expect(digest?.content).toContain('1. Ferry')
    expect(digest?.content).not.toContain('Bakery')
    expect(digest?.content).toContain('3. Observatory')
    expect(JSON.stringify(digest?.components)).not.toContain('Bakery')
    expect(await rows()).toMatchObject([{ state: 'sent', left_out: 1 }])
    await world.passHours(2)
    expect(notices()).toHaveLength(1)
    expect(notices()[0]).toContain(`<#${world.channel.id}>：Discord に受け付けられない記事`)
    const posted = await world.bot().db.all('SELECT embed FROM posting ORDER BY embed')
    expect(posted).toEqual([{ embed: 0 }, { embed: 1 }])
  })
})

it('a digest of which Discord takes no card stands with its contents alone', async () => {
  refuses('news.example', 240_000)
  await world.moveTo(SLOT)
  const [message] = world.sandbox.messages(world.channel.id).slice(-1)
  expect(message?.embeds).toEqual([])
  expect(message?.content).toContain('2. Bakery')
})

it('a digest that Discord takes in no form is kept with its payload for the operator, who can send it again; the next one goes', async () => {
  refuses('Bakery', 50_035)
  refuses('Ferry', 50_035)
  await world.moveTo(SLOT)
  const [kept] = await rows()
  expect(kept).toMatchObject({ state: 'failed', error: 'invalid:50035' })
  expect(JSON.parse(String(kept?.['payload'])).embeds).toHaveLength(3)
  world.sandbox.faults.clear()
  await world.moveTo(SLOT + DAY)
  expect(digests()).toHaveLength(1)
  const lines: unknown[] = []
  const ask = (again: number | null) =>
    inspectDeliveries(world.bot().db, {
      again,
      now: world.clock.now(),
      print: (l) => lines.push(l),
    })
  await ask(null)
  expect(lines).toMatchObject([{ id: kept?.['id'], state: 'failed', error: 'invalid:50035' }])
  expect(lines[0]).toHaveProperty('payload.embeds.2')
  expect(await ask(Number(kept?.['id']))).toBe(true)
  expect(await ask(1_000)).toBe(false)
  await world.bot().idle()
  expect(digests().map(({ embeds }) => embeds.length)).toContain(3)
  expect(digests()).toHaveLength(2)
})
