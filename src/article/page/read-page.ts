/**
 * An article's own page becomes an article: the digest format from the whole page, everything else from what Readability
 * takes for its text, with what the page says of itself beside. No I/O but the loading of Readability.
 */
import type { ArticleText } from '../../model/article.ts'
import { codePoints } from '../../text/truncate.ts'
import { endsAtWall } from '../paid.ts'
import { type ArticleInput, readArticle } from '../read-article.ts'
import { dataOfPage, type PageData } from './page-data.ts'
import { readableOf, withoutSilent } from './readable.ts'

export type PageRead = { article: ArticleText; data: PageData }

export type PageOptions = {
  /** Where the page was read. */
  url: string | null
  /** What its feed calls the article; null: the page's own title counts. */
  title: string | null
  lang: string | null
}

/** No page of that format is without them. */
const DIGEST_MARK = /💡|✅|さらに読む|alt\s*=\s*["']?(?:💡|✅)|&#(?:128161|x1f4a1|9989|x2705);/iu

/** Gives what a page says; its article has the flag `no-text` where the page has none. */
export async function readPage(html: string, options: PageOptions): Promise<PageRead> {
  const data = dataOfPage(html, options.url)
  const title = options.title ?? data.title
  const about = { title, lang: options.lang ?? data.lang, url: options.url }
  const whole = !data.monstrous && DIGEST_MARK.test(html) ? readArticle({ ...about, html }) : null
  if (whole !== null && isDigest(whole)) return { article: whole, data }
  const readable = data.monstrous ? null : await readableOf(html)
  const page = data.monstrous ? null : withoutSilent(html)
  const article = readArticle({ ...inputOf({ html: readable?.html ?? null, data, about }), page })
  const isPaid = data.paid ?? (endsAtWall(tailOf(readable?.text, data)) ? true : null)
  return { article, data: { ...data, paid: isPaid } }
}

/** Sections, or a first page whose points are its own. */
const isDigest = ({ sections }: ArticleText): boolean => sections.length > 0

type About = Pick<ArticleInput, 'title' | 'lang' | 'url'>

/** Where JSON-LD brings the text whole and Readability found clearly less of it, that text counts. */
function inputOf({
  html,
  data,
  about,
}: {
  html: string | null
  data: PageData
  about: About
}): ArticleInput {
  const { body, description, abstract } = data
  const found = codePoints(html?.replaceAll(/<[^<>]*>/g, '') ?? '')
  const isFuller = body !== null && codePoints(body) > found * FULLER
  const text = isFuller ? { text: body } : {}
  const own = html === null || isFuller ? {} : { html }
  // A summary counts where nothing else is there: the longest text wins.
  const input = { ...about, ...own, ...text, summary: description, abstract }
  return input
}

const FULLER = 1.5

const tailOf = (text: string | undefined, { body }: PageData) => text ?? body ?? ''
