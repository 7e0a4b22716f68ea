/** Lists of feeds go out as a file and come in again, through real discord.js and the sandbox. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createWorld, SLOT, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(async () => {
  expect(world.sandbox.violations).toEqual([])
  await world.close()
})

type Part = Record<string, unknown>

it('gives a moderator the feeds as a file, which another channel takes in and gets its digest of', async () => {
  const { channel, guild, moderator, sandbox } = world
  await moderator.slash(channel.id, 'digest subscribe', { feed: world.urls('ja') })
  const { message } = await moderator.slash(channel.id, 'digest export')
  const [file] = (message['attachments'] ?? []) as Part[]
  expect(file?.['filename']).toMatch(/\.opml$/)
  const list = await (await fetch(String(file?.['url']))).text()
  for (const url of world.urls('ja').split(' ')) expect(list).toContain(url)

  const evening = sandbox.addChannel(guild.id, { name: '夕刊' })
  const taken = await moderator.slash(evening.id, 'digest import', {
    file: { name: 'feeds.opml', content: list, type: 'text/x-opml' },
    thread: true,
  })
  expect(taken.message.content).toContain('07:30')
  expect(taken.message.content).toContain('スレッドを作ります')
  await world.moveTo(SLOT)
  await world.bot().idle()
  const [digest] = sandbox.messages(evening.id)
  const threads = [...sandbox.world.channels.values()].filter(
    ({ thread }) => thread?.parentId === evening.id,
  )
  expect(threads.map(({ id }) => id)).toEqual([digest?.id])
})

it('takes the good feeds of a list and names the bad ones', async () => {
  const { channel, moderator } = world
  const [good] = world.urls('en').split(' ')
  const list = `<opml version="2.0"><body><outline text="All"><outline text="Good" xmlUrl="${good}"/><outline text="Gone" xmlUrl="${new URL('/none', good)}"/></outline></body></opml>`
  const { message } = await moderator.slash(channel.id, 'digest import', {
    file: { name: 'mixed.opml', content: list },
  })
  expect(message.content).toContain('/none')
  expect(message.content).toContain('07:30')
})
