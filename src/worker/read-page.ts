/** The bytes of an article's page become its article and what it says of itself. No I/O. */
import { type PageRead, readPage as readHtml } from '../article/page/read-page.ts'
import { dateOf } from '../feed/date.ts'
import { decode, TooLarge } from '../feed/decode.ts'
import { withoutTracking } from '../feed/identity.ts'
import { fail, ok, type Result } from '../lib/result.ts'
import type { ArticleText } from '../model/article.ts'
import type { FeedError } from '../model/feed.ts'

/** What an article's own page says. */
export type ReadPage = {
  article: ArticleText
  /** The page's own title, whatever its feed calls it. */
  title: string | null
  image: string | null
  author: string | null
  /** Epoch ms. */
  publishedAt: number | null
  /** Without tracking. */
  canonical: string | null
  paid: boolean | null
  /** What its `robots` meta elements ask of us, in lower case. */
  robots: string[]
}

export type PageReading = {
  contentType?: string
  /** Where it was read. */
  url?: string
  /** What its feed calls the article. */
  title?: string
  lang?: string
}

/** How a service has a page read: in a thread, or in a test at once. */
export type ReadPageDocument = typeof readPage

/** Gives what a page says, in whatever charset it is; fails with `too-large`, and throws on what was made to break it. */
export async function readPage(
  body: Uint8Array,
  { contentType, url, title, lang }: PageReading,
): Promise<Result<ReadPage, FeedError>> {
  try {
    const html = decode(body, contentType)
    return ok(await readPageText(html, { url, title, lang }))
  } catch (error) {
    if (error instanceof TooLarge) return fail({ kind: 'too-large', message: error.message })
    throw error
  }
}

/** Gives what a page says that was decoded already; throws on what was made to break it. */
export const readPageText = async (
  html: string,
  { url, title, lang }: { [K in 'url' | 'title' | 'lang']?: string | null | undefined },
): Promise<ReadPage> =>
  pageOf(await readHtml(html, { url: url ?? null, title: title ?? null, lang: lang ?? null }))

function pageOf({ article, data }: PageRead): ReadPage {
  const { title, image, author, canonical, paid, robots } = data
  const date = dateOf(data.date)
  return {
    article,
    title,
    image,
    author,
    publishedAt: date === null ? null : Date.parse(date),
    canonical: canonical === null ? null : withoutTracking(canonical),
    paid,
    robots,
  }
}
