/** Ids as Discord makes them: time and a number, always rising. */

/** https://docs.discord.com/developers/reference#snowflakes */
const EPOCH = 1_420_070_400_000n

/** Gives a maker of ids; each is larger than the one before, whatever the clock does. */
export function snowflakes(now: () => number): () => string {
  let last = 0n
  return () => {
    const timed = (BigInt(Math.floor(now())) - EPOCH) << 22n
    last = timed > last ? timed : last + 1n
    return String(last)
  }
}
