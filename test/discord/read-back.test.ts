import { afterEach, describe, expect, it } from 'vitest'
import { createReadBack } from '../../src/discord/read-back.ts'
import { createMessageRest } from '../../src/discord/send.ts'
import { type Asked, json, type Loopback, startLoopback } from './loopback.ts'

const AFTER = Date.UTC(2025, 0, 18)
const wanted = { channelId: '1001', key: 's1-abc', after: AFTER, direct: false }

const message = (id: string, author: string, customId?: string) => ({
  id,
  author: { id: author },
  components: customId
    ? [{ type: 1, components: [{ type: 3, custom_id: customId, options: [] }] }]
    : [],
})

let server: Loopback | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

async function readBackOf(pages: (asked: Asked, number: number) => unknown, canRead = true) {
  let number = 0
  server = await startLoopback((response, asked) => json(response, 200, pages(asked, number++)))
  const rest = createMessageRest({ token: 'test-token', apiUrl: server.api })
  const readBack = createReadBack(rest, { canRead: () => canRead, selfId: () => 'me' })
  return { readBack, asked: server.asked }
}

describe('looking for a message whose outcome is unknown', () => {
  it('finds our own message by the delivery key in a control', async () => {
    const { readBack, asked } = await readBackOf(() => [
      message('30', 'somebody', 'v1:read:s1-abc'),
      message('20', 'me', 'v1:read:s1-abc'),
    ])
    expect(await readBack(wanted)).toEqual({ kind: 'found', messageId: '20' })
    const after = BigInt(asked[0]?.query.get('after') ?? 0)
    expect(Number((after >> 22n) + 1_420_070_400_000n)).toBe(AFTER)
  })

  it('does not take another digest, or one of another version, for it', async () => {
    const { readBack } = await readBackOf(() => [
      message('30', 'me', 'v1:read:s1-abd'),
      message('20', 'me'),
    ])
    expect(await readBack(wanted)).toEqual({ kind: 'absent' })
  })

  it('reads on in a lively channel', async () => {
    const full = Array.from({ length: 100 }, (_, index) => message(String(200 - index), 'other'))
    const { readBack, asked } = await readBackOf((_asked, number) =>
      number === 0 ? full : [message('300', 'me', 'v1:rest:s1-abc')],
    )
    expect(await readBack(wanted)).toEqual({ kind: 'found', messageId: '300' })
    expect(asked[1]?.query.get('after')).toBe('200')
  })

  it('proves nothing without the right to read the history', async () => {
    const { readBack, asked } = await readBackOf(() => [], false)
    expect(await readBack(wanted)).toMatchObject({ kind: 'unreadable' })
    expect(asked).toEqual([])
  })

  it('proves nothing in a channel that is closed to us', async () => {
    server = await startLoopback((response) =>
      json(response, 403, { message: 'Missing Access', code: 50001 }),
    )
    const rest = createMessageRest({ token: 'test-token', apiUrl: server.api })
    const readBack = createReadBack(rest, { canRead: () => true, selfId: () => 'me' })
    expect(await readBack(wanted)).toEqual({ kind: 'unreadable', reason: 'no-access' })
  })

  it('says that nothing is known where the channel cannot be read for now', async () => {
    server = await startLoopback((response) => json(response, 503, {}))
    const rest = createMessageRest({ token: 'test-token', apiUrl: server.api })
    const readBack = createReadBack(rest, { canRead: () => true, selfId: () => 'me' })
    expect(await readBack(wanted)).toMatchObject({ kind: 'temporary' })
  })
})
