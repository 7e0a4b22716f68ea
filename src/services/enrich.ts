/**
 * Enriches the articles that are due.
 *
 *   look ahead to the next digests ─→ claim (one of a host in its turn) ─→ gain (one request at most) ─→ one transaction:
 *   the better text + index row, only if nobody took or changed the article meanwhile | the next turn | later | given up
 *
 * What an article's page gives is no correction of it: its version and its source's hash stay; but a page that is gone for good
 * takes it back.
 */
import { PAGES } from '../../config/page-limits.ts'
import { giveUpOld } from '../archive/enrichment-table.ts'
import { storeGained } from '../archive/gained.ts'
import { hostOf } from '../feed/address.ts'
import { holdPages } from '../feed/page-turns.ts'
import { backoff } from '../lib/backoff.ts'
import { claimPages, type DueArticle } from '../queries/claim-pages.ts'
import { fenced } from '../storage/claim.ts'
import type { Value } from '../storage/db.ts'
import type { Deps } from './deps.ts'
import { gain, type Step, textOf } from './gain.ts'
import { createLookAhead } from './look-ahead.ts'
import { placeAgain } from './place-stories.ts'
import { Visit } from './visit.ts'
import { withdraw } from './withdraw.ts'

/** A request ends within 30 s, reading and a card within as many: a lease that is over means a dead process. */
const LEASE_MS = 120_000
/** What cannot be had now is asked for again after minutes, then hours. */
const RETRY = { base: 5 * 60_000, cap: 6 * 3_600_000 } as const

export type Enricher = {
  /** Whether something is under way. */
  isBusy(): boolean
  /** Starts what is due as soon as there is room for it; gives how many were started, 0 when nothing is due. */
  run(): Promise<number>
  /** Resolves when nothing is under way. */
  settled(): Promise<void>
  /** Breaks off what is under way and gives it back; resolves when that is done. */
  stop(): Promise<void>
}

async function enrichOne(deps: Deps, due: DueArticle, signal: AbortSignal): Promise<void> {
  const step = await gain(deps, due, new Visit(signal))
  const isOurs = await store(deps, due, signal.aborted ? { kind: 'again' } : step)
  const outcome = step.kind === 'done' ? step.outcome : step.kind
  deps.log.debug({ article: due.article.id, outcome, stored: isOurs }, 'article enriched')
}

const write = (
  deps: Deps,
  { enrichment: { id, attempt } }: DueArticle,
  set: Record<string, Value>,
) => deps.db.tx((tx) => fenced(tx, { table: 'enrichment', id, attempt, set }))

async function store(deps: Deps, due: DueArticle, step: Step): Promise<boolean> {
  const now = deps.clock.now()
  const { enrichment } = due
  switch (step.kind) {
    case 'again': {
      const { address } = step
      const moved =
        address === undefined ? {} : { address, host: hostOf(address), hops: enrichment.hops + 1 }
      return write(deps, due, { ...moved, due_at: now })
    }
    case 'not-now': {
      const wait = backoff(enrichment.tries + 1, { ...RETRY, random: deps.random })
      const dueAt = now + Math.max(wait, step.wait)
      if (step.wait > 0) await deps.db.tx((tx) => holdPages(tx, enrichment.host, now + step.wait))
      return write(deps, due, { tries: enrichment.tries + 1, due_at: dueAt })
    }
    case 'done':
      return storeDone(deps, due, step)
  }
}

function storeDone(
  deps: Deps,
  { enrichment: { id, attempt, recheck }, article }: DueArticle,
  { outcome, gained }: Extract<Step, { kind: 'done' }>,
): Promise<boolean> {
  const item = gained.text === null ? null : JSON.stringify(textOf(article))
  const set = { due_at: null, outcome, done_at: deps.clock.now(), ...(recheck ? {} : { item }) }
  return deps.db.tx(async (tx) => {
    const isOurs = await fenced(tx, { table: 'enrichment', id, attempt, set })
    if (!isOurs) return false
    const after = recheck ? article : await storeGained(tx, article, gained)
    if (after === null) return true
    if (!recheck) await placeAgain(tx, article, after)
    if (outcome === 'gone') await withdraw(tx, after, deps.clock.now())
    return true
  })
}

/** Gives what enriches, with up to `atOnce` articles under way. */
export function createEnricher(
  deps: Deps,
  { atOnce = PAGES.atOnce }: { atOnce?: number } = {},
): Enricher {
  const underWay = new Map<number, Promise<void>>()
  const stopping = new AbortController()
  const lookAhead = createLookAhead(deps)
  const start = (due: DueArticle) => {
    const work = enrichOne(deps, due, stopping.signal)
      .catch((error: unknown) =>
        deps.log.error(
          { article: due.article.id, err: error },
          'article not enriched; it is tried again after its lease',
        ),
      )
      .finally(() => underWay.delete(due.article.id))
    underWay.set(due.article.id, work)
  }
  const settled = async () => {
    await Promise.all(underWay.values())
  }
  return {
    isBusy: () => underWay.size > 0,
    run: async () => {
      if (deps.pages === undefined && deps.writeCard === undefined) return 0
      while (underWay.size >= atOnce) await Promise.race(underWay.values())
      await lookAhead()
      const now = deps.clock.now()
      const due = await deps.db.tx(async (tx) => {
        await giveUpOld(tx, now)
        const lease = { now, leaseUntil: now + LEASE_MS, owner: deps.owner }
        const limit = atOnce - underWay.size
        return claimPages(tx, { ...lease, limit, inHand: [...underWay.keys()] })
      })
      for (const one of due) start(one)
      return due.length
    },
    settled,
    stop: async () => {
      stopping.abort()
      await settled()
    },
  }
}

/** Enriches a batch of due articles to its end; gives how many there were, 0 when none is due. */
export async function enrichDue(deps: Deps): Promise<number> {
  const enricher = createEnricher(deps)
  const count = await enricher.run()
  await enricher.settled()
  return count
}
