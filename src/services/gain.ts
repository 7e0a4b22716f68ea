/**
 * What one article gains, in one turn of a host; it stores nothing.
 *
 *   the article's page ─→ the better text ─→ continuation pages ─→ card
 *
 * Each turn goes the whole way again over what is kept and sends one request where something is missing.
 */
import { PAGES } from '../../config/page-limits.ts'
import type { Gained } from '../archive/gained.ts'
import { MOST_CONTINUATION_PAGES, withContinuation } from '../article/continuation.ts'
import { betterText, isSameStory } from '../article/enrichment.ts'
import { hostOf } from '../feed/address.ts'
import type { Article, ArticleText } from '../model/article.ts'
import type { Details } from '../model/details.ts'
import type { DueArticle } from '../queries/claim-pages.ts'
import type { Deps, PageDeps } from './deps.ts'
import type { Refusal } from './kept.ts'
import { type Asked, askPage } from './page-answer.ts'
import type { Visit } from './visit.ts'

export type Outcome =
  | Refusal
  | 'page'
  | 'continued'
  | 'item'
  | 'other-story'
  | 'unreachable'
  | 'card'

export type Step =
  | { kind: 'done'; outcome: Outcome; gained: Gained }
  /** On with the next turn, where it may be another host's. */
  | { kind: 'again'; address?: string }
  /** Its server cannot answer now; `wait` (ms) is what it asks for, or 0. */
  | { kind: 'not-now'; wait: number }

type Draft = {
  outcome: Outcome
  text: ArticleText
  noModel: boolean
  gained: Gained
}

const NOTHING: Gained = {
  text: null,
  image: null,
  author: null,
  publishedAt: null,
  canonical: null,
  paid: null,
}

/** Gives what came of a turn. */
export async function gain(deps: Deps, due: DueArticle, visit: Visit): Promise<Step> {
  const draft = await drafted(deps, due, visit)
  if ('kind' in draft) return draft
  if (due.enrichment.recheck) return { kind: 'done', outcome: draft.outcome, gained: NOTHING }
  const continued = await withPages(deps, due, { draft, visit })
  if ('kind' in continued) return continued
  const { details } = due.article
  return finished(deps, continued, { details, signal: visit.signal })
}

const draftOf = ({ article }: DueArticle, outcome: Outcome): Draft => ({
  outcome,
  text: textOf(article),
  noModel: false,
  gained: NOTHING,
})

/** Gives the part of an article that is its text. */
export const textOf = (article: Article): ArticleText => {
  const { title, headline, lead, keyPoints, sections, next, lang, body, flags } = article
  return { title, headline, lead, keyPoints, sections, next, lang, body, flags }
}

/** The article's own page, unless only the pages after its first are wanted. */
async function drafted(deps: Deps, due: DueArticle, visit: Visit): Promise<Draft | Step> {
  const { enrichment, article } = due
  const { pages } = deps
  const hasAll = article.sections.length > 0 && !enrichment.recheck
  if (pages === undefined || enrichment.address === '' || hasAll) {
    return draftOf(due, 'item')
  }
  const asked = await askPage(
    { ...deps, pages },
    {
      url: enrichment.address,
      title: article.title,
      lang: article.lang,
      freshFrom: enrichment.freshFrom,
    },
    visit,
  )
  return unanswered(due, asked) ?? read(deps, due, asked)
}

/** Gives how a turn ends that brought no answer, null where it brought one; after the last try none is one too. */
function unanswered({ enrichment }: DueArticle, asked: Asked): Step | null {
  if (asked.kind === 'again') return { kind: 'again' }
  const isLast = enrichment.tries + 1 >= PAGES.tries
  return asked.kind === 'not-now' && !isLast ? { kind: 'not-now', wait: asked.wait } : null
}

