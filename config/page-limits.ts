/** Every limit that the bot keeps to where it fetches articles' own pages, each with its reason. */

/** What the bot allows itself where it fetches articles' own pages, which nobody asked for by address. */
export const PAGES = {
  /** After inflation: an article with its scripts inlined is about 1 MB; what is larger is no article. */
  bytes: 4 * 1024 * 1024,
  /** https://www.rfc-editor.org/rfc/rfc9309#section-2.5 — at least 500 KiB are read. */
  robotsBytes: 500 * 1024,
  /** https://www.rfc-editor.org/rfc/rfc9309#section-2.4 — a robots.txt is not believed for longer than a day; ms. */
  robotsTtl: 24 * 3_600_000,
  /** A robots.txt that its server cannot give is asked for again after this; ms. */
  robotsRetry: 15 * 60_000,
  /** Requests a host and day (robots.txt and continuation pages too): a reader of three digests opens fewer; a crawler more. */
  aHostADay: 100,
  /** Articles of one feed that one poll sends for: a digest shows eight at most, the newest first. */
  aPoll: 8,
  /** Hosts that redirects of one page may lead over. */
  hops: 3,
  /** Pages under way at once: each holds its bytes, and two threads read. */
  atOnce: 8,
  /** Tries of a page whose server cannot answer now. */
  tries: 4,
  /** Digests show what came within a day or two: what was not fetched by then is not fetched any more; ms. */
  wantedFor: 48 * 3_600_000,
  /** A page's answer is kept for this; ms. */
  cacheTtl: 72 * 3_600_000,
  /** What was read this recently for another article of the same address is not asked for again; ms. */
  fresh: 3_600_000,
  /** A digest waits this long at most for the pages of what it would show; ms. */
  digestWaits: 60_000,
} as const
