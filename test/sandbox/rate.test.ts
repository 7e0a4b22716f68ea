/** Fifty in any second, however they come: over real sockets at full speed, and at times made to trick a counter. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { systemClock } from '../../src/lib/clock.ts'
import { SlidingWindow } from '../../src/sandbox/rest/sliding-window.ts'
import { startSandbox } from '../../src/sandbox/sandbox.ts'

const MOST = 50
const SECOND = 1000

/** The largest number of moments within less than a second of each other. */
function worstSecond(moments: readonly number[]): number {
  const sorted = moments.toSorted((a, b) => a - b)
  let oldest = 0
  return sorted.reduce((worst, at, n) => {
    while (at - (sorted[oldest] ?? at) >= SECOND) oldest += 1
    return Math.max(worst, n - oldest + 1)
  }, 0)
}

describe('a bot that posts at full speed', () => {
  it('gets fifty of a thousand posts taken in any second, and a global 429 for the next', async () => {
    const sandbox = await startSandbox({ clock: systemClock })
    const guild = sandbox.addGuild({ name: 'Morning Readers' })
    const channels = Array.from({ length: 200 }, (_, n) =>
      sandbox.addChannel(guild.id, { name: `news-${n}` }),
    )
    const post = async (n: number) => {
      const response = await fetch(
        `${sandbox.apiUrl}/v10/channels/${channels[n % channels.length]?.id}/messages`,
        {
          method: 'POST',
          headers: { authorization: `Bot ${sandbox.token}`, 'content-type': 'application/json' },
          body: JSON.stringify({ content: `${n}` }),
        },
      )
      return { status: response.status, headers: response.headers, body: await response.json() }
    }
    const answers = await Promise.all(Array.from({ length: 1000 }, (_, n) => post(n)))
    await sandbox.close()

    const inOrder = sandbox.requests.toSorted((a, b) => a.pace - b.pace)
    expect(inOrder.slice(0, MOST).map(({ status }) => status)).toEqual(Array(MOST).fill(200))
    expect(inOrder[MOST]?.status).toBe(429)
    // The log's moment is a few microseconds before the counter's.
    const taken = inOrder.filter(({ status }) => status === 200).map(({ pace }) => Math.ceil(pace))
    expect(worstSecond(taken)).toBeLessThanOrEqual(MOST)
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.length + taken.length).toBe(1000)
    const [first] = refused
    expect(first?.headers.get('x-ratelimit-global')).toBe('true')
    expect(first?.headers.get('x-ratelimit-scope')).toBe('global')
    expect(first?.body).toMatchObject({ global: true, code: 0 })
    expect(first?.body).toHaveProperty('retry_after', expect.closeTo(0.5, 0))
  })

  it('gets no more by coming at the edges of seconds', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 400 }), (moments) => {
        let now = 0
        const window = new SlidingWindow({ most: MOST, perMs: SECOND }, () => now)
        const taken = moments
          .toSorted((a, b) => a - b)
          .filter((at) => {
            now = at
            return window.take() === 0
          })
        expect(worstSecond(taken)).toBeLessThanOrEqual(MOST)
        expect(taken.length).toBeGreaterThanOrEqual(Math.min(moments.length, MOST))
      }),
      { numRuns: 50, seed: 3 },
    )
  })

  it('is told to wait until there is room, and no longer', () => {
    let now = 0
    const window = new SlidingWindow({ most: 2, perMs: SECOND }, () => now)
    expect([window.take(), window.take()]).toEqual([0, 0])
    now = 400
    expect(window.take()).toBe(600)
    now = 1000
    expect(window.take()).toBe(0)
  })
})
