/**
 * What an address says: asked for once, within one turn of its host, and kept.
 *
 *   robots.txt ─→ what is kept and fresh? ─→ fetch (conditional, guarded, HTML only, within its host) ─→ read in a thread ─→ keep
 */
import { PAGES } from '../../config/page-limits.ts'
import { headerWords, keepsOut, wantsNoModel } from '../article/page/robots-words.ts'
import { isLoginAddress, refusalOf } from '../feed/answer.ts'
import { retryAfter } from '../feed/next-poll.ts'
import type { Fetched } from '../fetch/fetch.ts'
import type { FeedError } from '../model/feed.ts'
import type { PageReading } from '../worker/read-page.ts'
import type { Deps, PageDeps } from './deps.ts'
import type { KeptPage, PageAnswer, Refusal } from './kept.ts'
import { leaveFor } from './robots.ts'
import type { Visit } from './visit.ts'

export type Asked =
  | PageAnswer
  /** The turn's request is spent: what was learned is kept, and the next turn goes on from there. */
  | { kind: 'again' }
  | { kind: 'not-now'; wait: number }

export type Question = {
  url: string
  /** What its feed calls the article. */
  title: string | null
  lang: string | null
  /** Epoch ms: an answer since then is good. */
  freshFrom: number
}

type PageAnswerDeps = Pick<Deps, 'db' | 'clock' | 'fetch'> & { pages: PageDeps }

const ACCEPT = 'text/html, application/xhtml+xml;q=0.9'
const IS_HTML = /html/i

/** Asks for a page, in at most one request. */
export async function askPage(
  deps: PageAnswerDeps,
  question: Question,
  visit: Visit,
): Promise<Asked> {
  const { url, freshFrom } = question
  const kept = (await deps.pages.answers.get(url)) ?? null
  if (kept !== null && kept.at >= freshFrom) return kept.answer
  if (!URL.canParse(url)) return { kind: 'refused', reason: 'blocked' }
  const leave = await leaveFor(deps, url, visit)
  if (leave === 'no') return { kind: 'refused', reason: 'robots' }
  if (leave === 'not-now') return { kind: 'not-now', wait: PAGES.robotsRetry }
  if (leave === 'again' || !visit.take()) return { kind: 'again' }
  const fetched = await deps.fetch(url, {
    headers: { accept: ACCEPT, ...conditionsOf(kept) },
    maxBytes: PAGES.bytes,
    signal: visit.signal,
    withinHost: true,
    types: IS_HTML,
  })
  if (visit.signal.aborted) return { kind: 'again' }
  if (!fetched.ok) return failed(fetched.error)
  return answered(deps, question, { fetched: fetched.value, kept })
}

const conditionsOf = (kept: KeptPage | null): Record<string, string> => ({
  ...(kept?.etag ? { 'if-none-match': kept.etag } : {}),
  ...(kept?.lastModified ? { 'if-modified-since': kept.lastModified } : {}),
})

/** Where nobody answered, somebody may later. */
function failed({ kind }: FeedError): Asked {
  switch (kind) {
    case 'timeout':
    case 'unreachable':
    case 'http-error':
      return { kind: 'not-now', wait: 0 }
    case 'too-large':
      return { kind: 'refused', reason: 'too-large' }
    default:
      return { kind: 'refused', reason: 'blocked' }
  }
}

const COMES_BACK = new Set([408, 425, 429])

async function answered(
  deps: PageAnswerDeps,
  question: Question,
  { fetched, kept }: { fetched: Fetched; kept: KeptPage | null },
): Promise<Asked> {
  const { status, headers } = fetched
  const now = deps.clock.now()
  if (status === 304 && kept !== null) {
    await deps.pages.answers.set(question.url, { ...kept, at: now })
    return kept.answer
  }
  if (status >= 500 || COMES_BACK.has(status)) {
    return { kind: 'not-now', wait: retryAfter({ status, headers }, now) }
  }
  const answer = await answerIn(deps, question, fetched)
  await deps.pages.answers.set(question.url, {
    at: now,
    etag: headers.get('etag'),
    lastModified: headers.get('last-modified'),
    answer,
  })
  return answer
}

async function answerIn(
  { pages }: PageAnswerDeps,
  { url: asked, title, lang }: Question,
  fetched: Fetched,
): Promise<PageAnswer> {
  const { status, headers, url, body } = fetched
  if (status >= 300 && status < 400) {
    return isLoginAddress(url) ? refused('login') : { kind: 'moved', to: url }
  }
  const reason = reasonOf(fetched, asked)
  if (reason !== null) return refused(reason)
  const words = headerWords(headers.get('x-robots-tag'))
  if (keepsOut(words)) return refused('keeps-out')
  const read = await pages.readPage(
    body,
    given({ url, contentType: headers.get('content-type'), title, lang }),
  )
  if (!read.ok) return refused(read.error.kind === 'too-large' ? 'too-large' : 'too-complex')
  const { robots } = read.value
  if (keepsOut(robots)) return refused('keeps-out')
  return { kind: 'read', page: read.value, url, noModel: wantsNoModel([...words, ...robots]) }
}

/** Gives a record without what is null. */
const given = (reading: Record<'url' | 'contentType' | 'title' | 'lang', string | null>) =>
  Object.fromEntries(Object.entries(reading).filter(([, value]) => value !== null)) as PageReading

const refused = (reason: Refusal): PageAnswer => ({ kind: 'refused', reason })

function reasonOf(fetched: Fetched, asked: string): Refusal | null {
  const type = fetched.headers.get('content-type')
  const problem = refusalOf(fetched, asked)
  if (problem?.kind === 'login' || problem?.kind === 'challenge' || problem?.kind === 'gone') {
    return problem.kind
  }
  if (problem !== null) return 'missing'
  return type !== null && !IS_HTML.test(type) ? 'not-html' : null
}
