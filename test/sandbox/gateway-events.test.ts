import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MovedClock } from '../../src/lib/clock.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { connectRaw, type RawClient } from './raw-client.ts'

const GUILDS = 1 << 0
const GUILD_MESSAGES = 1 << 9
const DIRECT_MESSAGES = 1 << 12
const MESSAGE_CONTENT = 1 << 15
const EPHEMERAL = 1 << 6

let sandbox: Sandbox
let guildId: string
let channelId: string
let person: string
const clients: Record<string, RawClient> = {}

async function post(path: string, body: unknown, method = 'POST') {
  const answer = await fetch(`${sandbox.apiUrl}/v10${path}`, {
    method,
    headers: { authorization: `Bot ${sandbox.token}`, 'content-type': 'application/json' },
    ...(body === null ? {} : { body: JSON.stringify(body) }),
  })
  return (answer.status === 204 ? {} : await answer.json()) as { id: string }
}

beforeAll(async () => {
  sandbox = await startSandbox({
    clock: new MovedClock(Date.UTC(2026, 0, 18)),
    identifyWindow: 0,
    privileged: MESSAGE_CONTENT,
  })
  guildId = sandbox.addGuild({ name: 'Readers' }).id
  channelId = sandbox.addChannel(guildId, { name: 'news' }).id
  person = sandbox.addPerson(guildId, { name: 'Aki' }).id
  await post(`/applications/${sandbox.applicationId}/commands`, {
    name: 'hello',
    description: 'Says hello',
  })
  const asked = {
    nothing: 0,
    guilds: GUILDS,
    messages: GUILDS | GUILD_MESSAGES,
    direct: GUILDS | DIRECT_MESSAGES,
    content: GUILDS | GUILD_MESSAGES | MESSAGE_CONTENT,
  }
  for (const [name, intents] of Object.entries(asked)) {
    const client = connectRaw(sandbox)
    client.identify({ intents })
    await client.event('READY')
    clients[name] = client
  }
})
afterAll(() => sandbox.close())

/** Who got an event of this name, when all that was sent has arrived. */
async function whoGot(name: string, since: Map<string, number>) {
  sandbox.gateway.askHeartbeat()
  const got: string[] = []
  for (const [who, client] of Object.entries(clients)) {
    const from = since.get(who) ?? 0
    await client.find((frame) => frame.op === 1 && client.frames.indexOf(frame, from) >= from)
    if (client.frames.slice(from).some(({ t }) => t === name)) got.push(who)
  }
  return got
}
const mark = () => new Map(Object.entries(clients).map(([who, { frames }]) => [who, frames.length]))

