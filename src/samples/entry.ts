/** An article as the formats render it, and the feed that it stands in. */

export type Entry = {
  id: string
  url: string
  title: string
  author: string
  /** Epoch ms. */
  published: number
  updated: number
  imageUrl: string | null
  /** One or two sentences of plain text. */
  summary: string
  html: string
}

export type Channel = {
  title: string
  description: string
  lang: string
  homeUrl: string
  feedUrl: string
  /** When something in it last changed; epoch ms. */
  updated: number
}

/** The size in which every picture is painted. */
export const PICTURE = { width: 800, height: 418 } as const
