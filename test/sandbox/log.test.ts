import { describe, expect, it } from 'vitest'
import { doubles, type Entry, Log, worstSecond } from '../../src/sandbox/log.ts'
import type { Message } from '../../src/sandbox/world.ts'

const at = (...times: number[]) => times.map((real) => ({ real }))

describe('the worst second', () => {
  it.each([
    ['has nothing in an empty log', [], { count: 0, from: 0 }],
    ['counts what stands close together', [0, 5000, 5400, 5999.9], { count: 3, from: 5000 }],
    ['leaves out what comes a whole second later', [0, 999.9, 1000], { count: 2, from: 0 }],
    ['may begin anywhere', [0, 500, 1100, 1400, 1450], { count: 4, from: 500 }],
    ['needs no order', [1450, 0, 500, 1400, 1100], { count: 4, from: 500 }],
  ])('%s', (_what, times, worst) => {
    expect(worstSecond(at(...times))).toEqual(worst)
  })
})

describe('the log', () => {
  it('tells whoever listens of each request and frame as it comes, until they have heard enough', () => {
    const log = new Log(() => 7)
    const heard: Entry[] = []
    const stop = log.listen((entry) => heard.push(entry))
    log.request({ method: 'GET', route: 'GET /users/@me', path: '/users/@me', exempt: false })
    log.frame({ direction: 'in', session: null, op: 2 })
    stop()
    log.frame({ direction: 'in', session: null, op: 1 })
    expect(heard).toMatchObject([
      { kind: 'request', route: 'GET /users/@me', at: 7 },
      { kind: 'frame', op: 2 },
    ])
  })
})

let id = 0
function message(channel: string, { content = '', key }: { content?: string; key?: string }) {
  id += 1
  const controls = key ? [{ type: 2, custom_id: key }] : []
  const components = [{ type: 1, components: controls }]
  return {
    id: String(id),
    channel_id: channel,
    content,
    embeds: [],
    components,
  } as unknown as Message
}

describe('doubles', () => {
  it('are messages of one channel with the same key in a custom id', () => {
    const [a, b] = [
      message('1', { content: 'x', key: 'read:k1' }),
      message('1', { key: 'read:k1' }),
    ]
    const others = [
      message('2', { key: 'read:k1' }),
      message('1', { content: 'y', key: 'read:k2' }),
    ]
    expect(doubles([a, b, ...others])).toEqual([
      { channelId: '1', why: 'key read:k1', ids: [a.id, b.id] },
    ])
  })

  it('are messages of one channel that say the same', () => {
    const all = ['1', '1', '2'].map((channel) => message(channel, { content: 'same' }))
    expect(doubles(all)).toMatchObject([{ channelId: '1', ids: [all[0]?.id, all[1]?.id] }])
  })

  it('may be told by a part of the custom id, and not by what has no key', () => {
    const keyOf = (custom: string) => custom.split(':')[1] ?? null
    const all = ['read:k1', 'rest:k1', 'list', 'list'].map((key, n) =>
      message('1', { content: String(n), key }),
    )
    expect(doubles(all, keyOf)).toEqual([
      { channelId: '1', why: 'key k1', ids: [all[0]?.id, all[1]?.id] },
    ])
  })
})