describe('intents', () => {
  it.each([
    ['GUILD_UPDATE', () => sandbox.renameGuild(guildId, 'Good readers')],
    ['CHANNEL_UPDATE', () => sandbox.updateChannel(channelId, { topic: 'News of the day' })],
    ['GUILD_ROLE_CREATE', () => sandbox.addRole(guildId, { name: 'morning' })],
  ])('GUILDS brings %s, and no other intent does', async (name, happen) => {
    const since = mark()
    happen()
    expect(await whoGot(name, since)).toEqual(['guilds', 'messages', 'direct', 'content'])
  })

  it('tell of messages in a server only who asked for them', async () => {
    const since = mark()
    const { id } = await post(`/channels/${channelId}/messages`, { content: 'hi', nonce: 'n1' })
    expect(await whoGot('MESSAGE_CREATE', since)).toEqual(['messages', 'content'])
    const { d } = await clients['messages']!.event('MESSAGE_CREATE')
    expect(d).toMatchObject({ id, content: 'hi', nonce: 'n1', guild_id: guildId, channel_type: 0 })
    expect(d.member).toMatchObject({ roles: [expect.any(String)] })
    expect(d.member).not.toHaveProperty('user')
  })

  it('tell of edits and deletions too', async () => {
    const { id } = await post(`/channels/${channelId}/messages`, { content: 'hi' })
    const since = mark()
    await post(`/channels/${channelId}/messages/${id}`, { content: 'ho' }, 'PATCH')
    expect(await whoGot('MESSAGE_UPDATE', since)).toEqual(['messages', 'content'])
    await post(`/channels/${channelId}/messages/${id}`, null, 'DELETE')
    const { d } = await clients['messages']!.event('MESSAGE_DELETE')
    expect(d).toEqual({ id, channel_id: channelId, guild_id: guildId })
  })

  it('tell of ephemeral answers as of direct messages, without the server', async () => {
    const since = mark()
    const answer = sandbox.as(person).slash(channelId, 'hello')
    const { d } = await clients['nothing']!.event('INTERACTION_CREATE')
    await post(`/interactions/${d.id}/${d.token}/callback`, {
      type: 4,
      data: { content: 'for you alone', flags: EPHEMERAL },
    })
    await answer
    expect(await whoGot('MESSAGE_CREATE', since)).toEqual(['direct'])
    const { d: told } = await clients['direct']!.event('MESSAGE_CREATE')
    expect(told).not.toHaveProperty('guild_id')
    expect(told).not.toHaveProperty('member')
  })

  it('show what people write only with MESSAGE_CONTENT', async () => {
    const author = sandbox.world.people.get(person)!
    const [known] = sandbox.messages(channelId)
    const id = sandbox.world.id()
    const said = { ...known!, id, content: 'secret', author: { ...known!.author, id: author.id } }
    sandbox.gateway.emitMessage('MESSAGE_CREATE', said)
    const isIt = ({ t, d }: { t?: string; d: { id: string } }) =>
      t === 'MESSAGE_CREATE' && d.id === id
    expect((await clients['content']!.find(isIt)).d.content).toBe('secret')
    expect((await clients['messages']!.find(isIt)).d.content).toBe('')
  })

  it('tell nothing of a channel that the bot cannot see', async () => {
    const hidden = sandbox.addChannel(guildId, { name: 'hidden' })
    const said = { ...sandbox.messages(channelId)[0]!, channel_id: hidden.id }
    sandbox.setOverwrites(hidden.id, [{ id: guildId, type: 0, allow: 0n, deny: 1n << 10n }])
    const since = mark()
    sandbox.gateway.emitMessage('MESSAGE_CREATE', said)
    expect(await whoGot('MESSAGE_CREATE', since)).toEqual([])
  })
})

describe('an event of the sandbox', () => {
  it.each([
    ['with a key that is not documented', { id: '1'.repeat(18), unavailable: true, why: 'x' }],
    ['with an id that is none', { id: '12' }],
  ])('is refused %s: that is a mistake of the sandbox itself', (_name, data) => {
    expect(() => sandbox.gateway.emit('GUILD_DELETE', data)).toThrow("the sandbox's own")
  })

  it('is refused where nobody wrote down what it is like', () => {
    expect(() => sandbox.gateway.emit('TYPING_START', {})).toThrow('no schema')
  })

  const thread = (): Record<string, unknown> => ({
    id: sandbox.world.id(),
    type: 11,
    guild_id: guildId,
    parent_id: channelId,
    owner_id: sandbox.botId,
    name: 'Today',
    last_message_id: null,
    rate_limit_per_user: 0,
    message_count: 0,
    member_count: 1,
    total_message_sent: 0,
    flags: 0,
    thread_metadata: {
      archived: false,
      auto_archive_duration: 1440,
      archive_timestamp: '2026-01-18T00:00:00.000Z',
      locked: false,
    },
  })

  it('may tell of a thread that comes, changes and goes', async () => {
    const client = clients['guilds']!
    const made = thread()
    sandbox.gateway.emit('THREAD_CREATE', { ...made, newly_created: true }, guildId)
    sandbox.gateway.emit('THREAD_UPDATE', { ...made, name: 'Yesterday' }, guildId)
    const { id, guild_id, parent_id, type } = made
    sandbox.gateway.emit('THREAD_DELETE', { id, guild_id, parent_id, type }, guildId)
    expect((await client.event('THREAD_CREATE')).d).toMatchObject({ id, newly_created: true })
    expect((await client.event('THREAD_UPDATE')).d.name).toBe('Yesterday')
    expect((await client.event('THREAD_DELETE')).d).toEqual({ id, guild_id, parent_id, type })
  })

  it('may not call a channel a thread', () => {
    const wrong = { ...thread(), type: 0 }
    expect(() => sandbox.gateway.emit('THREAD_CREATE', wrong, guildId)).toThrow("sandbox's own")
  })
})
