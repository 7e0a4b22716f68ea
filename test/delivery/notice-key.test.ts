import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noticeKey, serverOfNotice, spaceOfNotice } from '../../src/delivery/notice-key.ts'
import { personalSpace } from '../../src/model/space.ts'

const snowflake = fc.bigInt({ min: 1n, max: 2n ** 63n }).map(String)

describe('the key of a notice', () => {
  it('names the server for which it is, and fits into custom ids', () => {
    fc.assert(
      fc.property(
        snowflake,
        snowflake,
        fc.integer({ min: 0, max: 4e12 }),
        (guild, channel, now) => {
          const key = noticeKey({ guildId: guild, channelId: channel }, now)
          expect(serverOfNotice(key)).toBe(guild)
          expect(key.length).toBeLessThanOrEqual(40)
        },
      ),
    )
  })

  it('names the person whose own digests it is about, and no server then', () => {
    fc.assert(
      fc.property(snowflake, snowflake, (person, channel) => {
        const guildId = personalSpace(person)
        const key = noticeKey({ guildId, channelId: channel }, 0)
        expect(key).toMatch(/^[0-9a-z-]{1,40}$/)
        expect([spaceOfNotice(key), serverOfNotice(key)]).toEqual([guildId, null])
      }),
    )
  })

  it('is nothing else', () => {
    for (const other of ['', 'turn', 's1-2', 'n-1-2', 'n1-2', 'n1-2-3-4', 'nZ-1-1', undefined]) {
      expect(serverOfNotice(other)).toBeNull()
      expect(spaceOfNotice(other)).toBeNull()
    }
  })
})
