/** Where an article belongs among the stories that it may tell. Pure. */
import { compare } from './compare.ts'
import type { Telling } from './telling.ts'

/** A story by the telling in its middle. */
export type Candidate = { storyId: number; telling: Telling }

export type Place =
  | { kind: 'joins'; storyId: number; why: string }
  | { kind: 'follows'; storyId: number; why: string }
  | { kind: 'opens' }

/**
 * Gives the story that an article joins: the one whose middle is told most alike; else the one that it follows up; else
 * none. A chain of likenesses glues nothing together: only the middle is compared.
 */
export function placeOf(telling: Telling, candidates: readonly Candidate[]): Place {
  const verdicts = candidates.map(({ storyId, telling: middle }) => ({
    storyId,
    ...compare(telling, middle),
  }))
  const [same] = verdicts.filter(({ kind }) => kind === 'same').sort((a, b) => b.score - a.score)
  if (same) return { kind: 'joins', storyId: same.storyId, why: same.why() }
  const [earlier] = verdicts
    .filter(({ kind }) => kind === 'follow-up')
    .sort((a, b) => b.score - a.score || b.storyId - a.storyId)
  if (earlier) return { kind: 'follows', storyId: earlier.storyId, why: earlier.why() }
  return { kind: 'opens' }
}
