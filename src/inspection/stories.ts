/**
 * `stories FILE…`: which of some articles tell one story, by the rules by which the bot merges them; no store in between.
 * Input: JSON lines {id, title, text|html, url?, date?, lang?, feed?}; output: one line a story
 * {story, ids, why: [{id, with, why}], follows?}, `follows` being the story that it goes on with.
 */
import type { Fetch } from '../fetch/fetch.ts'
import { gather } from '../story/gather.ts'
import { articleOfLine, type LineId } from './articles.ts'
import { readInput, Unreadable } from './input.ts'
import type { Print } from './lines.ts'

type Given = { id: LineId; url: string | null; date: number | null; feed: string | null }

/** What the line says beside the article's text. */
function givenOf(line: string, id: LineId): Given {
  const record = JSON.parse(line) as Record<string, unknown>
  const text = (key: string) => {
    const value = record[key]
    return typeof value === 'string' && value !== '' ? value : null
  }
  const date = text('date')
  const at = date === null ? Number(record['date'] ?? Number.NaN) : Date.parse(date)
  return { id, url: text('url'), date: Number.isFinite(at) ? at : null, feed: text('feed') }
}

/** Prints the stories of each input; a bad line is told and left out. Gives whether all lines were good. */
export async function inspectStories(
  names: readonly string[],
  { fetch, print }: { fetch: Fetch; print: Print },
): Promise<boolean> {
  let good = true
  for (const name of names) {
    try {
      const { body } = await readInput(name, fetch)
      good = (await storiesOf(new TextDecoder().decode(body), { name, print })) && good
    } catch (error) {
      print(errorLine(name, error))
      good = false
    }
  }
  return good
}

async function storiesOf(
  text: string,
  { name, print }: { name: string; print: Print },
): Promise<boolean> {
  let good = true
  const articles: Parameters<typeof gather>[0][number][] = []
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    try {
      const { id, article } = await articleOfLine(line)
      const { url, date, feed } = givenOf(line, id)
      const { title, lead, body, sections } = article
      const cited = sections.flatMap(({ source }) => source?.url ?? [])
      articles.push({ id, told: { title, lead, body, publishedAt: date }, url, cited, feed })
    } catch (error) {
      print(errorLine(name, error))
      good = false
    }
  }
  for (const { ids, why, follows } of gather(articles)) {
    print({ story: ids[0], ids, why, ...(follows === null ? {} : { follows }) })
  }
  return good
}

const errorLine = (file: string, error: unknown) => ({
  file,
  error: {
    kind: error instanceof Unreadable ? error.kind : 'error',
    message: error instanceof Error ? error.message : String(error),
  },
})
