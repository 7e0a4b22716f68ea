/**
 * Gives the wait before the next try: `base` doubled per earlier failure, at most `cap`, of which a random half is
 * kept (so that many who failed together do not return together).
 *
 * @param failures how many tries have failed so far, ≥ 1
 * @param random in [0, 1)
 * @returns milliseconds
 */
export function backoff(
  failures: number,
  { base, cap, random }: { base: number; cap: number; random: () => number },
): number {
  const full = Math.min(cap, base * 2 ** Math.min(Math.max(failures - 1, 0), 40))
  return Math.round(full / 2 + (full / 2) * random())
}
