import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MovedClock } from '../../src/lib/clock.ts'
import {
  type Message,
  type PersonHandle,
  type Sandbox,
  startSandbox,
} from '../../src/sandbox/sandbox.ts'
import { connectRaw, type RawClient } from './raw-client.ts'
import { type Ask, restClient } from './rest-client.ts'

const EPHEMERAL = 1 << 6
const CALLBACK = { message: 4, defer: 5, deferUpdate: 6, update: 7, choices: 8, modal: 9 }

let clock: MovedClock
let sandbox: Sandbox
let bot: RawClient
let ask: Ask
let aki: PersonHandle
let channelId: string

beforeEach(async () => {
  clock = new MovedClock(Date.UTC(2026, 0, 18))
  sandbox = await startSandbox({ clock })
  ask = restClient(sandbox)
  const guild = sandbox.addGuild({ name: 'Readers' })
  channelId = sandbox.addChannel(guild.id, { name: 'news' }).id
  aki = sandbox.as(sandbox.addPerson(guild.id, { name: 'Aki' }).id)
  await ask('PUT', `/applications/${sandbox.applicationId}/commands`, [
    { name: 'hello', description: 'Says hello' },
  ])
  bot = connectRaw(sandbox)
  bot.identify({ intents: 0 })
  await bot.event('READY')
})
afterEach(() => sandbox.close())

type Seen = { id: string; token: string }

/** Somebody does something; gives the interaction that the bot sees. */
async function seen<T>(acting: Promise<T>): Promise<Seen & { acting: Promise<T> }> {
  const known = bot.frames.length
  const { d } = await bot.find(
    (frame) => frame.t === 'INTERACTION_CREATE' && bot.frames.indexOf(frame) >= known,
  )
  return { id: d.id, token: d.token, acting }
}
const hello = () => seen(aki.slash(channelId, 'hello'))
const callback = ({ id, token }: Seen, type: number, data?: unknown) =>
  ask('POST', `/interactions/${id}/${token}/callback`, { type, ...(data ? { data } : {}) })
const hook = (method: string, { token }: Seen, body?: unknown) =>
  ask(method, `/webhooks/${sandbox.applicationId}/${token}/messages/@original`, body)
const followUp = ({ token }: Seen, body: unknown) =>
  ask('POST', `/webhooks/${sandbox.applicationId}/${token}`, body)

/** A message of the bot with a button. */
async function posted(): Promise<Message> {
  const button = { type: 2, style: 1, label: 'More', custom_id: 'more' }
  await ask('POST', `/channels/${channelId}/messages`, {
    content: 'first',
    components: [{ type: 1, components: [button] }],
  })
  return sandbox.messages(channelId)[0]!
}

describe('the first answer', () => {
  it('is taken for three seconds', async () => {
    const one = await hello()
    clock.advance(3_000)
    expect(await callback(one, CALLBACK.message, { content: 'hi' })).toMatchObject({ status: 204 })
    expect((await one.acting).message.content).toBe('hi')
  })

  it('is too late after that: 10062', async () => {
    const one = await hello()
    clock.advance(3_001)
    const late = await callback(one, CALLBACK.message, { content: 'hi' })
    expect(late).toMatchObject({ status: 404, body: { code: 10062 } })
    expect(sandbox.messages(channelId)).toEqual([])
  })

  it('is given once: 40060', async () => {
    const one = await hello()
    await callback(one, CALLBACK.defer)
    const again = await callback(one, CALLBACK.message, { content: 'hi' })
    expect(again).toMatchObject({ status: 400, body: { code: 40060 } })
  })

  it.each([
    ['choices', CALLBACK.choices, { choices: [] }],
    ['a change of a message that it does not stand on', CALLBACK.update, { content: 'x' }],
  ])('to a command may not be %s', async (_what, type, data) => {
    const one = await hello()
    expect(await callback(one, type, data)).toMatchObject({ status: 400, body: { code: 50035 } })
  })

  it('needs the interaction’s own token', async () => {
    const one = await hello()
    const other = await callback({ ...one, token: 'x' }, CALLBACK.defer)
    expect(other).toMatchObject({ status: 404, body: { code: 10062 } })
  })
})

