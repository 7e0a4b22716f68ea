/** Every limit of Discord that the bot keeps to, with the page of Discord's documentation that states it. */

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

/** https://docs.discord.com/developers/resources/channel#start-thread-in-forum-or-media-channel */
export const FORUM = { threadName: 100, tagsOfPost: 5 } as const

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

/**
 * https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans — answers of 401, 403 and
 * 429 that ban an address, and where we stop of our own accord.
 */
export const REFUSED = { ban: 10_000, windowMs: 10 * 60_000, warn: 500, stop: 5_000 } as const

/** https://docs.discord.com/developers/interactions/receiving-and-responding — ms. */
export const INTERACTION = { firstAnswer: 3000, token: 15 * 60_000 } as const
