/**
 * Reads every feed of the catalogue as the bot would.
 *
 *   each feed ─→ fetch (guarded) ─→ read ─→ what it said ─→ the catalogue with the day on those that are well
 */
import type { Catalogue, CatalogueFeed } from '../../config/catalogue.ts'
import { askFeed } from './ask-feed.ts'

export type CatalogueCheck = { feed: CatalogueFeed } & (
  | { ok: true; title: string | null; articles: number }
  | { ok: false; problem: string }
)

type AskDeps = Parameters<typeof askFeed>[0]

/** Different sites are asked at once, so that a slow one keeps nobody waiting. */
const AT_ONCE = 8

/** Asks every feed; `told` hears of each as soon as it has answered. Gives the answers in the feeds' order. */
export async function checkCatalogue(
  deps: AskDeps,
  feeds: readonly CatalogueFeed[],
  told: (check: CatalogueCheck) => void,
): Promise<CatalogueCheck[]> {
  const checks: CatalogueCheck[] = []
  const waiting = [...feeds.entries()]
  const ask = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, feed] = next
      const check = await checkFeed(deps, feed)
      checks[index] = check
      told(check)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, ask))
  return checks
}

async function checkFeed(deps: AskDeps, feed: CatalogueFeed): Promise<CatalogueCheck> {
  const outcome = await askFeed(deps, feed.url, null)
  if (!outcome.ok) return { feed, ok: false, problem: outcome.error.message }
  if (outcome.value.kind !== 'read') return { feed, ok: false, problem: 'nothing was read' }
  const { title, articles } = outcome.value.feed
  if (articles.length === 0) return { feed, ok: false, problem: 'the feed has no articles' }
  return { feed, ok: true, title, articles: articles.length }
}

/** Gives the catalogue with the day on each feed that is well; the others keep the day they had. */
export function withChecks(
  { categories, feeds }: Catalogue,
  checks: readonly CatalogueCheck[],
  day: string,
): Catalogue {
  const well = new Set(checks.filter(({ ok }) => ok).map(({ feed }) => feed.url))
  return {
    categories,
    feeds: feeds.map((feed) => (well.has(feed.url) ? { ...feed, checked: day } : feed)),
  }
}
