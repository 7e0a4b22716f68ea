import { expect, it } from 'vitest'
import { OWN_DIGESTS } from '../../config/member-limits.ts'
import { spreadOf } from '../../src/delivery/spread.ts'
import { personalSpace } from '../../src/model/space.ts'

const spaces = Array.from({ length: 1_000 }, (_, n) =>
  personalSpace(String(10n ** 17n + BigInt(n))),
)

it('personal digests of one slot are spread evenly over three minutes, always the same for the same person', () => {
  const waits = spaces.map(spreadOf)
  expect(spaces.map(spreadOf)).toEqual(waits)
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...waits)).toBeLessThan(OWN_DIGESTS.spreadMs)
  const perMinute = [0, 1, 2].map(
    (minute) => waits.filter((wait) => Math.floor(wait / 60_000) === minute).length,
  )
  for (const count of perMinute) expect(count).toBeGreaterThan(250)
})
