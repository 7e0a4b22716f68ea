/** The articles in the middle of stories: what a new article is compared with. */
import type { Row, Tx } from '../storage/db.ts'
import { placesFor } from '../storage/places.ts'
import type { Told } from '../story/telling.ts'

/** A short lead is not enough to compare; a long body is not read for nothing. */
const SHORT_LEAD = 120

export type Middle = { storyId: number; articleId: number; feedId: number; told: Told }

const middleOf = (row: Row): Middle => ({
  storyId: Number(row['story_id']),
  articleId: Number(row['id']),
  feedId: Number(row['feed_id']),
  told: {
    title: String(row['title']),
    lead: String(row['lead']),
    body: JSON.parse(String(row['body'])) as string[],
    publishedAt: Number(row['at']),
  },
})

/** Gives the middles of stories, in the order of `storyIds`. */
export async function middlesOf(tx: Tx, storyIds: readonly number[]): Promise<Middle[]> {
  if (storyIds.length === 0) return []
  const rows = await tx.all(
    `SELECT s.id AS story_id, a.id, a.feed_id, a.title, a.lead, COALESCE(a.published_at, a.arrived_at) AS at,
            CASE WHEN LENGTH(a.lead) < ${SHORT_LEAD} THEN a.body ELSE '[]' END AS body
       FROM story s JOIN article a ON a.id = s.article_id WHERE s.id IN (${placesFor(storyIds)})`,
    storyIds,
  )
  const byId = new Map(rows.map((row) => [Number(row['story_id']), middleOf(row)]))
  return storyIds.flatMap((id) => byId.get(id) ?? [])
}