describe('a deferred answer', () => {
  it.each([
    ['ephemeral', EPHEMERAL, 0],
    ['public', 0, EPHEMERAL],
  ])('stays %s, whatever is said later', async (_what, first, later) => {
    const one = await hello()
    await callback(one, CALLBACK.defer, { flags: first })
    await followUp(one, { content: 'later', flags: later })
    const answer = await one.acting
    expect(answer.ephemeral).toBe(first === EPHEMERAL)
    expect(sandbox.messages(channelId)).toHaveLength(first === EPHEMERAL ? 0 : 1)
  })

  it('may be edited for fifteen minutes, and not longer', async () => {
    const one = await hello()
    await callback(one, CALLBACK.defer)
    clock.advance(15 * 60_000)
    expect(await hook('PATCH', one, { content: 'just in time' })).toMatchObject({ status: 200 })
    clock.advance(1)
    const late = await hook('PATCH', one, { content: 'late' })
    expect(late).toMatchObject({ status: 401, body: { code: 50027 } })
    expect((await one.acting).message.content).toBe('just in time')
  })
})

describe('an answer', () => {
  it('can be read, changed and deleted', async () => {
    const one = await hello()
    await callback(one, CALLBACK.message, { content: 'hi' })
    expect((await hook('GET', one)).body.content).toBe('hi')
    await hook('PATCH', one, { content: 'ho' })
    expect(sandbox.messages(channelId)).toMatchObject([{ content: 'ho' }])
    expect(await hook('DELETE', one)).toMatchObject({ status: 204 })
    expect(sandbox.messages(channelId)).toEqual([])
    expect(await hook('GET', one)).toMatchObject({ status: 404, body: { code: 10008 } })
  })

  it('has no follow-up before it', async () => {
    const one = await hello()
    const early = await followUp(one, { content: 'early' })
    expect(early).toMatchObject({ status: 404, body: { code: 10015 } })
  })
})

describe('a press', () => {
  it('that is deferred changes its own message later, and may be followed up', async () => {
    const message = await posted()
    const one = await seen(aki.press(message, 'more'))
    await callback(one, CALLBACK.deferUpdate)
    await followUp(one, { content: 'beside it', flags: EPHEMERAL })
    await hook('PATCH', one, { content: 'second' })
    expect(sandbox.messages(channelId)).toMatchObject([{ id: message.id, content: 'second' }])
    expect((await one.acting).message.content).toBe('beside it')
  })

  it('needs no token of the bot: the interaction has its own', async () => {
    const message = await posted()
    const one = await seen(aki.press(message, 'more'))
    const url = `${sandbox.apiUrl}/v10/interactions/${one.id}/${one.token}/callback`
    const { status } = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: CALLBACK.deferUpdate }),
    })
    expect(status).toBe(204)
  })
})

describe('a form', () => {
  const field = (id: string) => ({
    type: 18,
    label: id,
    component: { type: 4, style: 1, custom_id: id, max_length: 5 },
  })
  const form = { custom_id: 'f', title: 'Form', components: [field('a'), field('b')] }
  const opened = async () => {
    const one = await seen(aki.open({ kind: 'slash', channelId, words: 'hello' }))
    await callback(one, CALLBACK.modal, form)
    return one.acting
  }

  it('is refused with the same custom id twice, and with a title of 46 characters', async () => {
    const one = await hello()
    const twice = { ...form, components: [field('a'), field('a')] }
    for (const wrong of [twice, { ...form, title: 'x'.repeat(46) }])
      expect(await callback(one, CALLBACK.modal, wrong)).toMatchObject({
        status: 400,
        body: { code: 50035 },
      })
  })

  it('cannot be handed in too long, half filled or with what it has not', async () => {
    const modal = await opened()
    const tries = [
      [{ a: 'longer', b: 'y' }, 'a takes no 6 characters'],
      [{ a: 'x' }, 'b takes no 0 characters'],
      [{ a: 'x', b: 'y', c: 'z' }, 'no field c'],
    ] as const
    for (const [filled, why] of tries) await expect(aki.submit(modal, filled)).rejects.toThrow(why)
  })

  it('opens no other form', async () => {
    const modal = await opened()
    const one = await seen(aki.submit(modal, { a: 'x', b: 'y' }))
    const again = await callback(one, CALLBACK.modal, form)
    expect(again).toMatchObject({ status: 400, body: { code: 50035 } })
    expect(await callback(one, CALLBACK.message, { content: 'good' })).toMatchObject({
      status: 204,
    })
  })
})

it('stands in the log as exempt from the limit of fifty a second', async () => {
  const one = await hello()
  expect(sandbox.log.requests.filter(({ exempt }) => exempt)).toEqual([])
  await callback(one, CALLBACK.defer)
  expect(sandbox.log.requests.filter(({ exempt }) => exempt)).toHaveLength(1)
})
