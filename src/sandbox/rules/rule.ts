/** A rule that Discord's description does not hold: its source and its effect. */
import type { Problem } from '../api-error.ts'
import type { Json } from '../json.ts'

export type Effect =
  /** Nothing is done. */
  | { kind: 'refuse'; status: number; code: number; message: string }
  /** Done, but not as asked. */
  | { kind: 'change'; what: string }
  /** Not done now; the answer says after how long it will be. */
  | { kind: 'delay'; status: 429; code: number; message: string }

export type Rule = {
  /** A page of Discord's documentation, or `house rule: …` where we are stricter or Discord does not say. */
  source: string
  effect: Effect
}

/** A rule on what a form must look like; each problem refuses the request. */
export type FormRule = Rule & { check(value: Json): Broken[] }
/** Where a form breaks a rule. */
export type Broken = Omit<Problem, 'rule'>

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
export const CODES = 'https://docs.discord.com/developers/topics/opcodes-and-status-codes#json'

export const refuse = (status: number, code: number, message: string) =>
  ({ kind: 'refuse', status, code, message }) as const
export const change = (what: string) => ({ kind: 'change', what }) as const
export const delay = (code: number, message: string) =>
  ({ kind: 'delay', status: 429, code, message }) as const

export const INVALID_FORM = refuse(400, 50035, 'Invalid Form Body')

/** Length as Discord counts it: code points, after trimming. */
export const lengthOf = (text: unknown): number =>
  typeof text === 'string' ? [...text.trim()].length : 0

/** Gives the second and later ones of what should be different. */
export function repeated(
  values: readonly { value: unknown; path: Broken['path'] }[],
  message: string,
): Broken[] {
  const seen = new Set<unknown>()
  return values.flatMap(({ value, path }) => {
    if (value === undefined || value === null) return []
    if (seen.has(value)) return [{ path, message }]
    seen.add(value)
    return []
  })
}
