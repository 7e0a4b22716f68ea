/** Whether a source changed what an article says. */
import { createHash } from 'node:crypto'
import type { ArticleText } from '../model/article.ts'

/** What of an article is its source's words; how the words are written (width, blanks) does not count. */
type Content = Pick<ArticleText, 'title' | 'lead' | 'keyPoints' | 'sections' | 'body'>

/** Gives a short text that differs when title, lead, points, sections or body differ in more than typography. */
export function contentHash({ title, lead, keyPoints, sections, body }: Content): string {
  const content = [title, lead, keyPoints.map(({ text }) => text), sections, body]
  return createHash('sha256').update(JSON.stringify(content, plain)).digest('base64url')
}

const plain = (_key: string, value: unknown) =>
  typeof value === 'string' ? value.normalize('NFKC').replace(/\s+/g, ' ').trim() : value
