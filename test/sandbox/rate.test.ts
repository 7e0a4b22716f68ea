/** Fifty in any second, however they come: over real sockets at full speed, and at times made to trick a counter. */
import { once } from 'node:events'
import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import { json } from 'node:stream/consumers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { systemClock } from '../../src/lib/clock.ts'
import { InvalidRequests } from '../../src/sandbox/rest/invalid-requests.ts'
import { SlidingWindow } from '../../src/sandbox/rest/sliding-window.ts'
import { Rules } from '../../src/sandbox/rules/table.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'

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

type Posted = { status: number | undefined; headers: IncomingHttpHeaders; body: unknown }

/** One message over plain HTTP. */
async function posted(
  agent: Agent,
  { apiUrl, token }: Sandbox,
  { channelId, text }: { channelId: string; text: string },
): Promise<Posted> {
  const sent = request(`${apiUrl}/v10/channels/${channelId}/messages`, {
    agent,
    method: 'POST',
    headers: { authorization: `Bot ${token}`, 'content-type': 'application/json' },
  })
  sent.end(JSON.stringify({ content: text }))
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  return { status: response.statusCode, headers: response.headers, body: await json(response) }
}

describe('an address that is refused ten thousand times', () => {
  it('is banned then, and free again when ten minutes are over', () => {
    let now = 0
    const invalid = new InvalidRequests(new Rules(), { now: () => now })
    for (let n = 0; n < 9_999; n += 1) invalid.count({ status: n % 2 ? 401 : 403 })
    invalid.count({ status: 404 })
    invalid.count({ status: 429, headers: { 'x-ratelimit-scope': 'shared' } })
    expect(() => invalid.check()).not.toThrow()
    invalid.count({ status: 429 })
    expect(() => invalid.check()).toThrow(/1015/)
    now += 10 * 60 * SECOND
    expect(() => invalid.check()).not.toThrow()
  })
})

describe('a bot that posts at full speed', () => {
  it('gets fifty of a thousand posts taken in any second, and a global 429 for the next', async () => {
    const sandbox = await startSandbox({ clock: systemClock })
    const guild = sandbox.addGuild({ name: 'Morning Readers' })
    const channels = Array.from({ length: 200 }, (_, n) =>
      sandbox.addChannel(guild.id, { name: `news-${n}` }),
    )
    // As many sockets as a busy bot has; a thousand would measure the machine.
    const agent = new Agent({ keepAlive: true, maxSockets: 16 })
    const post = (n: number) =>
      posted(agent, sandbox, { channelId: channels[n % channels.length]?.id ?? '', text: `${n}` })
    const answers = await Promise.all(Array.from({ length: 1000 }, (_, n) => post(n)))
    agent.destroy()
    await sandbox.close()

    const momentsOf = (wanted: number) =>
      sandbox.requests.filter(({ status }) => status === wanted).map(({ pace }) => pace)
    const [taken, refusedAt] = [momentsOf(200), momentsOf(429)]
    expect(worstSecond(taken)).toBe(MOST)
    const takenBefore = (at: number) => taken.filter((one) => one > at - SECOND && one <= at).length
    // Only a request that would have been the fifty-first is refused.
    expect(refusedAt.filter((at) => takenBefore(at) !== MOST)).toEqual([])
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.length + taken.length).toBe(1000)
    const [first] = refused
    expect(first?.headers['x-ratelimit-global']).toBe('true')
    expect(first?.headers['x-ratelimit-scope']).toBe('global')
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
