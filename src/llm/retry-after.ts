/** How long a model server wants to be left alone. Pure. */

/** Gives the wait in ms that `retry-after-ms` or `retry-after` ask for (RFC 9110 §10.2.3), 0 where neither does. */
export function waitAsked(headers: Readonly<Record<string, string>>, now: number): number {
  const exact = headers['retry-after-ms']?.trim() ?? ''
  if (/^\d{1,12}(?:\.\d+)?$/.test(exact)) return Math.round(Number(exact))
  const value = headers['retry-after']?.trim() ?? ''
  if (/^\d{1,9}(?:\.\d+)?$/.test(value)) return Math.round(Number(value) * 1000)
  const date = Date.parse(value)
  return Number.isNaN(date) ? 0 : Math.max(0, date - now)
}
