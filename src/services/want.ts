/** Which articles are sent for: decided in the transaction that stores them, and once more for what a digest is to show. */
import { PAGES } from '../../config/page-limits.ts'
import type { Stored } from '../archive/article-table.ts'
import {
  dropEnrichment,
  hurry,
  neverWanted,
  pendingHosts,
  wantEnrichment,
} from '../archive/enrichment-table.ts'
import { wantedOf } from '../article/enrichment.ts'
import { hostOf } from '../feed/address.ts'
import { openHosts } from '../feed/page-turns.ts'
import type { Article } from '../model/article.ts'
import type { Tx } from '../storage/db.ts'
import type { Deps } from './deps.ts'

/** What is older stands in no first digest, but where there is nothing newer: then the digest sends for it. */
const DAY_MS = 24 * 3_600_000

/** What of enrichment this bot does. */
export type Enriching = { pages: boolean; cards: boolean }

export const enrichingOf = ({
  pages,
  writeCard,
}: Pick<Deps, 'pages' | 'writeCard'>): Enriching => ({
  pages: pages !== undefined,
  cards: writeCard !== undefined,
})

/** Gives what of an article is due; null for nothing. A host without a name is nobody's turn: only a card is wanted. */
function dueOf(article: Article, { pages, cards }: Enriching) {
  const wanted = pages ? wantedOf(article) : null
  const host = wanted === null ? '' : hostOf(wanted.address)
  if (wanted !== null && host !== '') return { id: article.id, address: wanted.address, host }
  const mayHaveCard =
    !article.flags.includes('no-text') &&
    article.keyPoints.every(({ origin }) => origin !== 'native')
  return cards && mayHaveCard ? { id: article.id, address: '', host: '' } : null
}

/**
 * Sends for what a poll has stored: of new articles the newest, as many as a digest may show; of changed ones those that
 * want more than they say now.
 */
export async function wantStored(
  tx: Tx,
  { added, changed }: Pick<Stored, 'added' | 'changed'>,
  { enriching, now }: { enriching: Enriching; now: number },
): Promise<void> {
  for (const { after } of changed) {
    const due = dueOf(after, enriching)
    if (due === null) await dropEnrichment(tx, after.id)
    else await wantEnrichment(tx, due, { now, freshFrom: now })
  }
  const recent = added.filter(({ publishedAt }) => (publishedAt ?? now) > now - DAY_MS)
  const due = recent.toReversed().flatMap((article) => dueOf(article, enriching) ?? [])
  for (const one of due.slice(0, PAGES.aPoll)) {
    await wantEnrichment(tx, one, { now, freshFrom: now - PAGES.fresh })
  }
}

/** Sends for what a digest is about to show and nobody has sent for yet; all of it goes before other articles. */
export async function wantShown(
  tx: Tx,
  shown: readonly Article[],
  { enriching, now }: { enriching: Enriching; now: number },
): Promise<void> {
  const due = shown.flatMap((article) => dueOf(article, enriching) ?? [])
  const fresh = await neverWanted(
    tx,
    due.map(({ id }) => id),
  )
  for (const one of due) {
    if (fresh.has(one.id)) await wantEnrichment(tx, one, { now, freshFrom: now - PAGES.fresh })
  }
  await hurry(
    tx,
    shown.map(({ id }) => id),
  )
}

/** Says whether enrichment of some articles is under way, or may be until a moment. */
export async function isAwaited(
  tx: Tx,
  shown: readonly Article[],
  at: { now: number; until: number },
): Promise<boolean> {
  const hosts = await pendingHosts(
    tx,
    shown.map(({ id }) => id),
    at,
  )
  const named = hosts.filter((host) => host !== '')
  return named.length < hosts.length || (await openHosts(tx, named, at)).size > 0
}
