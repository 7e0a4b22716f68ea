/** A site on loopback, from its pasted address to the digest, through real discord.js. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFetch } from '../../src/fetch/fetch.ts'
import { MovedClock } from '../../src/lib/clock.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { BIT } from '../../src/sandbox/permissions.ts'
import { type PersonHandle, type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { type Bot, startBot } from '../../src/wiring/bot.ts'

const rss = (title: string) =>
  `<rss version="2.0"><channel><title>${title}</title><item><guid>${title}</guid><title>Fog over ${title}</title><description>The harbour is closed until noon.</description></item></channel></rss>`

const DOCUMENTS: Record<string, string> = {
  '/': `<html><head><link rel="alternate" type="application/rss+xml" title="News" href="/news.xml">
        <link rel="alternate" type="application/rss+xml" title="Ships" href="/ships.xml"></head></html>`,
  '/news.xml': rss('Harbour news'),
  '/ships.xml': rss('Ships'),
}

let site = ''
const server = createServer((request, response) => {
  const path = request.url ?? '/'
  const document = DOCUMENTS[path]
  response.writeHead(document === undefined ? 404 : 200).end(document)
})

let sandbox: Sandbox
let bot: Bot
let moderator: PersonHandle
let channel: string

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const clock = new MovedClock(Date.parse('2026-01-18T07:00:00+09:00'))
  sandbox = await startSandbox({ clock })
  const guild = sandbox.addGuild({ name: 'Harbour', locale: 'en-US' })
  channel = sandbox.addChannel(guild.id, { name: 'news' }).id
  const managers = sandbox.addRole(guild.id, { name: 'staff', permissions: BIT.manageGuild })
  const person = sandbox.addPerson(guild.id, {
    name: 'Mina',
    locale: 'en-US',
    roleIds: [managers.id],
  })
  moderator = sandbox.as(person.id)
  bot = await startBot({
    clock,
    log: createLogger('silent'),
    random: () => 0.5,
    fetch: createFetch({ allowHosts: ['127.0.0.1'], userAgent: 'ChrysanthemumDigest/test' }),
    databaseFile: ':memory:',
    token: sandbox.token,
    discordApiUrl: sandbox.apiUrl,
    allowedGuilds: [],
    onFatal: (error) => {
      throw error
    },
  })
})
afterAll(async () => {
  await bot.stop()
  await sandbox.close()
  server.close()
})

describe('a moderator', () => {
  it('pastes a site’s address, chooses among its feeds, and has the digest', async () => {
    const asked = await moderator.slash(channel, 'digest subscribe', { feed: site })
    expect(asked.message.content).toContain('has 2 feeds')
    const [row] = asked.message.components
    const controls = row?.['components'] as { custom_id: string; options: { label: string }[] }[]
    const select = controls[0]
    expect(select?.options.map(({ label }) => label)).toEqual(['News', 'Ships'])
    const done = await moderator.choose(asked.message, select?.custom_id ?? '', ['1'])
    expect(done.message.content).toContain('Feeds: Ships')
    expect(done.message.embeds[0]?.['title']).toContain('Fog over Ships')
  })

  it('is offered feeds of the catalogue while typing', async () => {
    const choices = await moderator.complete(channel, 'digest subscribe', { feed: 'nasa' }, 'feed')
    expect(choices[0]?.['name']).toBe('NASA · Space')
  })
})
