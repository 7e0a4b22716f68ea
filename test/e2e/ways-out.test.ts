/** What managers do about feeds in trouble, from the notice on: in a channel, in direct messages, and with these closed. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { controlOf } from './bot.ts'
import { createWorld, DAY, type World } from './world.ts'

type Held = World['sandbox'] extends { messages(id: string): readonly (infer M)[] } ? M : never

const moved = new Set<string>()
let world: World
let port = 0
let newest = 0

const rss = (title: string, host: string, news = 'Fog') =>
  `<rss version="2.0"><channel><title>${title}</title><link>http://${host}/</link>
    <item><guid>${title}-old</guid><title>Old fog over ${title}</title><pubDate>${new Date(newest - 9 * DAY).toUTCString()}</pubDate></item>
    <item><guid>${title}-${newest}</guid><title>${news} over ${title}</title><pubDate>${new Date(newest).toUTCString()}</pubDate></item></channel></rss>`

const server = createServer(({ url = '/', headers: { host = '' } }, response) => {
  const name = host.split('.')[0] ?? ''
  if (url === '/feed' && !moved.has(name)) response.end(rss(name, host))
  else if (url === '/new.xml' && name === 'harbour')
    response.end(rss('Harbour anew', host, 'Nine kites seen'))
  else if (url === '/' && name === 'harbour') {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end(`<link rel="alternate" type="application/rss+xml" title="All" href="/new.xml">
      <link rel="alternate" type="application/rss+xml" title="Gone" href="/feed">`)
  } else response.writeHead(404).end()
})

const urlOf = (name: string) => `http://${name}.test:${port}/feed`
const isNotice = ({ components }: { components: unknown }) =>
  JSON.stringify(components).includes('v1:health:0:n')
const noticesIn = (channelId: string) => world.sandbox.messages(channelId).filter(isNotice)
async function direct(): Promise<Held[]> {
  const rows = await world.bot().db.all('SELECT channel_id FROM direct_channel')
  return rows.flatMap((row) => noticesIn(String(row['channel_id'])))
}
const only = <T>(all: readonly T[]): T => {
  expect(all).toHaveLength(1)
  return all[0] as T
}
/** The custom id of a way out under a notice. */
const way = (message: Held, name: 'look' | 'remove' | 'wait') => controlOf(message, `mend:${name}`)
type Select = { custom_id: string; options: { label: string; value: string }[] }
const selectOf = ({ components }: Held) =>
  (components[0]?.['components'] as Select[] | undefined)?.[0] as Select
const optionOf = (message: Held, label: string) =>
  selectOf(message).options.find((one) => one.label.includes(label))?.value ?? ''
const readFeeds = async () => {
  const rows = await world
    .bot()
    .db.all(
      'SELECT f.url FROM subscription_feed s JOIN feed f ON f.id = s.feed_id ORDER BY s.position',
    )
  return rows.map((row) => String(row['url']))
}
const besides = () =>
  [...world.sandbox.world.ephemeral.values()].filter(isNotice).map(({ content }) => content)

beforeEach(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  port = (server.address() as AddressInfo).port
  world = await createWorld({ fetching: { resolve: async () => ['127.0.0.1'] } })
  newest = world.clock.now()
  const feed = ['harbour', 'ships', 'sound'].map(urlOf).join(' ')
  const done = await world.moderator.slash(world.channel.id, 'digest subscribe', { feed })
  expect(done.message.content).toContain('設定しました')
})
afterEach(async () => {
  expect(world.sandbox.violations).toEqual([])
  expect(world.fatal).toEqual([])
  await world.close()
  moved.clear()
  await new Promise((resolve) => server.close(resolve))
})

/** Two feeds fail for a day. */
async function trouble(): Promise<void> {
  moved.add('harbour').add('ships')
  newest = world.clock.now()
  await world.passHours(30)
}

async function setNotices(): Promise<string> {
  const staff = world.sandbox.addChannel(world.guild.id, { name: '係' }).id
  const set = await world.moderator.slash(world.channel.id, 'digest settings', { notices: staff })
  expect(set.message.content).toContain(`お知らせ先：<#${staff}>`)
  return staff
}

