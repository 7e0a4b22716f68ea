/**
 * What a channel told while somebody was away.
 *
 *   what they typed ─→ a moment, in the channel's own zone ─→ its postings since ─→ one entry a story, the newest word of it ─→
 *   a page
 */
import { CATCH_UP } from '../../config/member-limits.ts'
import { articlesByIds } from '../archive/article-table.ts'
import type { Caller } from '../model/caller.ts'
import { everPosted, type PostedRow, postedSince } from '../queries/posted-since.ts'
import { sinceOf } from '../text/since.ts'
import type { Deps } from './deps.ts'
import type { CaughtUp, Since } from './member-services.ts'
import { inSight, withContext } from './sight.ts'
import { zoneHere } from './zone-here.ts'

const PAGE = 5

/** Gives the moment that each of these texts means for this channel, null for one that means none or is not over yet. */
export async function sinceHere(
  deps: Deps,
  typed: readonly string[],
  caller: Caller,
): Promise<(Since | null)[]> {
  const zone = await zoneHere(deps, caller)
  const now = deps.clock.now()
  return typed.map((one) => {
    const at = sinceOf(one, { now, zone })
    return at === null || at > now ? null : { at, zone }
  })
}

type Told = PostedRow & { others: number }

/** The first of each story stands for all of it. */
function byStory(posted: readonly PostedRow[]): Told[] {
  const stories = Map.groupBy(posted, ({ id, storyId }) => storyId ?? `a${id}`)
  return [...stories.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, others: others.length }],
  )
}

/** Gives a page of what was posted in the caller's channel since a moment. */
export async function catchUp(
  deps: Deps,
  { at, page }: { at: number; page: number },
  caller: Caller,
): Promise<CaughtUp> {
  const { guildId, channelId } = caller
  const zone = await zoneHere(deps, caller)
  const place = { guildId: guildId ?? '', channelId }
  const limit = CATCH_UP.most
  const posted =
    guildId !== null && caller.sees(channelId)
      ? await postedSince(deps.db, { ...place, since: at, limit: limit + 1 })
      : []
  const told = byStory(await inSight(deps, posted.slice(0, limit), caller))
  const pages = Math.max(1, Math.ceil(told.length / PAGE))
  const where = Math.min(Math.max(0, page), pages - 1)
  const shown = told.slice(where * PAGE, (where + 1) * PAGE)
  const others = new Map(shown.map((one) => [one.id, one.others]))
  const articles = await articlesByIds(deps.db, [...others.keys()])
  const listed = articles.map((article) => ({ article, others: others.get(article.id) ?? 0 }))
  return {
    since: { at, zone },
    entries: await withContext(deps, { entries: listed, caller }),
    page: where,
    pages,
    total: told.length,
    cut: posted.length > limit,
    ever: posted.length > 0 || (await everPosted(deps.db, place)),
  }
}
