/** What a channel was shown of the affairs that a window's articles belong to. */
import { ARTICLE_COLUMNS, articleOf } from '../archive/article-table.ts'
import type { Article } from '../model/article.ts'
import type { Tx } from '../storage/db.ts'
import { placesFor } from '../storage/places.ts'
import { storiesBefore } from '../story/story-table.ts'

export type ToldBefore = {
  /** The last article of the very story that the channel was shown, by story. */
  same: ReadonlyMap<number, Article>
  /** Stories that follow up one that the channel was shown. */
  followUps: ReadonlySet<number>
}

/** Statements are kept far below the engines' limits of parameters. */
const STEP = 500

/**
 * Gives what of these stories, and of those that they follow up, was on a card of some digest of the channel; but for the
 * articles of the window itself, which another digest of the channel may have shown.
 */
export async function toldBefore(
  tx: Tx,
  {
    channelId,
    storyIds,
    except,
  }: { channelId: string; storyIds: readonly number[]; except: ReadonlySet<number> },
): Promise<ToldBefore> {
  const before = new Map<number, number[]>()
  for (const id of storyIds) before.set(id, await storiesBefore(tx, id))
  const all = await shownIn(tx, channelId, [
    ...new Set([...storyIds, ...[...before.values()].flat()]),
  ])
  const shown = new Map(
    [...all].flatMap(([story, articles]) =>
      articles.filter(({ id }) => !except.has(id)).map((one) => [story, one] as const),
    ),
  )
  return {
    same: new Map([...shown].filter(([storyId]) => before.has(storyId))),
    followUps: new Set(
      [...before].filter(([, earlier]) => earlier.some((id) => shown.has(id))).map(([id]) => id),
    ),
  }
}

async function shownIn(
  tx: Tx,
  channelId: string,
  storyIds: readonly number[],
): Promise<Map<number, Article[]>> {
  const shown = new Map<number, Article[]>()
  const columns = ARTICLE_COLUMNS.split(', ').map((column) => `a.${column}`)
  for (let from = 0; from < storyIds.length; from += STEP) {
    const step = storyIds.slice(from, from + STEP)
    const rows = await tx.all(
      `SELECT ${columns.join(', ')} FROM article a
        WHERE a.story_id IN (${placesFor(step, 2)}) AND EXISTS (
          SELECT 1 FROM digest_article da JOIN digest d ON d.id = da.digest_id
            JOIN subscription s ON s.id = d.subscription_id
           WHERE da.article_id = a.id AND da.place = 'shown' AND s.channel_id = $1)
        ORDER BY a.seq`,
      [channelId, ...step],
    )
    for (const article of rows.map(articleOf)) {
      if (article.story === undefined) continue
      shown.set(article.story, [...(shown.get(article.story) ?? []), article])
    }
  }
  return shown
}
