/** What an article is beside its text: what the card of its kind shows. */

/** A part of a video or an episode. */
export type Chapter = {
  /** Seconds from the beginning. */
  at: number
  title: string
}

export type Details =
  | {
      kind: 'video'
      seconds: number | null
      /** As many as when it was first read. */
      views: number | null
      chapters: Chapter[]
    }
  | { kind: 'episode'; seconds: number | null; audio: string | null; chapters: Chapter[] }
  | {
      kind: 'release'
      version: string
      /** `owner/name`, or null. */
      repository: string | null
    }
  /** A short text without a title. */
  | { kind: 'post' }
  | {
      kind: 'link'
      /** The page that is linked; null where the discussion is all there is. */
      linked: string | null
      /** The page where it is discussed. */
      discussion: string
    }
