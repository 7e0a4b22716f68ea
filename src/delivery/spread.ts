/** When personal digests of one slot go out: spread, always the same for the same person. Pure. */
import { createHash } from 'node:crypto'
import { OWN_DIGESTS } from '../../config/member-limits.ts'

/** Gives how long after its slot a personal space's digest is due (ms); all that comes into one space keeps its order. */
export function spreadOf(space: string): number {
  const [first = 0] = new Uint32Array(
    createHash('sha256').update(space).digest().buffer.slice(0, 4),
  )
  return Math.floor((first / 2 ** 32) * OWN_DIGESTS.spreadMs)
}
