/** JSON as it comes in and goes out. */

export type Json = Record<string, unknown>

/** Gives a list that may be missing. */
export const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])
