import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MovedClock } from '../../src/lib/clock.ts'
import {
  type Message,
  type PersonHandle,
  type Sandbox,
  startSandbox,
} from '../../src/sandbox/sandbox.ts'
import { restClient } from './rest-client.ts'

let sandbox: Sandbox
let aki: PersonHandle
let guildId: string
let channelId: string
let announcements: string
let message: Message

beforeAll(async () => {
  sandbox = await startSandbox({ clock: new MovedClock(Date.UTC(2026, 0, 18)) })
  guildId = sandbox.addGuild({ name: 'Readers' }).id
  channelId = sandbox.addChannel(guildId, { name: 'news' }).id
  announcements = sandbox.addChannel(guildId, { name: 'told', type: 5 }).id
  aki = sandbox.as(sandbox.addPerson(guildId, { name: 'Aki' }).id)
  const ask = restClient(sandbox)
  const text = { name: 'text', description: 't', type: 3, min_length: 2, max_length: 4 }
  const options = [
    { name: 'count', description: 'n', type: 4, required: true, min_value: 3, max_value: 8 },
    { name: 'size', description: 's', type: 3, choices: [{ name: 'Small', value: 's' }] },
    { name: 'where', description: 'w', type: 7, channel_types: [0] },
    text,
  ]
  await ask('PUT', `/applications/${sandbox.applicationId}/commands`, [
    { name: 'order', description: 'Orders', options },
    { name: 'mine', description: 'Mine', contexts: [1] },
    {
      name: 'deep',
      description: 'Deep',
      options: [{ name: 'er', description: 'Deeper', type: 1 }],
    },
  ])
  const select = {
    type: 3,
    custom_id: 'pick',
    options: ['1', '2'].map((value) => ({ label: value, value })),
  }
  const buttons = [
    { type: 2, style: 1, label: 'Go', custom_id: 'go' },
    { type: 2, style: 1, label: 'No', custom_id: 'no', disabled: true },
  ]
  const where = { type: 8, custom_id: 'where', channel_types: [0] }
  await ask('POST', `/channels/${channelId}/messages`, {
    content: 'choose',
    components: [[select], buttons, [where]].map((components) => ({ type: 1, components })),
  })
  message = sandbox.messages(channelId)[0]!
})
afterAll(() => sandbox.close())

describe('Discord’s own box lets nobody', () => {
  it.each([
    ['give a command that is not registered', 'nope', {}, 'no command nope'],
    ['give a command of direct messages in a server', 'mine', {}, 'no command mine'],
    ['leave out the subcommand', 'deep', {}, 'needs a subcommand'],
    ['add a subcommand that is none', 'deep est', {}, 'no command /deep est'],
    ['leave out what is required', 'order', {}, 'needs the option count'],
    ['type words where a number is wanted', 'order', { count: 'five' }, 'does not take'],
    ['type a fraction where a whole number is wanted', 'order', { count: 3.5 }, 'does not take'],
    ['type a number that is too large', 'order', { count: 9 }, 'does not take'],
    ['choose what is not offered', 'order', { count: 5, size: 'large' }, 'does not take'],
    ['type what is too short', 'order', { count: 5, text: 'x' }, 'does not take'],
    ['type what is too long', 'order', { count: 5, text: 'xxxxx' }, 'does not take'],
    [
      'add an option that is none',
      'order',
      { count: 5, colour: 'red' },
      'there is no option colour',
    ],
  ])('%s', async (_what, words, typed, why) => {
    await expect(aki.slash(channelId, words, typed)).rejects.toThrow(why)
  })

  it('choose a channel of another kind, or of another server', async () => {
    const other = sandbox.addChannel(sandbox.addGuild({ name: 'Others' }).id, { name: 'x' })
    for (const where of [announcements, other.id, sandbox.world.id()])
      await expect(aki.slash(channelId, 'order', { count: 5, where })).rejects.toThrow(where)
  })

  it('complete an option that offers nothing', async () => {
    const typed = { count: 5, text: 'xx' }
    await expect(aki.complete(channelId, 'order', typed, 'text')).rejects.toThrow('offers nothing')
  })

  it('press what is not there, or disabled, or no button', async () => {
    for (const [customId, why] of [
      ['nope', 'no control nope'],
      ['no', 'no control no that can be used'],
      ['pick', 'pick is a select'],
    ] as const)
      await expect(aki.press(message, customId)).rejects.toThrow(why)
  })

  it('choose what is not offered, too much, nothing, or in a button', async () => {
    for (const [values, why] of [
      [['3'], 'does not offer 3'],
      [['1', '2'], 'takes 1 to 1, not 2'],
      [[], 'takes 1 to 1, not 0'],
    ] as const)
      await expect(aki.choose(message, 'pick', values)).rejects.toThrow(why)
    await expect(aki.choose(message, 'go', ['1'])).rejects.toThrow('go is a button')
    await expect(aki.choose(message, 'where', [announcements])).rejects.toThrow('does not offer')
  })

  it('use a message that was deleted', async () => {
    const gone = { ...message, id: sandbox.world.id() }
    await expect(aki.press(gone, 'go')).rejects.toThrow('gone')
  })

  it('act in a server that they are not in', async () => {
    const other = sandbox.addGuild({ name: 'Others' })
    const elsewhere = sandbox.addChannel(other.id, { name: 'x' })
    await expect(aki.slash(elsewhere.id, 'order', { count: 5 })).rejects.toThrow('no member')
  })
})

it('none of that reaches the bot', () => {
  expect(sandbox.log.frames).toEqual([])
})