function read({ clock }: Deps, due: DueArticle, asked: Asked): Draft | Step {
  switch (asked.kind) {
    case 'read':
      return improved(due, asked, clock.now())
    case 'moved':
      return due.enrichment.hops < PAGES.hops
        ? { kind: 'again', address: asked.to }
        : draftOf(due, 'missing')
    case 'refused': {
      const paid = asked.reason === 'login' ? true : null
      return { ...draftOf(due, asked.reason), gained: { ...NOTHING, paid } }
    }
    default:
      return draftOf(due, 'unreachable')
  }
}

function improved(
  due: DueArticle,
  { page, url, noModel }: Extract<Asked, { kind: 'read' }>,
  now: number,
): Draft {
  const draft = draftOf(due, 'item')
  if (!isSameStory(due.article, page)) return { ...draft, outcome: 'other-story' }
  const text = betterText(draft.text, called(page.article, draft.text))
  const { image, author, publishedAt, paid } = page
  return {
    outcome: text === draft.text ? 'item' : 'page',
    text,
    noModel,
    gained: {
      text: null,
      image,
      author,
      paid,
      publishedAt: publishedAt === null ? null : Math.min(publishedAt, now),
      canonical: page.canonical ?? (url === due.article.url ? null : url),
    },
  }
}

/** A page that is kept may have been read for another feed, which calls it something else. */
const called = (page: ArticleText, { title, headline }: ArticleText): ArticleText =>
  page.title === title ? page : { ...page, title, headline }

/** The pages after the first, while they are of the same host and not in a circle. */
async function withPages(
  deps: Deps,
  due: DueArticle,
  { draft, visit }: { draft: Draft; visit: Visit },
): Promise<Draft | Step> {
  const { text } = draft
  if (deps.pages === undefined || text.sections.length === 0) return draft
  const found = await pagesAfter({ ...deps, pages: deps.pages }, due, { first: text, visit })
  if ('kind' in found) return found
  if (found.pages.length === 0) return draft
  const { url: _url, ...whole } = withContinuation({ ...text, url: due.article.url }, found.pages)
  return { ...draft, text: whole, outcome: 'continued' }
}

async function pagesAfter(
  deps: Deps & { pages: PageDeps },
  due: DueArticle,
  { first, visit }: { first: ArticleText; visit: Visit },
): Promise<{ pages: ArticleText[] } | Step> {
  const { enrichment, article } = due
  const pages: ArticleText[] = []
  const seen = new Set([article.url])
  const after = ({ next }: ArticleText): string | null => {
    const url = next?.url ?? null
    return url === null || seen.has(url) || hostOf(url) !== enrichment.host ? null : url
  }
  let url = after(first)
  while (url !== null && pages.length < MOST_CONTINUATION_PAGES) {
    seen.add(url)
    const { lang } = article
    const question = { url, title: null, lang, freshFrom: enrichment.freshFrom }
    const asked = await askPage(deps, question, visit)
    const open = unanswered(due, asked)
    if (open !== null) return open
    if (asked.kind !== 'read') break
    pages.push(asked.page.article)
    url = after(asked.page.article)
  }
  return { pages }
}

/** A model's card stands in place of chosen sentences, never of the publisher's own points. */
async function finished(
  deps: Deps,
  draft: Draft,
  about: { details: Details | undefined; signal: AbortSignal },
): Promise<Step> {
  const { text, noModel, gained, outcome } = draft
  const isOwn = text.keyPoints.some(({ origin }) => origin === 'native')
  const asks = !isOwn && !noModel && !text.flags.includes('no-text')
  const card = asks ? await cardOf(deps, text, about) : null
  if (card !== null) return { kind: 'done', outcome: 'card', gained: { ...gained, text: card } }
  const isNew = outcome === 'page' || outcome === 'continued'
  return { kind: 'done', outcome, gained: { ...gained, text: isNew ? text : null } }
}

async function cardOf(
  { writeCard, log }: Deps,
  text: ArticleText,
  { details, signal }: { details: Details | undefined; signal: AbortSignal },
): Promise<ArticleText | null> {
  if (writeCard === undefined) return null
  try {
    return await writeCard({ ...text, ...(details && { details }) }, { signal })
  } catch (error) {
    log.warn({ err: error }, 'no card was written: the article keeps its own sentences')
    return null
  }
}
