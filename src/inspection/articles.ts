/** Makes articles of whatever an input is: a feed, a page, a text, JSON lines. */
import { readArticle } from '../article/read-article.ts'
import { decode, TooLarge } from '../feed/decode.ts'
import { parseFeed } from '../feed/parse.ts'
import type { ArticleText, NewArticle } from '../model/article.ts'
import { articlesOf } from '../worker/read-feed.ts'
import { readPageText } from '../worker/read-page.ts'
import type { Input } from './input.ts'
import { Unreadable } from './input.ts'

/** It begins with an element or has some that only HTML has. */
const LOOKS_LIKE_HTML =
  /^[\s\uFEFF]*<(?:!--|!doctype\s+html|[a-z][\w-]*(?:\s[^<>]*)?\/?>)|<\/(?:p|div|h[1-6]|li)>|<br\s*\/?>/i
const LOOKS_LIKE_FEED = /^[\s\uFEFF]*(?:<\?xml|<(?:\w+:)?(?:rss|feed|rdf)[\s>]|\{\s*"|\{\s*\})/i
const IS_PAGE = /<html[\s>]/i
/** More than one in so many characters is a control or was no character: the input is no text. */
const NO_TEXT = 50

const feedOptions = (input: Input) => ({
  ...(input.contentType === undefined ? {} : { contentType: input.contentType }),
  ...(input.url === undefined ? {} : { url: input.url }),
})

/** A feed's title and articles, or the one article of a page or text, which has no title of its own beside. */
export type Document = { title: string | null; articles: NewArticle[] }

/** Gives what an input holds: one article an item for a feed, else one for the page or text; throws `Unreadable`. */
export async function documentIn(input: Input): Promise<Document> {
  const text = textIn(input)
  if (/^[\s\uFEFF]*[<{]/.test(text)) {
    const feed = await parseFeed(input.body, feedOptions(input))
    if (feed.ok) return { title: feed.value.title, articles: articlesOf(feed.value) }
    if (LOOKS_LIKE_FEED.test(text) && !IS_PAGE.test(text.slice(0, 1000))) {
      throw new Unreadable(feed.error.kind, feed.error.message)
    }
  }
  const article = LOOKS_LIKE_HTML.test(text) ? await fromHtml(text, input) : fromText(text, input)
  return { title: null, articles: [article] }
}

function textIn(input: Input): string {
  const text = decoded(input)
  if (text.trim() === '') throw new Unreadable('empty', 'The document is empty.')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these give bytes away that are no text
  const odd = text.slice(0, 10_000).match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/g)
  if ((odd?.length ?? 0) * NO_TEXT > Math.min(text.length, 10_000)) {
    throw new Unreadable('not-text', 'The document is no text.')
  }
  return text
}

function decoded({ body, contentType }: Input): string {
  try {
    return decode(body, contentType)
  } catch (error) {
    throw error instanceof TooLarge ? new Unreadable('too-large', error.message) : error
  }
}

const alone = (article: ArticleText, url: string | null): NewArticle => ({
  ...article,
  identity: url ?? article.title,
  url,
  image: null,
  author: null,
  categories: [],
  publishedAt: null,
})

const fromText = (text: string, input: Input): NewArticle =>
  alone(readArticle({ title: null, text, url: input.url ?? null }), input.url ?? null)

/** A page says more of itself than its text: who wrote it when, and which part of it is the article. */
async function fromHtml(html: string, input: Input): Promise<NewArticle> {
  const url = input.url ?? null
  if (!IS_PAGE.test(html)) return alone(readArticle({ title: null, html, url }), url)
  const { article, image, author, publishedAt, canonical } = await readPageText(html, { url })
  return { ...alone(article, canonical ?? url), image, author, publishedAt }
}

type Line = {
  id?: string
  title?: string
  text?: string
  html?: string
  lang?: string
  url?: string
}

const stringOf = (record: Record<string, unknown>, key: keyof Line) => {
  const value = record[key]
  return typeof value === 'string' ? value : null
}

export type LineId = string | number

/** A line whose id is known is answered with it, whatever else is wrong with it. */
export class BadLine extends Unreadable {
  readonly id: LineId | null

  constructor(message: string, id: LineId | null = null) {
    super('bad-line', message)
    this.id = id
  }
}

/** Gives the article of one JSON line `{id, title, text|html, lang?, url?}` with the id as it came; throws `BadLine`. */
export async function articleOfLine(line: string): Promise<{ id: LineId; article: ArticleText }> {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    throw new BadLine('The line is not JSON.')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadLine('The line is not a JSON object.')
  }
  const record = value as Record<string, unknown>
  const id = idOf(record)
  if (['title', 'text', 'html'].every((key) => typeof record[key] !== 'string')) {
    throw new BadLine('The line has neither text nor html.', id)
  }
  return { id: id ?? '', article: await articleIn(record) }
}

async function articleIn(record: Record<string, unknown>): Promise<ArticleText> {
  const about = {
    title: stringOf(record, 'title'),
    lang: stringOf(record, 'lang'),
    url: stringOf(record, 'url'),
  }
  const html = stringOf(record, 'html')
  if (html !== null && IS_PAGE.test(html)) return (await readPageText(html, about)).article
  return readArticle({ ...about, text: stringOf(record, 'text'), html })
}

const idOf = ({ id }: Record<string, unknown>): LineId | null =>
  typeof id === 'number' || typeof id === 'string' ? id : null
