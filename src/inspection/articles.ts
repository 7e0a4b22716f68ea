/** Makes articles of whatever an input is: a feed, a page, a text, JSON lines. */
import { readArticle } from '../article/read-article.ts'
import { decode } from '../feed/decode.ts'
import { parseFeed } from '../feed/parse.ts'
import type { ArticleText, NewArticle } from '../model/article.ts'
import type { ParsedFeed } from '../model/feed.ts'
import { articlesOf } from '../worker/read-feed.ts'
import type { Input } from './input.ts'
import { Unreadable } from './input.ts'

const LOOKS_LIKE_HTML = /^\s*(?:<!doctype html|<html|<body|<(?:div|article|section|h[1-6]|p)[\s>])/i

const feedOptions = (input: Input) => ({
  ...(input.contentType === undefined ? {} : { contentType: input.contentType }),
  ...(input.url === undefined ? {} : { url: input.url }),
})

/** Gives the feed that an input is, or null. */
async function feedIn(input: Input): Promise<ParsedFeed | null> {
  const parsed = await parseFeed(input.body, feedOptions(input))
  return parsed.ok ? parsed.value : null
}

/** Gives the articles of an input: one an item for a feed, else the one of the page or text. */
export async function articlesIn(input: Input): Promise<NewArticle[]> {
  const text = decode(input.body, input.contentType)
  if (!/^[\s\uFEFF]*[<{]/.test(text)) return [fromText(text, input)]
  const feed = await feedIn(input)
  if (feed) return articlesOf(feed)
  if (LOOKS_LIKE_HTML.test(text)) return [fromHtml(text, input)]
  return [fromText(text, input)]
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

const fromHtml = (html: string, input: Input): NewArticle =>
  alone(readArticle({ title: null, html, url: input.url ?? null }), input.url ?? null)

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

/** Gives the article of one JSON line `{id, title, text|html, lang?, url?}`; throws `Unreadable`. */
export function articleOfLine(line: string): { id: string; article: ArticleText } {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    throw new Unreadable('bad-line', 'The line is not JSON.')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Unreadable('bad-line', 'The line is not a JSON object.')
  }
  const record = value as Record<string, unknown>
  const id = record['id']
  return {
    id: typeof id === 'number' ? String(id) : (stringOf(record, 'id') ?? ''),
    article: readArticle({
      title: stringOf(record, 'title'),
      text: stringOf(record, 'text'),
      html: stringOf(record, 'html'),
      lang: stringOf(record, 'lang'),
      url: stringOf(record, 'url'),
    }),
  }
}