describe('a notice in the server’s channel', () => {
  it('leads to the new address, which is read in the old one’s place from then on', async () => {
    const staff = await setNotices()
    await trouble()
    const notice = only(noticesIn(staff))
    expect(await direct()).toEqual([])
    const asked = await world.moderator.press(notice, way(notice, 'look'))
    expect(selectOf(asked.message).options.map(({ label }) => label)).toEqual(['harbour', 'ships'])
    const harbour = optionOf(asked.message, 'harbour')
    newest = world.clock.now()
    const offered = await world.moderator.choose(asked.message, selectOf(asked.message).custom_id, [
      harbour,
    ])
    expect(offered.message.content).toContain('別のフィードが1件')
    expect(selectOf(offered.message).options.map(({ label }) => label)).toEqual(['All'])
    const taken = await world.moderator.choose(
      offered.message,
      selectOf(offered.message).custom_id,
      ['0'],
    )
    expect(taken.message.content).toContain('新しいURLで読み込みます')
    expect(await readFeeds()).toEqual([
      `http://harbour.test:${port}/new.xml`,
      urlOf('ships'),
      urlOf('sound'),
    ])
    const now = await world.moderator.slash(world.channel.id, 'digest now')
    expect(now.message.content).toContain('投稿しています')
    await world.bot().idle()
    const posted = JSON.stringify(world.sandbox.messages(world.channel.id).at(-1))
    expect(posted).not.toContain('Old fog over Harbour anew')
  })

  it('says where no other feed was found, and what is left to do', async () => {
    const staff = await setNotices()
    await trouble()
    const notice = only(noticesIn(staff))
    const asked = await world.english.press(notice, way(notice, 'look'))
    const { custom_id } = selectOf(asked.message)
    const told = await world.english.choose(asked.message, custom_id, [
      optionOf(asked.message, 'ships'),
    ])
    expect(told.message.content).toContain(`No other feed was found on \`ships.test:${port}\``)
    expect(told.message.content).toContain('*Remove*')
  })

  it('takes a feed out of the digests, and back again; a digest that read nothing else ends and comes back', async () => {
    const staff = await setNotices()
    const other = world.sandbox.addChannel(world.guild.id, { name: '船' })
    await world.moderator.slash(other.id, 'digest subscribe', { feed: urlOf('ships') })
    await trouble()
    const notice = only(noticesIn(staff))
    const asked = await world.moderator.press(notice, way(notice, 'remove'))
    const { custom_id } = selectOf(asked.message)
    const removed = await world.moderator.choose(asked.message, custom_id, [
      optionOf(asked.message, 'ships'),
    ])
    expect(removed.message.content).toContain('**ships** を外しました（ダイジェスト2件）')
    expect(removed.message.content).toContain('1件は、あわせて解除しました')
    expect(await readFeeds()).toEqual([urlOf('harbour'), urlOf('sound')])
    const states = () => world.bot().db.all('SELECT state FROM subscription ORDER BY id')
    expect(await states()).toEqual([{ state: 'active' }, { state: 'ended' }])
    const back = await world.moderator.press(removed.message, controlOf(removed.message, 'mend'))
    expect(back.message.content).toContain('元に戻しました')
    expect((await readFeeds()).toSorted()).toEqual(
      ['harbour', 'ships', 'ships', 'sound'].map(urlOf),
    )
    expect(await states()).toEqual([{ state: 'active' }, { state: 'active' }])
  })

  it('says when each is tried again to those who wait', async () => {
    const staff = await setNotices()
    await trouble()
    const notice = only(noticesIn(staff))
    const told = await world.moderator.press(notice, way(notice, 'wait'))
    expect(told.message.content).toMatch(/harbour：次の再試行は<t:\d+:R>\n• ships：次の再試行は<t/)
    expect(await readFeeds()).toHaveLength(3)
  })

  it('obeys managers alone', async () => {
    const staff = await setNotices()
    await trouble()
    const notice = only(noticesIn(staff))
    for (const name of ['look', 'remove', 'wait'] as const) {
      const told = await world.member.press(notice, way(notice, name))
      expect(told.message.content).toContain('Manage Server')
    }
    expect(await readFeeds()).toHaveLength(3)
  })
})

describe('a notice in direct messages', () => {
  it('has the same ways out for who still manages the server', async () => {
    await trouble()
    const notice = only(await direct())
    const shown = await world.moderator.press(notice, controlOf(notice, 'health'))
    expect(shown.message.embeds[0]?.['title']).toContain('3件')
    const asked = await world.moderator.press(notice, way(notice, 'look'))
    const offered = await world.moderator.choose(asked.message, selectOf(asked.message).custom_id, [
      optionOf(asked.message, 'harbour'),
    ])
    const { custom_id } = selectOf(offered.message)
    await world.moderator.choose(offered.message, custom_id, ['0'])
    expect(await readFeeds()).toContain(`http://harbour.test:${port}/new.xml`)
    const removed = await world.moderator.press(notice, way(notice, 'remove'))
    expect(removed.message.content).toContain('**ships** を外しました')
  })

  it('does nothing for who manages it no more, until the managers’ role is theirs', async () => {
    await trouble()
    const notice = only(await direct())
    world.sandbox.setRoles(world.guild.id, world.moderatorId, [])
    for (const id of [way(notice, 'remove'), controlOf(notice, 'health')]) {
      const told = await world.moderator.press(notice, id)
      expect(told.message.content).toContain('「サーバー管理」の権限か')
    }
    // The role that the server's settings name counts there too.
    const crew = world.sandbox.addRole(world.guild.id, { name: '編集' })
    await world.english.slash(world.channel.id, 'digest settings', { managers: crew.id })
    world.sandbox.setRoles(world.guild.id, world.moderatorId, [crew.id])
    const health = await world.moderator.press(notice, controlOf(notice, 'health'))
    expect(health.message.embeds[0]?.['title']).toContain('3件')
    world.sandbox.removeBot(world.guild.id)
    const told = await world.moderator.press(notice, way(notice, 'remove'))
    expect(told.message.content).toContain('「サーバー管理」の権限か')
  })
})

describe('a notice to somebody who takes no direct messages', () => {
  const close = (closed: boolean) => {
    const person = world.sandbox.world.people.get(world.moderatorId)
    if (person) person.closed = closed
  }

  it('is told beside the next command of any manager there, once, with its ways out', async () => {
    close(true)
    await trouble()
    expect(await direct()).toEqual([])
    await world.member.slash(world.channel.id, 'help')
    await world.bot().idle()
    expect(besides()).toEqual([])
    await world.english.slash(world.channel.id, 'digest list')
    await expect.poll(besides).toHaveLength(1)
    expect(besides()[0]).toContain('harbour, ships: there is nothing at its address anymore')
    await world.moderator.slash(world.channel.id, 'digest list')
    await world.passHours(30)
    await world.moderator.slash(world.channel.id, 'digest list')
    await world.bot().idle()
    expect(besides()).toHaveLength(1)
    expect(await direct()).toEqual([])
  })
})
