/** A case of a rule: something that is tried, what comes of it under the rule, and what without it. */
import type { Bench, BenchOptions } from '../bench.ts'

export type Case = {
  /** What is tried, in words. */
  when: string
  /** Tries it and gives what came of it. */
  run(bench: Bench): Promise<unknown>
  /** What the documentation says. */
  shows: unknown
  /** What comes of it where the rule is turned off. */
  otherwise: unknown
  options?: BenchOptions
}

/** Does something again and again, and gives what came of the last time. */
export async function last<T>(times: number, run: (index: number) => Promise<T>): Promise<T> {
  let result = await run(0)
  for (let index = 1; index < times; index += 1) result = await run(index)
  return result
}
