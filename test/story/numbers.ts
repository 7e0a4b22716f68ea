/** The labelled cases of numbers that two articles tell differently, and how the rules judge them. */
import { readFileSync } from 'node:fs'
import { differencesIn } from '../../src/story/differences.ts'

/** Note, two articles (title, text), the pairs of numbers that differ. */
type Case = [note: string, a: [string, string], b: [string, string], differ: [number, number][]]

export const NUMBER_PARTS = [
  'ja-tune',
  'en-tune',
  'ja-held',
  'en-held',
  'ja-hard',
  'en-hard',
  'ja-fresh',
  'en-fresh',
] as const
export type NumberPart = (typeof NUMBER_PARTS)[number]

export const numberCases = (part: NumberPart): Case[] =>
  JSON.parse(readFileSync(new URL(`./numbers/${part}.json`, import.meta.url), 'utf8'))

const tellerOf = ([title, text]: [string, string]) => ({
  title,
  lead: text,
  keyPoints: [],
  body: [],
  flags: [],
})

/** Gives the pairs of numbers that are said to differ. */
export const saidOf = ([, a, b]: Case): string[] =>
  differencesIn([tellerOf(a), tellerOf(b)]).map(({ said }) =>
    said.map(({ value }) => value).join(' '),
  )

/** Gives how many differences are said, and rightly, and how many there are. */
export function numbersJudged(parts: readonly NumberPart[]) {
  const cases = parts.flatMap(numberCases)
  let said = 0
  let right = 0
  let there = 0
  for (const one of cases) {
    const differ = one[3].map((pair) => pair.join(' '))
    const found = saidOf(one)
    said += found.length
    there += differ.length
    right += found.filter((pair) => differ.includes(pair)).length
  }
  return {
    cases: cases.length,
    negatives: cases.filter(([, , , differ]) => differ.length === 0).length,
    there,
    said,
    right,
    precision: Number((right / Math.max(1, said)).toFixed(3)),
    recall: Number((right / Math.max(1, there)).toFixed(3)),
  }
}
