/** The answers of the operator's lens: stable JSON shapes, one line each. */

import { commands } from '../../commands/index.ts'
import { storeArticles } from '../archive/article-table.ts'
import { commandBodies } from '../discord/registration.ts'
import { ensureFeed } from '../feed/feed-table.ts'
import type { Fetch } from '../fetch/fetch.ts'
import type { ArticleText } from '../model/article.ts'
import { search } from '../queries/search.ts'
import type { Db } from '../storage/db.ts'
import type { Threads } from '../worker/threads.ts'
import { articleOfLine, articlesIn } from './articles.ts'
import { readInput, Unreadable } from './input.ts'

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
    const shown = items.map(({ canonical: _, ...item }) => item)
    print({ file: name, format, title, link, items: shown })
    return true
  })

/** `article FILE…`: lead, points and sections; `-` reads JSON lines. */
export const inspectArticles = (
  names: readonly string[],
  { fetch, print }: { fetch: Fetch; print: Print },
): Promise<boolean> =>
  each(names, print, async (name) => {
    const input = await readInput(name, fetch)
    if (name === '-') return jsonLines(new TextDecoder().decode(input.body), print)
    for (const article of await articlesIn(input)) print({ file: name, ...articleLine(article) })
    return true
  })

const jsonLines = (text: string, print: Print): Promise<boolean> =>
  each(
    text.split('\n').filter((line) => line.trim() !== ''),
    (line) => print(withoutFile(line)),
    async (line) => {
      const { id, article } = articleOfLine(line)
      print({ id, ...articleLine(article) })
      return true
    },
  )

/** A bad JSON line is named `-`, not repeated whole. */
const withoutFile = (line: unknown) =>
  typeof line === 'object' && line !== null && 'error' in line ? { ...line, file: '-' } : line

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
    const articles = await articlesIn(await readInput(name, fetch))
    await db.tx(async (tx) => {
      const feed = await ensureFeed(tx, `file:${name}`, now)
      await storeArticles(tx, { feedId: feed.id, articles, now })
    })
    return true
  })
  const found = await each(queries, print, async (query) => {
    const result = await search(db, { query, scope: { feedIds: 'all' }, limit: 50, offset: 0, now })
    if (!result.ok) {
      print({
        query,
        error: { kind: result.error.kind, message: 'The query holds no word to look for.' },
      })
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

/** `commands`: the commands as they are registered, one array. */
export const inspectCommands = (print: Print): void => print(commandBodies(commands))
