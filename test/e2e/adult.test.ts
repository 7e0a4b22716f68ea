/** Feeds for adults, through the whole bot: they come into age-restricted channels only. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { control, valuesOf } from './reader.ts'
import { createWorld, SLOT, type World } from './world.ts'

const rss = (title: string, about: string) =>
  `<rss version="2.0"><channel><title>${title}</title>${about}<item><guid>${title}</guid><title>Fog</title></item></channel></rss>`
const FEEDS: Record<string, string> = {
  '/late': rss('Late show', '<media:rating>adult</media:rating>'),
  '/news': rss('News hour', '<itunes:explicit>yes</itunes:explicit>'),
}
const server = createServer(({ url = '' }, response) => {
  const feed = FEEDS[url]
  response.writeHead(feed === undefined ? 404 : 200).end(feed)
})

let world: World
let site = ''
let adults = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  world = await createWorld()
  adults = world.sandbox.addChannel(world.guild.id, { name: '夜', nsfw: true }).id
})
afterAll(async () => {
  expect(world.sandbox.violations).toEqual([])
  expect(world.fatal).toEqual([])
  await world.close()
  await new Promise((resolve) => server.close(resolve))
})

const subscribe = async (feed: string, channel?: string) => {
  const typed = { feed: `${site}${feed}`, ...(channel === undefined ? {} : { channel }) }
  const { message } = await world.english.slash(world.channel.id, 'digest subscribe', typed)
  return message.content
}
const stored = async () =>
  (await world.bot().db.all('SELECT title FROM feed ORDER BY id')).map(({ title }) => title)

describe('a feed that calls itself one for adults', () => {
  it('is refused in any other channel, in both languages, and nothing is stored', async () => {
    expect(await subscribe('/late')).toContain('“Late show” is marked as an adult feed')
    const ja = await world.moderator.slash(world.channel.id, 'digest subscribe', {
      feed: `${site}/late`,
    })
    expect(ja.message.content).toContain('年齢制限チャンネルではないため')
    expect(await stored()).toEqual([])
  })

  it('comes into an age-restricted channel, from wherever it is ordered', async () => {
    expect(await subscribe('/late', adults)).toContain(`<#${adults}> gets a digest`)
    expect(await stored()).toEqual(['Late show'])
  })

  it('is found and read in age-restricted channels alone, whoever looks for it', async () => {
    await world.bot().idle()
    for (const person of [world.english, world.moderator, world.member]) {
      const inside = await person.slash(adults, 'latest')
      expect(JSON.stringify(inside.message.embeds)).toContain('Fog')
      const outside = await person.slash(world.channel.id, 'latest')
      expect(JSON.stringify(outside.message)).not.toContain('Fog')
      const offered = await person.complete(world.channel.id, 'latest', { feed: '' }, 'feed')
      expect(offered).toEqual([])
    }
  })

  it('is remembered as one while its server answers that nothing has changed', async () => {
    expect(await subscribe('/late')).toContain('is marked as an adult feed')
  })

  it('stays out of a channel for everybody also where it turns so later; the list and why say it in both languages', async () => {
    FEEDS['/turning'] = rss('Turning show', '')
    const { channel, english, moderator, sandbox } = world
    expect(await subscribe('/turning')).toContain('gets a digest')
    FEEDS['/turning'] = rss('Turning show', '<media:rating>adult</media:rating>')
    await world.bot().db.all('UPDATE feed SET due_at = 0, etag = NULL, body_hash = NULL')
    await world.moveTo(SLOT)
    expect(JSON.stringify(sandbox.messages(channel.id))).not.toContain('Fog')
    expect(JSON.stringify(sandbox.messages(adults))).toContain('Fog')
    for (const [person, inList, reason] of [
      [english, 'calls itself a feed for adults', 'this is no age-restricted channel'],
      [moderator, 'は成人向けのフィードのため', 'ここは年齢制限チャンネルではない'],
    ] as const) {
      const first = (await person.slash(channel.id, 'digest list')).message
      const select = control(first, 'list')
      const { message } = await person.choose(first, select.custom_id, valuesOf(select).slice(1, 2))
      const panel = JSON.stringify(message.embeds)
      expect(panel).toContain(inList)
      const why = await person.press(message, control(message, 'why').custom_id)
      expect(JSON.stringify(why.message.embeds)).toContain(reason)
    }
  })

  it('is not what a podcast of news is that warns of strong language', async () => {
    expect(await subscribe('/news')).toContain('gets a digest')
  })

  it('is left out of a list that is imported into another channel, and named', async () => {
    const opml = `<opml version="2.0"><body>${['/late', '/news'].map((path) => `<outline type="rss" text="T" xmlUrl="${site}${path}"/>`).join('')}</body></opml>`
    const { message } = await world.english.slash(world.channel.id, 'digest import', {
      file: { name: 'list.opml', content: opml },
      time: '9:00',
    })
    expect(message.content).toContain('1 feed was imported')
    expect(message.content).toContain('an adult feed, and this channel is not age-restricted')
  })
})
