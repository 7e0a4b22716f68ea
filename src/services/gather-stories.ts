/** What the articles of a window are to their readers: one entry a story, with what the channel was told of it before. */
import { mergeStories } from '../digest/merge.ts'
import type { DigestArticle } from '../model/digest.ts'
import { toldBefore } from '../queries/told-before.ts'
import type { Tx } from '../storage/db.ts'
import { bringsNews } from '../story/news.ts'

export type Gathered = {
  /** One entry a story, marked where it goes on with what the channel was told. */
  entries: DigestArticle[]
  /** What the channel was told already, and is only told again. */
  told: DigestArticle[]
}

/** Gives the stories of a window for a channel. */
export async function gatherStories(
  tx: Tx,
  {
    guildId,
    channelId,
    articles,
  }: { guildId: string; channelId: string; articles: readonly DigestArticle[] },
): Promise<Gathered> {
  const merged = mergeStories(articles)
  const storyIds = merged.flatMap(({ story }) => story ?? [])
  const before = await toldBefore(tx, {
    guildId,
    channelId,
    storyIds,
    except: new Set(articles.map(({ id }) => id)),
  })
  const gathered: Gathered = { entries: [], told: [] }
  for (const entry of merged) {
    const { story } = entry
    const earlier = story === undefined ? undefined : before.same.get(story)
    if (earlier !== undefined && !bringsNews(datedOf(entry), datedOf(earlier))) {
      gathered.told.push(entry)
      continue
    }
    const isUpdate = earlier !== undefined || (story !== undefined && before.followUps.has(story))
    gathered.entries.push(isUpdate ? { ...entry, isUpdate } : entry)
  }
  return gathered
}

const datedOf = <T extends { publishedAt: number | null; arrivedAt: number }>(article: T): T => ({
  ...article,
  publishedAt: article.publishedAt ?? article.arrivedAt,
})
