/** While a long command runs, its answer says how far it is; the reply always comes last. */
import { describe, expect, it } from 'vitest'
import { progressOf } from '../../src/discord/progress.ts'
import { MovedClock } from '../../src/lib/clock.ts'
import { createLogger } from '../../src/lib/logger.ts'
import type { Reply } from '../../src/model/message.ts'

const log = createLogger('silent')

function world(send?: (reply: Reply) => Promise<void>) {
  const clock = new MovedClock(0)
  const shown: string[] = []
  const release: (() => void)[] = []
  const slow = (reply: Reply) => {
    shown.push(reply.content ?? '')
    return new Promise<void>((resolve) => release.push(resolve))
  }
  return { clock, shown, release, progress: progressOf(send ?? slow, { clock, log }) }
}

describe('progress', () => {
  it('is one request at a time, two seconds apart at least', async () => {
    const { clock, shown, release, progress } = world()
    progress.show({ content: 'too soon' })
    await clock.advance(2_000)
    progress.show({ content: '1' })
    progress.show({ content: '2' })
    await clock.advance(2_000)
    progress.show({ content: '3' })
    release.pop()?.()
    await new Promise(setImmediate)
    progress.show({ content: '4' })
    progress.show({ content: '5' })
    expect(shown).toEqual(['1', '4'])
  })

  it('is over before the reply: nothing is on its way any more, and nothing follows', async () => {
    const { clock, shown, release, progress } = world()
    await clock.advance(2_000)
    progress.show({ content: '1' })
    let ended = false
    const end = progress.end().then(() => {
      ended = true
    })
    await new Promise(setImmediate)
    expect(ended).toBe(false)
    release.pop()?.()
    await end
    await clock.advance(10_000)
    progress.show({ content: '2' })
    expect(shown).toEqual(['1'])
  })

  it('that cannot be shown disturbs nothing', async () => {
    const { clock, progress } = world(() => Promise.reject(new Error('gone')))
    await clock.advance(2_000)
    progress.show({ content: '1' })
    await expect(progress.end()).resolves.toBeUndefined()
  })
})
