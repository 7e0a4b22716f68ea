/** The articles in the middle of stories: what a new article is compared with. */
import type { Row, Tx } from '../storage/db.ts'
import { placesFor } from '../storage/places.ts'
import type { Told } from '../story/telling.ts'

/** No more articles of some stories are looked at to know who tells them. */
const MEMBERS = 500
/** A short lead is not enough to compare; a long body is not read for nothing. */
const SHORT_LEAD = 120

export type Middle = { storyId: number; articleId: number; told: Told }

const middleOf = (row: Row): Middle => ({
  storyId: Number(row['story_id']),
  articleId: Number(row['id']),
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
    `SELECT s.id AS story_id, a.id, a.title, a.lead, COALESCE(a.published_at, a.arrived_at) AS at,
            CASE WHEN LENGTH(a.lead) < ${SHORT_LEAD} THEN a.body ELSE '[]' END AS body
       FROM story s JOIN article a ON a.id = s.article_id WHERE s.id IN (${placesFor(storyIds)})`,
    storyIds,
  )
  const byId = new Map(rows.map((row) => [Number(row['story_id']), middleOf(row)]))
  return storyIds.flatMap((id) => byId.get(id) ?? [])
}

/** Gives of which feeds, under which titles, the articles of stories are; the latest first. */
export async function membersOf(
  tx: Tx,
  storyIds: readonly number[],
): Promise<Map<number, { feed: number; title: string }[]>> {
  const members = new Map<number, { feed: number; title: string }[]>()
  if (storyIds.length === 0) return members
  const rows = await tx.all(
    `SELECT story_id, feed_id, title FROM article WHERE story_id IN (${placesFor(storyIds)})
      ORDER BY id DESC LIMIT ${MEMBERS}`,
    storyIds,
  )
  for (const row of rows) {
    const story = Number(row['story_id'])
    const member = { feed: Number(row['feed_id']), title: String(row['title']) }
    members.set(story, [...(members.get(story) ?? []), member])
  }
  return members
}
