/** The texts of an article by where they stand: what is indexed, ranked and shown as the place where a query was found. */
import type { Article, Section } from '../model/article.ts'
import type { Where } from '../model/search.ts'

export type Part = { where: Where; text: string }

/** What of an article is ranked; its body is only indexed and located. */
export type Outline = Pick<
  Article,
  'title' | 'headline' | 'lead' | 'keyPoints' | 'sections' | 'next'
>

/** Gives the texts of an article but for its body, best place first. */
export function outlineParts(article: Outline): Part[] {
  const { title, headline, lead, keyPoints, sections, next } = article
  return kept([
    ['title', title],
    ['title', title.includes(headline) ? null : headline],
    ['lead', lead],
    ...keyPoints.map(({ text }): Entry => ['point', text]),
    ...sections.flatMap((section) => [
      ...[section.heading, section.question, section.answer].map(
        (text): Entry => ['section', text],
      ),
      ...sourceEntries(section),
    ]),
    ['next', next?.teaser ?? null],
  ])
}

/** Gives the body's texts: its paragraphs, and what of the sections is neither heading nor source. */
export function bodyParts({ body, sections }: Pick<Article, 'body' | 'sections'>): Part[] {
  const paragraphs = new Set(body)
  const inSections = sections.flatMap(({ intro, body: texts, comments, remark }) => [
    ...intro,
    ...texts,
    ...comments,
    remark ?? '',
  ])
  return kept(
    [...body, ...inSections.filter((text) => !paragraphs.has(text))].map((text) => ['body', text]),
  )
}

type Entry = [Where, string | null]

function sourceEntries({ source }: Section): Entry[] {
  if (!source) return []
  const { title, date, publisher, points } = source
  const dated = date === null ? title : `${title} (${date})`
  return [dated, publisher, ...points].map((text) => ['source', text])
}

const kept = (entries: Entry[]): Part[] =>
  entries.flatMap(([where, text]) => (text ? [{ where, text }] : []))
