import { describe, expect, it } from 'vitest'
import { pointCases } from './cases.ts'
import { heldOutCases } from './held-out-cases.ts'
import { scoreOf, verdicts } from './scores.ts'

describe('the checks of points', () => {
  it.each([
    ['the cases that they were made with', pointCases, { precision: 0.97, recall: 0.88 }],
    ['cases that they were not made with', heldOutCases, { precision: 0.9, recall: 0.75 }],
  ])('seldom reject what is right and catch most of what is wrong, on %s', (_, cases, least) => {
    const all = verdicts(cases)
    for (const lang of ['ja', 'en']) {
      const score = scoreOf(all.filter((one) => one.lang === lang))
      expect(score.cases).toBeGreaterThanOrEqual(20)
      expect(score.precision).toBeGreaterThanOrEqual(least.precision)
      expect(score.recall).toBeGreaterThanOrEqual(least.recall)
    }
  })

  it('catch every changed number, date and name of a thing in the cases', () => {
    const missed = verdicts([...pointCases, ...heldOutCases]).filter(
      ({ what, objection }) =>
        objection === null &&
        what !== undefined &&
        ['number', 'unit', 'date', 'name'].includes(what),
    )
    expect(missed.map(({ text }) => text)).toEqual([])
  })
})
