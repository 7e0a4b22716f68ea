/** An article as a reader meets it: title, lead, three key points and, where the source has them, sections. */
import type { Details } from './details.ts'

/** Where a key point comes from: copied from the source, chosen from its sentences, or written by a model. */
export type Origin = 'native' | 'extractive' | 'llm'

export type KeyPoint = {
  text: string
  origin: Origin
  /** Numbers (from 0) of the sentences of the article's `body` that it rests on; empty for native points. */
  evidence: number[]
  /** Index (from 0) of the section that it belongs to; only for the digest format. */
  section?: number
}

/** An article that a section cites: an article of its own, searchable by publisher and date. */
export type CitedSource = {
  title: string
  /** As the text has it (`2025/01/17`), or null. */
  date: string | null
  points: string[]
  publisher: string | null
  url: string | null
}

/** A part of a digest-format article; all texts are copied character for character. */
export type Section = {
  heading: string
  question: string | null
  answer: string | null
  intro: string[]
  source: CitedSource | null
  comments: string[]
  body: string[]
  /** The host's closing words: their voice, never a key point. */
  remark: string | null
}

export type NextPage = { teaser: string | null; url: string | null }

/** What a reader should be told about how an article was treated. */
export type Flag =
  | 'fewer-points'
  | 'no-text'
  | 'continuation'
  /** Title, headline, lead and points are a model's translation; `body` and `sections` are the source's. */
  | 'translated'

/** What the article route gives for a text: the part of an article that is ours. */
export type ArticleText = {
  title: string
  /** The telling title: of two titles glued together the second, else the title. */
  headline: string
  lead: string
  keyPoints: KeyPoint[]
  sections: Section[]
  next: NextPage | null
  /** BCP 47 primary language: `ja`, `en`, … */
  lang: string
  /** Paragraphs of plain text; `evidence` counts the sentences of these, in order. */
  body: string[]
  flags: Flag[]
}

/** A read article that is not stored yet. */
export type NewArticle = ArticleText & {
  /** What makes it the same article in its feed: guid, else link, else title + date. */
  identity: string
  /** Where it is read: the address that its own page calls canonical, else its feed's, without tracking. */
  url: string | null
  image: string | null
  author: string | null
  categories: string[]
  /** Epoch ms, or null where the feed gives none. */
  publishedAt: number | null
  /** Whether only those who pay read the whole of it; absent where nothing says so. */
  paid?: boolean
  /** What it is beside its text; absent for an ordinary article. */
  details?: Details
}

/** An article in the archive. */
export type Article = NewArticle & {
  id: number
  feedId: number
  /** Arrival number, one counter for all feeds; order of commit. 0: taken as read, no digest shows it. */
  seq: number
  version: number
  arrivedAt: number
  /** The story that it tells; absent for what was stored before there were stories, and for what was taken as read. */
  story?: number
}
