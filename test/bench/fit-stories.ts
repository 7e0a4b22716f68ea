/**
 * `npm run -s bench -- fit-stories`: fits the weights of src/story/compare.ts anew to the tuned pairs (logistic regression, L2,
 * Adam from zero: the same each time), and says how families that were left out in turn are judged by cautions of 0 to 1.5.
 */
import { compare, SAME_MS } from '../../src/story/compare.ts'
import { type Evidence, evidenceOf } from '../../src/story/evidence.ts'
import type { Telling } from '../../src/story/telling.ts'
import { type Part, pairsOf, TUNED, tellingOfSample } from '../story/pairs.ts'
import type { Print } from './main.ts'

type Row = { family: string; values: number[]; same: number; apart: boolean }
type Model = { weights: number[]; bias: number }

/** These decide elsewhere. */
const LEFT_OUT: ReadonlySet<string> = new Set(['coverMax', 'clash', 'actionsNew'])
const L2 = 3
const ROUNDS = 800
const STEP = 0.1
const FOLDS = 10
const CAUTIONS = [0, 0.3, 0.5, 0.7, 0.9, 1.2, 1.5]

const rowsOf = (parts: readonly Part[], names: readonly (keyof Evidence)[]): Row[] =>
  parts.flatMap((part) =>
    pairsOf(part).map(({ family, a, b, same }) => {
      const [one, other] = [tellingOfSample(a), tellingOfSample(b)]
      const evidence = evidenceOf(one, other)
      return {
        family: `${part}/${family}`,
        values: names.map((name) => evidence[name]),
        same: Number(same),
        apart: isApart(one, other),
      }
    }),
  )

/** What a rule keeps apart says nothing of the weights. */
function isApart(a: Telling, b: Telling): boolean {
  const { kind, score } = compare(a, b)
  if (Math.abs((a.publishedAt ?? 0) - (b.publishedAt ?? 0)) > SAME_MS) return true
  return score === Number.NEGATIVE_INFINITY || (score > 0 && kind !== 'same')
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const dot = (a: readonly number[], b: readonly number[]) =>
  sum(a.map((value, index) => value * (b[index] ?? 0)))

/** Gives the weights for the values as they are; fitted to values of mean 0 and deviation 1. */
function regress(rows: readonly Row[]): Model {
  const columns = rows[0]?.values.map((_, column) => rows.map(({ values }) => values[column] ?? 0))
  const means = (columns ?? []).map((column) => sum(column) / rows.length)
  const deviations = (columns ?? []).map(
    (column, index) =>
      Math.sqrt(sum(column.map((value) => (value - (means[index] ?? 0)) ** 2)) / rows.length) || 1,
  )
  const inputs = rows.map(({ values }) => [
    ...values.map((value, index) => (value - (means[index] ?? 0)) / (deviations[index] ?? 1)),
    1,
  ])
  const fitted = descend(
    inputs,
    rows.map(({ same }) => same),
  )
  const weights = deviations.map((deviation, index) => (fitted[index] ?? 0) / deviation)
  return { weights, bias: (fitted.at(-1) ?? 0) - dot(weights, means) }
}

function descend(inputs: readonly number[][], labels: readonly number[]): number[] {
  const zeros = (inputs[0] ?? []).map(() => 0)
  let [weights, first, second] = [zeros, zeros, zeros]
  for (let round = 1; round <= ROUNDS; round += 1) {
    const slopes = slopesOf(inputs, { labels, weights })
    first = slopes.map((slope, index) => 0.9 * (first[index] ?? 0) + 0.1 * slope)
    second = slopes.map((slope, index) => 0.99 * (second[index] ?? 0) + 0.01 * slope ** 2)
    weights = weights.map((weight, index) => {
      const mean = (first[index] ?? 0) / (1 - 0.9 ** round)
      const size = Math.sqrt((second[index] ?? 0) / (1 - 0.99 ** round)) + 1e-8
      return weight - (STEP * mean) / size
    })
  }
  return weights
}

function slopesOf(
  inputs: readonly number[][],
  { labels, weights }: { labels: readonly number[]; weights: readonly number[] },
): number[] {
  // The last one is the bias, which nothing draws to zero.
  const slopes = weights.map((weight, index) => (index === weights.length - 1 ? 0 : L2 * weight))
  for (const [row, input] of inputs.entries()) {
    const error = 1 / (1 + Math.exp(-dot(input, weights))) - (labels[row] ?? 0)
    for (const [index, value] of input.entries())
      slopes[index] = (slopes[index] ?? 0) + error * value
  }
  return slopes
}

/** Gives each row's score by a model that was fitted without its family. */
function leftOut(rows: readonly Row[]): { row: Row; score: number }[] {
  const families = [...new Set(rows.map(({ family }) => family))]
  return Array.from({ length: FOLDS }, (_, fold) => {
    const out = new Set(families.filter((_name, index) => index % FOLDS === fold))
    const model = regress(rows.filter(({ family, apart }) => !out.has(family) && !apart))
    return rows
      .filter(({ family }) => out.has(family))
      .map((row) => ({
        row,
        score: row.apart ? Number.NEGATIVE_INFINITY : dot(row.values, model.weights) + model.bias,
      }))
  }).flat()
}

export async function fitStories(_args: string[], print: Print): Promise<void> {
  const names = namesOfEvidence()
  const rows = rowsOf(TUNED, names)
  const model = regress(rows.filter(({ apart }) => !apart))
  const rounded = (value: number) => Number(value.toFixed(2))
  const weights = Object.fromEntries(
    names.map((name, index) => [name, rounded(model.weights[index] ?? 0)]),
  )
  print({ bench: 'fit-stories', bias: rounded(model.bias), weights })
  const scored = leftOut(rows)
  for (const language of ['en', 'ja']) {
    const own = scored.filter(({ row }) => row.family.startsWith(language))
    const same = sum(own.map(({ row }) => row.same))
    for (const caution of CAUTIONS) {
      const merged = own.filter(({ score }) => score > caution)
      const right = sum(merged.map(({ row }) => row.same))
      const precision = rounded(right / Math.max(1, merged.length))
      print({ bench: 'fit-stories', language, caution, precision, recall: rounded(right / same) })
    }
  }
}

function namesOfEvidence(): (keyof Evidence)[] {
  const nothing = { story: 'A', follows: null, title: '', lead: '', publishedAt: 0 }
  const evidence = evidenceOf(tellingOfSample(nothing), tellingOfSample(nothing))
  return (Object.keys(evidence) as (keyof Evidence)[]).filter((name) => !LEFT_OUT.has(name))
}
