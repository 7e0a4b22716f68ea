/** The sandbox's routes: Discord has each of them, every answer is described, and what is unknown fails loudly. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROUTES } from '../../src/sandbox/rest/router.ts'
import { type Bench, openBench, outcome } from './bench.ts'

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
})
afterAll(() => bench.close())

/** Its own types do not pass our compiler: their file has enums. */
const DESCRIPTION: string = 'discord-api-spec'

/** `/channels/{}/messages/{}`, whatever the names of its parts. */
const shapeOf = (path: string) => path.replaceAll(/:\w+|\{[^}]+\}/g, '{}')

describe('the routes', () => {
  it('are routes of Discord', async () => {
    const { pathsList } = (await import(DESCRIPTION)) as { pathsList: Record<string, string[]> }
    const strange = ROUTES.filter(
      ({ method, path }) =>
        !pathsList[method.toLowerCase()]?.some((known) => shapeOf(known) === shapeOf(path)),
    )
    expect(strange.map(({ method, path }) => `${method} ${path}`)).toEqual([])
  })

  it('have a schema for every answer and every body', () => {
    const bare = ROUTES.filter(({ method, answer }) => method !== 'DELETE' && answer === undefined)
    expect(bare.map(({ path }) => path)).toEqual([])
    const takesNothing = ROUTES.filter(
      ({ method, request }) => ['POST', 'PUT', 'PATCH'].includes(method) && request === undefined,
    )
    expect(takesNothing.map(({ path }) => path)).toEqual([
      '/channels/:channel/messages/:message/crosspost',
    ])
  })

  it('that are unknown are refused and remembered', async () => {
    expect(outcome(await bench.call('GET', '/guilds/1/emojis'))).toBe('404/0')
    expect(outcome(await bench.call('POST', '/users/@me'))).toBe('404/0')
    expect(bench.sandbox.violations).toEqual([
      'unknown route: GET /guilds/1/emojis',
      'unknown route: POST /users/@me',
    ])
  })

  it('remember keys that Discord does not know', async () => {
    await bench.post({ content: 'a', embeds: [{ title: 'a', colour: 1 }] })
    expect(bench.sandbox.violations.at(-1)).toBe(
      'POST /channels/:channel/messages: unknown key embeds.0.colour',
    )
  })

  it('say where a form is wrong, as Discord does', async () => {
    const { body } = await bench.post({ embeds: [{ fields: [{ name: 'n', value: '' }] }] })
    expect(body).toEqual({
      message: 'Invalid Form Body',
      code: 50035,
      errors: {
        embeds: {
          0: {
            fields: {
              0: {
                value: { _errors: [{ code: 'empty-field', message: 'This field is required' }] },
              },
            },
          },
        },
      },
    })
  })

  it('take a thread’s right to speak from SEND_MESSAGES_IN_THREADS alone', async () => {
    const id = await bench.thread()
    bench.deny(1n << 11n)
    expect(outcome(await bench.post({ content: 'a' }))).toBe('403/50013')
    expect(outcome(await bench.post({ content: 'a' }, id))).toBe('200')
    bench.deny(0n)
  })

  it('show an ephemeral answer to nobody who reads the channel', async () => {
    const { id, token } = await bench.ping()
    const body = { type: 4, data: { content: 'for you alone', flags: 64 } }
    await bench.call('POST', `/interactions/${id}/${token}/callback`, { body })
    const contents = (await bench.read()).list.map(({ content }) => content)
    expect(contents).not.toContain('for you alone')
  })

  it('end with a channel for its threads too', async () => {
    const { id } = bench.sandbox.addChannel(bench.guild.id, { name: 'short-lived' })
    const started = await bench.call('POST', `/channels/${id}/threads`, { body: { name: 'talk' } })
    bench.sandbox.deleteChannel(id)
    const thread = String(started.body['id'])
    expect(outcome(await bench.post({ content: 'a' }, thread))).toBe('404/10003')
  })

  it('let nothing be said in a server that the bot was taken out of', async () => {
    const guild = bench.sandbox.addGuild({ name: 'Left' })
    const { id } = bench.sandbox.addChannel(guild.id, { name: 'news' })
    bench.sandbox.removeBot(guild.id)
    expect(outcome(await bench.post({ content: 'a' }, id))).toBe('403/50001')
  })
})
