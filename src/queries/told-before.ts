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

type Place = {
  guildId: string
  channelId: string
  /** Articles that do not count. */
  except: ReadonlySet<number>
}

const COLUMNS = ARTICLE_COLUMNS.split(', ')
  .map((column) => `a.${column}`)
  .join(', ')

/** A digest that is composed late may show what came hours after its slot. */
const DAY_MS = 86_400_000

/** Statements are kept far below the engines' limits of parameters. */
const STEP = 500

/**
 * Gives what of these stories, and of those that they follow up, was on a card of some digest of the channel; but for the
 * articles of the window itself, which another digest of the channel may have shown.
 */
export async function toldBefore(
  tx: Tx,
  { storyIds, ...place }: Place & { storyIds: readonly number[] },
): Promise<ToldBefore> {
  const before = new Map<number, number[]>()
  for (const id of storyIds) before.set(id, await storiesBefore(tx, id))
  const shown = await shownIn(tx, place, [
    ...new Set([...storyIds, ...[...before.values()].flat()]),
  ])
  return {
    same: new Map([...shown].filter(([storyId]) => before.has(storyId))),
    followUps: new Set(
      [...before].filter(([, earlier]) => earlier.some((id) => shown.has(id))).map(([id]) => id),
    ),
  }
}

/**
 * Gives of each story the last article that was shown. From the channel to its digests since the article came, and not
 * from the article to all digests that show it: of a feed that everybody reads these are thousands.
 */
async function shownIn(
  tx: Tx,
  { guildId, channelId, except }: Place,
  storyIds: readonly number[],
): Promise<Map<number, Article>> {
  const shown = new Map<number, Article>()
  for (let from = 0; from < storyIds.length; from += STEP) {
    const step = storyIds.slice(from, from + STEP)
    const tellers = await tx.all(
      `SELECT id FROM article WHERE story_id IN (${placesFor(step)}) ORDER BY seq`,
      step,
    )
    for (const id of tellers.map((row) => Number(row['id'])).filter((one) => !except.has(one))) {
      const [row] = await tx.all(
        `SELECT ${COLUMNS} FROM article a
          WHERE a.id = $1 AND EXISTS (
            SELECT 1 FROM subscription s CROSS JOIN digest d CROSS JOIN digest_article da
             WHERE s.guild_id = $2 AND s.channel_id = $3 AND d.subscription_id = s.id AND d.slot > a.arrived_at - $4
               AND da.digest_id = d.id AND da.article_id = a.id AND da.place = 'shown')`,
        [id, guildId, channelId, DAY_MS],
      )
      const article = row && articleOf(row)
      if (article?.story !== undefined) shown.set(article.story, article)
    }
  }
  return shown
}
