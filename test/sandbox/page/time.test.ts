/** How the page writes how long ago something was. */
import { describe, expect, it } from 'vitest'
import { relative } from '../../../src/sandbox/page/client/time.ts'

const AT = Date.UTC(2026, 0, 18, 7, 30)

describe('a relative time', () => {
  it.each([
    [AT, 'now', '今'],
    [AT + 300, 'now', '今'],
    [AT + 4_000, '4 seconds ago', '4秒前'],
    [AT - 8 * 3_600_000, 'in 8 hours', '8時間後'],
  ] as const)('at %i is read as it is said', (now, en, ja) => {
    expect(relative(AT, now, 'en')).toBe(en)
    expect(relative(AT, now, 'ja')).toBe(ja)
  })
})
