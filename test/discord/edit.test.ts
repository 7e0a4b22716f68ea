import { afterEach, describe, expect, it } from 'vitest'
import { editBy, openThreadBy } from '../../src/discord/edit.ts'
import { createPost } from '../../src/discord/post.ts'
import { createRefusedRequests } from '../../src/discord/refused-requests.ts'
import { createMessageRest } from '../../src/discord/send.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { json, type Loopback, startLoopback } from './loopback.ts'

let server: Loopback | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

async function answered(answer: Parameters<typeof startLoopback>[0]) {
  server = await startLoopback(answer)
  const rest = createMessageRest({ token: 'test-token', apiUrl: server.api })
  const refused = createRefusedRequests({ log: createLogger('silent'), most: 1 })
  refused.watch(rest)
  const post = createPost(rest, { timeoutMs: 5_000 })
  return { edit: editBy(post), open: openThreadBy(post), asked: server.asked, refused }
}

const message = { channelId: '1001', messageId: '77', edit: { embeds: [{ title: 'a' }] } }

const limited = (code: number, scope = 'user') =>
  [
    429,
    { message: 'no more', code, retry_after: 1163, global: false },
    { 'retry-after': '1', 'x-ratelimit-scope': scope },
  ] as const

describe('an edit', () => {
  it('replaces what it names where the message stands, and mentions nobody', async () => {
    const { edit, asked } = await answered((response) => json(response, 200, { id: '77' }))
    expect(await edit(message)).toEqual({ kind: 'done' })
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatchObject({
      method: 'PATCH',
      path: '/api/v10/channels/1001/messages/77',
      body: { embeds: [{ title: 'a' }], allowed_mentions: { parse: [] } },
    })
  })

  it.each([30046, 20022])('that a message takes no more (429 with %i) is refused', async (code) => {
    const { edit, asked, refused } = await answered((response) => json(response, ...limited(code)))
    expect(await edit(message)).toEqual({ kind: 'permanent', reason: 'refused', code })
    expect(asked).toHaveLength(1)
    expect(refused.areTooMany()).toBe(true)
  })

  it('that met a shared limit does not count towards a ban', async () => {
    const { edit, refused } = await answered((response) =>
      json(response, ...limited(20022, 'shared')),
    )
    expect(await edit(message)).toMatchObject({ kind: 'permanent', code: 20022 })
    expect(refused.areTooMany()).toBe(false)
  })

  it('that comes too fast is one for later', async () => {
    const { edit } = await answered((response) => json(response, ...limited(0)))
    expect(await edit(message)).toMatchObject({ kind: 'temporary', refused: true })
    await server?.close()
    const odd = await answered((response) => {
      response.writeHead(429, { 'retry-after': '1', 'content-type': 'text/html' })
      response.end('<html>slow down</html>')
    })
    expect(await odd.edit(message)).toMatchObject({ kind: 'temporary' })
  })

  it('opens a thread that sleeps by saying so', async () => {
    const { open, asked } = await answered((response) => json(response, 200, { id: '1001' }))
    expect(await open({ channelId: '1001' })).toEqual({ kind: 'done' })
    expect(asked[0]).toMatchObject({
      method: 'PATCH',
      path: '/api/v10/channels/1001',
      body: { archived: false },
    })
  })
})
