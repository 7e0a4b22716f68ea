import { afterEach, describe, expect, it } from 'vitest'
import { createMessageRest, createSend } from '../../src/discord/send.ts'
import { json, type Loopback, startLoopback } from './loopback.ts'

const TOKEN = 'test-token'
const message = {
  channelId: '1001',
  payload: { content: 'hello', allowed_mentions: { parse: [] as [] } },
  nonce: 'nonce-1',
}

let server: Loopback | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

async function sendTo(answer: Parameters<typeof startLoopback>[0], timeoutMs = 5_000) {
  server = await startLoopback(answer)
  const rest = createMessageRest({ token: TOKEN, apiUrl: server.api })
  return { send: createSend(rest, { timeoutMs }), asked: server.asked }
}

describe('sending a message', () => {
  it('posts the payload once, with its nonce enforced, and tells the id', async () => {
    const { send, asked } = await sendTo((response) => json(response, 200, { id: '77' }))
    expect(await send(message)).toEqual({ kind: 'sent', messageId: '77' })
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatchObject({
      method: 'POST',
      path: '/api/v10/channels/1001/messages',
      authorization: `Bot ${TOKEN}`,
      body: {
        content: 'hello',
        allowed_mentions: { parse: [] },
        nonce: 'nonce-1',
        enforce_nonce: true,
      },
    })
  })

  it('does not repeat after an error of the server: the ledger decides', async () => {
    const { send, asked } = await sendTo((response) => json(response, 503, {}))
    expect(await send(message)).toMatchObject({ kind: 'temporary', refused: false })
    expect(asked).toHaveLength(1)
  })

  it('does not wait for a limit: it says for how long', async () => {
    const { send, asked } = await sendTo((response) =>
      json(
        response,
        429,
        { message: 'limited', retry_after: 30, global: false },
        { 'retry-after': '30', 'x-ratelimit-scope': 'user' },
      ),
    )
    const result = await send(message)
    expect(result).toMatchObject({ kind: 'temporary', refused: true })
    expect(result.kind === 'temporary' && (result.retryAfterMs ?? 0)).toBeGreaterThanOrEqual(30_000)
    expect(asked).toHaveLength(1)
  })

  it('does not know what became of a request without an answer', async () => {
    const { send } = await sendTo(() => undefined, 50)
    expect(await send(message)).toEqual({ kind: 'unknown', reason: 'timeout' })
  })

  it('does not know what became of a request whose answer stops in the middle', async () => {
    const { send } = await sendTo((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '99' })
      response.write('{"id":')
    }, 50)
    expect(await send(message)).toMatchObject({ kind: 'unknown' })
  })

  it('does not know what became of a request whose connection broke', async () => {
    const { send, asked } = await sendTo((response) => response.destroy())
    expect(await send(message)).toMatchObject({ kind: 'unknown' })
    expect(asked).toHaveLength(1)
  })

  it('knows that nothing was sent where nobody listens', async () => {
    const { send } = await sendTo(() => undefined)
    await server?.close()
    expect(await send(message)).toMatchObject({ kind: 'temporary', refused: true })
  })

  it('does not go on asking with a dead token', async () => {
    const { send, asked } = await sendTo((response) =>
      json(response, 401, { message: '401: Unauthorized', code: 0 }),
    )
    expect(await send(message)).toEqual({ kind: 'unauthorized' })
    expect(await send(message)).toEqual({ kind: 'unauthorized' })
    expect(asked).toHaveLength(1)
  })

  it('names what is wrong for good', async () => {
    const { send } = await sendTo((response) =>
      json(response, 403, { message: 'Missing Permissions', code: 50013 }),
    )
    expect(await send(message)).toEqual({
      kind: 'permanent',
      reason: 'no-permission',
      code: 50013,
    })
  })
})
