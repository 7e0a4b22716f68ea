/** How well the checks tell faithful points from others, on cases labelled by hand. */
import { objectionTo, sourceOf } from '../../src/llm/check-points.ts'
import { contentWords, shareIn } from '../../src/llm/content-words.ts'
import { plainWords } from '../../src/llm/plain-words.ts'
import type { PointCase, PointCases } from './cases.ts'

export type Verdict = PointCase & { lang: 'ja' | 'en'; objection: string | null; share: number }

/** Gives each case with what the checks object to. */
export const verdicts = (cases: readonly PointCases[]): Verdict[] =>
  cases.flatMap(({ lang, title, sentences, points }) => {
    const source = sourceOf(title, sentences)
    return points.map((point) => {
      const evidence = point.on.map((number) => sentences[number] ?? '')
      const words = plainWords(point.text)
      const objection = objectionTo({ words, evidence, lang }, source)
      const share = shareIn(contentWords(evidence.join('\n')), words.text)
      return { ...point, lang, objection, share }
    })
  })

export type Score = { cases: number; rejected: number; precision: number; recall: number }

/** Precision: of the rejected, how many are unfaithful. Recall: of the unfaithful, how many are rejected. */
export function scoreOf(all: readonly Verdict[]): Score {
  const rejected = all.filter(({ objection }) => objection !== null)
  const right = rejected.filter(({ faithful }) => !faithful).length
  const unfaithful = all.filter(({ faithful }) => !faithful).length
  return {
    cases: all.length,
    rejected: rejected.length,
    precision: right / Math.max(1, rejected.length),
    recall: right / Math.max(1, unfaithful),
  }
}
