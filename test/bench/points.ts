/** `bench -- points`: how well the checks of a model's points tell right from wrong, on cases labelled by hand. */
import { pointCases } from '../llm/cases.ts'
import { heldOutCases } from '../llm/held-out-cases.ts'
import { scoreOf, verdicts } from '../llm/scores.ts'
import type { Bench } from './main.ts'

const rounded = (value: number) => Math.round(value * 1000) / 1000

/** Prints precision and recall by set and language, then what was judged wrongly. */
export const points: Bench = async (_, print) => {
  for (const [set, cases] of Object.entries({ made: pointCases, 'held out': heldOutCases })) {
    const before = performance.now()
    const all = verdicts(cases)
    const msEach = rounded((performance.now() - before) / all.length)
    for (const lang of ['ja', 'en'] as const) {
      const score = scoreOf(all.filter((one) => one.lang === lang))
      const [precision, recall] = [rounded(score.precision), rounded(score.recall)]
      print({ set, lang, ...score, precision, recall, msEach })
    }
    for (const { faithful, what, objection, text } of all) {
      if (faithful !== (objection === null)) print({ set, faithful, what, objection, text })
    }
  }
}
