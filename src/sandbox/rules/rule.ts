/** A rule that Discord's description does not hold: its name, its source and what it refuses. */
import type { Problem } from '../api-error.ts'

export type Rule<T> = {
  name: string
  /** A page of Discord's documentation, or `house rule` where we are stricter. */
  source: string
  /** Gives what breaks it; each problem refuses the request with 50035. */
  check(value: T): Problem[]
}

/** Gives everything that breaks any of the rules. */
export const broken = <T>(rules: readonly Rule<T>[], value: T): Problem[] =>
  rules.flatMap((rule) => rule.check(value))

/** Length as Discord counts it: code points, after trimming. */
export const lengthOf = (text: unknown): number =>
  typeof text === 'string' ? [...text.trim()].length : 0

/** Gives a problem for a text that is too long. */
export const tooLong = (
  rule: string,
  { path, text, most }: { path: (string | number)[]; text: unknown; most: number },
): Problem[] =>
  lengthOf(text) > most ? [{ path, rule, message: `Must be ${most} or fewer in length.` }] : []
