/** Every limit of Discord that the bot keeps to, with the page of Discord's documentation that states it; and those of page fetching. */

/** https://docs.discord.com/developers/resources/message#embed-object-embed-limits — counted in code points. */
export const EMBED = {
  title: 256,
  description: 4096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  author: 256,
  /** Of the embed and its image; from Discord's OpenAPI description (`RichEmbed.url`), in UTF-16 units. */
  url: 2048,
  /** Over all embeds of one message: title, description, field names and values, footer, author. */
  sum: 6000,
} as const

/** https://docs.discord.com/developers/resources/message#create-message */
export const MESSAGE = { content: 2000, embeds: 10, nonce: 25 } as const

/** https://docs.discord.com/developers/components/reference */
export const COMPONENT = {
  rows: 5,
  buttonsPerRow: 5,
  buttonLabel: 80,
  customId: 100,
  linkUrl: 512,
  selectOptions: 25,
  optionLabel: 100,
  optionValue: 100,
  optionDescription: 100,
  placeholder: 150,
} as const

/** https://docs.discord.com/developers/components/reference#text-input and #label; title: receiving-and-responding#modal */
export const FORM = {
  title: 45,
  fields: 5,
  label: 45,
  hint: 100,
  value: 4000,
} as const

/** https://docs.discord.com/developers/interactions/application-commands#create-global-application-command */
export const COMMAND = {
  options: 25,
  choices: 25,
  choiceName: 100,
  choiceValue: 100,
  characters: 8000,
  name: 32,
  description: 100,
} as const

/** https://docs.discord.com/developers/topics/rate-limits#global-rate-limit — we stay below the 50. */
export const RATE = { requestsPerSecond: 50, ownPace: 40 } as const

/** https://docs.discord.com/developers/interactions/receiving-and-responding — ms. */
export const INTERACTION = { firstAnswer: 3000, token: 15 * 60_000 } as const

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
