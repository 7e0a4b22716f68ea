/** How fast one person may share. Pure. */
import { SHARE } from '../../config/member-limits.ts'
import type { Share } from './share-table.ts'

export type PaceProblem =
  /** The same article, in the same channel, by the same person: a second press. */
  | { kind: 'just-shared'; channelId: string }
  | { kind: 'too-fast'; most: number; withinMs: number; againAt: number }

/** Gives what stands against a share, or null; `recent` are the person's own of the last while, the newest first. */
export function paceProblem(
  recent: readonly Share[],
  { articleId, channelId }: { articleId: number; channelId: string },
): PaceProblem | null {
  if (recent.some((one) => one.articleId === articleId && one.channelId === channelId)) {
    return { kind: 'just-shared', channelId }
  }
  const oldest = recent[SHARE.most - 1]
  return oldest === undefined
    ? null
    : { kind: 'too-fast', ...SHARE, againAt: oldest.sharedAt + SHARE.withinMs }
}
