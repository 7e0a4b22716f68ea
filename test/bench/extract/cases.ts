/** Articles with the sentences that an editor would choose: our own, and those of a folder beside the project. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Case = {
  id: string
  lang: 'ja' | 'en'
  /** What sort of text it is: news, interview, release notes … */
  kind?: string
  title: string
  sentences: string[]
  /** Numbers (from 0) of the sentences that an editor would choose beside the lead, and of others that would do. */
  best: number[]
  ok: number[]
  /** Numbers of those that are a site's own and none of the article. */
  noise?: number[]
}

const OWN = import.meta.dirname
const read = (path: string) => readFileSync(path, 'utf8')
const jsonLines = (path: string) =>
  read(path)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

/** Gives our own cases. */
export const ownCases = (): Case[] =>
  ['en-news', 'en-kinds', 'ja-kinds'].flatMap(
    (name) => JSON.parse(read(join(OWN, `${name}.json`))) as Case[],
  )

/** Gives the folder's Japanese cases, `ja_gold_dev.jsonl` with the titles of `ja_wikinews_dev.jsonl`. */
export function folderCases(folder: string): Case[] {
  const gold = join(folder, 'ja_gold_dev.jsonl')
  if (!existsSync(gold)) return []
  const titles = new Map<string, string>(
    jsonLines(join(folder, 'ja_wikinews_dev.jsonl')).map(({ id, title }) => [id, title]),
  )
  return jsonLines(gold).map((one) => ({
    ...one,
    lang: 'ja',
    kind: 'wikinews',
    title: titles.get(one.id) ?? '',
  }))
}

/** Gives the folder's Japanese texts without gold. */
export const folderTexts = (folder: string): { title: string; text: string; lang: 'ja' }[] => {
  const path = join(folder, 'ja_wikinews_dev.jsonl')
  return existsSync(path) ? jsonLines(path) : []
}

/** Gives a case's text: Japanese in one piece, English in paragraphs of two sentences; what is a site's own on its line. */
export function textOf({ lang, sentences, noise = [] }: Case): string {
  const glue = lang === 'ja' ? '' : ' '
  const inOnePiece = lang === 'ja' && noise.length === 0
  const isHeading = (at: number) => !/[。.!?！？」”"』)]$/.test(sentences[at] ?? '')
  const breaksAt = (at: number) =>
    isHeading(at) ||
    isHeading(at - 1) ||
    (!inOnePiece && (at % 2 === 0 || noise.includes(at) || noise.includes(at - 1)))
  return sentences
    .map((sentence, at) => (at === 0 ? sentence : `${breaksAt(at) ? '\n' : glue}${sentence}`))
    .join('')
}
