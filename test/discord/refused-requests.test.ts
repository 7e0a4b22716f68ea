import { afterEach, describe, expect, it } from 'vitest'
import { createRefusedRequests } from '../../src/discord/refused-requests.ts'
import { createMessageRest, createSend } from '../../src/discord/send.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { json, type Loopback, startLoopback } from './loopback.ts'

let server: Loopback | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

const TEN_MINUTES = 600_000

/** A Discord that answers messages so, one after the other, and a count that stops after three. */
async function refusing(answers: { status: number; headers?: Record<string, string> }[]) {
  let now = 0
  const queue = [...answers]
  server = await startLoopback((response) => {
    const { status, headers = {} } = queue.shift() ?? { status: 200 }
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    json(
      response,
      status,
      status === 200 ? { id: '1' } : { code: 50_001, message: 'no', retry_after: 0.001 },
    )
  })
  const rest = createMessageRest({ token: 'test-token', apiUrl: server.api })
  const lines: string[] = []
  const log = createLogger('info', { write: (text) => lines.push(text) })
  const refused = createRefusedRequests({ log, now: () => now, most: 3 })
  refused.watch(rest)
  const send = createSend(rest)
  for (const _ of answers) {
    await send({
      channelId: '1001',
      payload: { content: 'x', allowed_mentions: { parse: [] } },
      nonce: 'n',
    })
  }
  return {
    refused,
    lines,
    pass: (ms: number) => {
      now += ms
    },
  }
}

describe('requests that Discord refuses', () => {
  it('hold everything back when they are many, and let go ten minutes later', async () => {
    const { refused, lines, pass } = await refusing([
      { status: 403 },
      { status: 403 },
      { status: 403 },
    ])
    expect([refused.areTooMany(), refused.areTooMany()]).toEqual([true, true])
    expect(lines.filter((line) => line.includes('nothing is sent'))).toHaveLength(1)
    pass(TEN_MINUTES + 1)
    expect(refused.areTooMany()).toBe(false)
  })

  it('are those of 401, 403 and 429; a limit that others used up and errors of Discord count for nothing', async () => {
    const shared = { 'x-ratelimit-scope': 'shared', 'retry-after': '0.001' }
    const { refused } = await refusing([
      { status: 403 },
      { status: 404 },
      { status: 500 },
      { status: 429, headers: shared },
      { status: 200 },
      { status: 403 },
    ])
    expect(refused.areTooMany()).toBe(false)
  })
})
