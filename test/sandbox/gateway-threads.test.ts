import { once } from 'node:events'
import { ChannelType, type Client, Events, type TextChannel } from 'discord.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { MovedClock } from '../../src/lib/clock.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { startBot } from './bot.ts'

let sandbox: Sandbox
let client: Client<true>
let channelId: string

beforeAll(async () => {
  sandbox = await startSandbox({
    clock: new MovedClock(Date.UTC(2026, 0, 18)),
    identifyWindow: 0,
  })
  channelId = sandbox.addChannel(sandbox.addGuild({ name: 'Readers' }).id, { name: 'news' }).id
  client = await startBot(sandbox)
})
afterAll(async () => {
  await client.destroy()
  await sandbox.close()
})

it('a thread that comes, changes and goes is told of as a thread', async () => {
  const channel = client.channels.cache.get(channelId) as TextChannel
  const created = once(client, Events.ThreadCreate)
  const message = await channel.send('hello')
  const thread = await message.startThread({ name: 'Today' })
  expect(await created).toMatchObject([{ id: thread.id, parentId: channelId }, true])
  const changed = once(client, Events.ThreadUpdate)
  sandbox.setThread(thread.id, { archived: true })
  const [, after] = await changed
  expect(after).toMatchObject({ id: thread.id, archived: true })
  const gone = once(client, Events.ThreadDelete)
  sandbox.deleteChannel(thread.id)
  expect(await gone).toMatchObject([{ id: thread.id, type: ChannelType.PublicThread }])
})
