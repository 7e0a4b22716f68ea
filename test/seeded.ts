/** Chance that can be had again: the same seed, the same choices. */

/** Gives a whole number in [0, below). */
export type Random = (below: number) => number

/** A small generator with a seed (mulberry32): figures can be had again. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** Gives one of several. */
export function oneOf<T>(from: readonly [T, ...T[]], random: Random): T {
  return from[random(from.length)] ?? from[0]
}
