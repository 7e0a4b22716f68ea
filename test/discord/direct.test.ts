import { afterEach, describe, expect, it } from 'vitest'
import { createOpenDirect } from '../../src/discord/direct.ts'
import { createMessageRest } from '../../src/discord/send.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { json, type Loopback, startLoopback } from './loopback.ts'

let server: Loopback | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

async function openWith(status: number, body: unknown) {
  server = await startLoopback((response) => json(response, status, body))
  const rest = createMessageRest({ token: 'test-token', apiUrl: server.api })
  return createOpenDirect(rest, createLogger('silent'))('300')
}

describe('direct messages', () => {
  it('have a channel that Discord tells', async () => {
    expect(await openWith(200, { id: '400', type: 1 })).toBe('400')
    expect(server?.asked[0]).toMatchObject({
      method: 'POST',
      path: '/api/v10/users/@me/channels',
      body: { recipient_id: '300' },
    })
  })

  it.each([
    [403, { code: 50007, message: 'Cannot send messages to this user' }],
    [500, {}],
    [429, { message: 'limited', retry_after: 30, global: false }],
  ])('have none for now where Discord answers %i', async (status, body) => {
    expect(await openWith(status, body)).toBeNull()
  })
})
