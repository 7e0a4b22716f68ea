/** What the sample feeds tell: the shape of the files in content/, and their reading. */
import { readFileSync } from 'node:fs'

type Told = {
  /** The article's path under its feed's. */
  slug: string
  title: string
  author?: string
  image?: boolean
}

/** An ordinary article: paragraphs of plain text. */
export type PlainContent = Told & { paragraphs: string[] }

export type SectionContent = {
  heading: string
  question: string
  answer: string
  intro: string[]
  /** Its date is that of the samples' start less `daysBefore`; without that it has none. */
  source: {
    title: string
    daysBefore?: number
    points: string[]
    publisher: string
    url: string
  }
  comments: string[]
  body: string[]
  remark: string
}

/** An article in the digest format. */
export type DigestContent = Told & {
  lead: string
  keyPoints: string[]
  sections: SectionContent[]
  /** What the link to the second page promises. */
  teaser?: string
  /** The pages from the second on. */
  pages?: { sections: SectionContent[] }[]
}

export type ArticleContent = PlainContent | DigestContent

/** Dated before the samples' start, or after it: then it appears when its time has come. Fractions are possible. */
export type Timed = { hoursAgo: number } | { daysAfter: number }

export type FeedContent = {
  /** The feed's path on the server. */
  slug: string
  title: string
  description: string
  lang: 'ja' | 'en'
  kind: 'digest' | 'news' | 'blog'
  /** Its feed has no more of an ordinary article than the beginning: the whole stands on its page. */
  excerpts?: boolean
  articles: (ArticleContent & Timed)[]
}

/** Gives the content of content/NAME.json. */
export const readContent = (name: string): FeedContent =>
  JSON.parse(readFileSync(new URL(`./content/${name}.json`, import.meta.url), 'utf8'))

export const isDigestContent = (article: ArticleContent): article is DigestContent =>
  'keyPoints' in article
