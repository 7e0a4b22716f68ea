/** The answers of the operator's lens: stable JSON shapes, one line each. */

import { commands, menus } from '../../commands/index.ts'
import { commandBodies, menuBodies } from '../discord/registration.ts'
import type { Fetch } from '../fetch/fetch.ts'
import type { ArticleText, NewArticle } from '../model/article.ts'
import { type SearchFailure, search } from '../queries/search.ts'
import type { Db } from '../storage/db.ts'
import type { Threads } from '../worker/threads.ts'
import { articleOfLine, BadLine, documentIn } from './articles.ts'
import { digestLines, storeDocument } from './digest.ts'
import { eachLine, readInput, Unreadable } from './input.ts'

/** Writes one line; gives it as a value. */
export type Print = (line: unknown) => void

const articleLine = ({
  title,
  headline,
  lead,
  keyPoints,
  sections,
  next,
  lang,
  flags,
}: ArticleText) => ({
  title,
  headline,
  lead,
  keyPoints,
  sections,
  next,
  lang,
  flags,
})

const errorLine = (file: string, error: unknown) => ({
  file,
  error: {
    kind: error instanceof Unreadable ? error.kind : 'error',
    message: error instanceof Error ? error.message : String(error),
  },
})

/** Runs `work` for each input; a bad one becomes an error line and the others go on. Gives whether all were good. */
async function each(
  names: readonly string[],
  print: Print,
  work: (name: string) => Promise<boolean>,
): Promise<boolean> {
  let good = true
  for (const name of names) {
    try {
      good = (await work(name)) && good
    } catch (error) {
      print(errorLine(name, error))
      good = false
    }
  }
  return good
}

/** `feed FILE…`: each document as the parser sees it. */
export const inspectFeeds = (
  names: readonly string[],
  {
    fetch,
    print,
    parseFeed,
    contentType,
  }: { fetch: Fetch; print: Print; parseFeed: Threads['parseFeed']; contentType?: string },
): Promise<boolean> =>
  each(names, print, async (name) => {
    const input = await readInput(name, fetch)
    const type = contentType ?? input.contentType
    const parsed = await parseFeed(input.body, {
      ...(type === undefined ? {} : { contentType: type }),
      ...(input.url === undefined ? {} : { url: input.url }),
    })
    if (!parsed.ok) throw new Unreadable(parsed.error.kind, parsed.error.message)
    const { format, title, link, items } = parsed.value
    // The documented shape: what a card or an identity needs beside is not part of it.
    const shown = items.map(({ canonical: _canonical, details: _details, ...item }) => item)
    print({ file: name, format, title, link, items: shown })
    return true
  })

/** What holds an article a line. */
const isJsonLines = (name: string) => name === '-' || /\.(?:jsonl|ndjson)$/i.test(name)
/** A feed or page on standard input is none of these. */
const MARKUP = /^[\s\uFEFF]*</

/** `article FILE…`: lead, points and sections; `-` reads JSON lines, or a feed or page. */
export const inspectArticles = (
  names: readonly string[],
  { fetch, print }: { fetch: Fetch; print: Print },
): Promise<boolean> =>
  each(names, print, async (name) => {
    if (isJsonLines(name)) return jsonLines(name, print)
    const { articles } = await documentIn(await readInput(name, fetch))
    for (const article of articles) print({ file: name, ...articleLine(article) })
    return true
  })

/** Answers each line as it comes; where the first is mark-up, all of it is one document. */
async function jsonLines(name: string, print: Print): Promise<boolean> {
  let good = true
  let isDocument: boolean | null = null
  const document: string[] = []
  for await (const line of eachLine(name)) {
    if (line.trim() === '') continue
    isDocument ??= MARKUP.test(line)
    if (isDocument) document.push(line)
    else good = (await answer(line, { name, print })) && good
  }
  if (document.length === 0) return good
  const { articles } = await documentIn({ name, body: Buffer.from(document.join('\n')) })
  for (const article of articles) print({ file: name, ...articleLine(article) })
  return true
}

/** A bad line is named by its input and, where it has one, its id; it is not repeated whole. */
async function answer(
  line: string,
  { name, print }: { name: string; print: Print },
): Promise<boolean> {
  try {
    const { id, article } = await articleOfLine(line)
    print({ id, ...articleLine(article) })
    return true
  } catch (error) {
    const id = error instanceof BadLine ? error.id : null
    print({ ...(id === null ? {} : { id }), ...errorLine(name, error) })
    return false
  }
}

const QUERY_ERRORS: Record<SearchFailure['kind'], string> = {
  'empty-query': 'The query holds no word to look for.',
  'only-without': 'The query only says what is not to be found.',
  'bad-date': 'This is no day or time.',
  'bad-field': 'There are in:title, in:lead and in:source.',
  'no-time': 'The time ends before it begins.',
  'unknown-feed': 'No feed has this in its title or address.',
}

function queryError(failure: SearchFailure): { kind: string; message: string } {
  const message = QUERY_ERRORS[failure.kind]
  const typed = 'typed' in failure ? `${failure.typed}: ` : ''
  return { kind: failure.kind, message: `${typed}${message}` }
}

/** `search --feed FILE… QUERY…`: what a member would find, over these files alone. */
export async function inspectSearch(
  queries: readonly string[],
  {
    feeds,
    fetch,
    print,
    db,
    now,
  }: { feeds: readonly string[]; fetch: Fetch; print: Print; db: Db; now: number },
): Promise<boolean> {
  const read = await each(feeds, print, async (name) => {
    const document = await documentIn(await readInput(name, fetch))
    await storeDocument(db, { name, document, now })
    return true
  })
  const found = await each(queries, print, async (query) => {
    const scope = { feedIds: 'all' as const }
    const result = await search(db, { query, scope, limit: 50, offset: 0, now, zone: 'UTC' })
    if (!result.ok) {
      print({ query, error: queryError(result.error) })
      return false
    }
    const hits = result.value.hits.map(({ article, score, where, text }) => ({
      title: article.title,
      url: article.url,
      score,
      where,
      text,
    }))
    print({ query, hits })
    return true
  })
  return read && found
}

/** `digest --feed FILE… --at TIME --tz ZONE`: what these feeds' first digest would post, one line a message. */
export async function inspectDigest(
  names: readonly string[],
  {
    fetch,
    print,
    db,
    slot,
    zone,
  }: { fetch: Fetch; print: Print; db: Db; slot: number; zone: string },
): Promise<boolean> {
  const feedIds: number[] = []
  const articles: NewArticle[] = []
  const read = await each([...new Set(names)], print, async (name) => {
    const document = await documentIn(await readInput(name, fetch))
    feedIds.push(await storeDocument(db, { name, document, now: slot }))
    articles.push(...document.articles)
    return true
  })
  for (const line of await digestLines(db, { feedIds, articles, slot, zone })) print(line)
  return read
}

/** `commands`: the commands as they are registered, one array. */
export const inspectCommands = (print: Print): void =>
  print([...commandBodies(commands), ...menuBodies(menus)])
