/** Discord's limits, written from its documentation for the sandbox alone: a wrong number in the bot must not pass both. */

const HOUR = 60 * 60_000

export const LIMITS = {
  /** https://docs.discord.com/developers/resources/message#create-message */
  content: 2000,
  embeds: 10,
  nonce: 25,
  /** https://docs.discord.com/developers/resources/message#embed-object-embed-limits */
  embedTitle: 256,
  embedDescription: 4096,
  embedFields: 25,
  embedFieldName: 256,
  embedFieldValue: 1024,
  embedFooter: 2048,
  embedAuthor: 256,
  embedSum: 6000,
  /** Discord's OpenAPI description, `RichEmbed`. */
  embedUrl: 2048,
  /** https://docs.discord.com/developers/components/reference */
  rows: 5,
  buttonsInRow: 5,
  customId: 100,
  buttonLabel: 80,
  linkUrl: 512,
  selectOptions: 25,
  optionText: 100,
  placeholder: 150,
  formTitle: 45,
  formFields: 5,
  fieldLabel: 45,
  fieldDescription: 100,
  written: 4000,
  /** https://docs.discord.com/developers/interactions/application-commands */
  commandCharacters: 8000,
  commandName: 32,
  commandDescription: 100,
  commandOptions: 25,
  commandChoices: 25,
  choiceText: 100,
  globalCommands: 100,
  dailyCreates: { most: 200, perMs: 24 * HOUR },
  /** https://docs.discord.com/developers/interactions/receiving-and-responding — ms */
  firstAnswer: 3_000,
  interactionToken: 15 * 60_000,
  /** «in the past few minutes», resources/message#create-message — ms; house rule: three minutes. */
  nonceWindow: 3 * 60_000,
  /** https://docs.discord.com/developers/resources/message#get-channel-messages */
  page: { usual: 50, most: 100 },
  /** https://docs.discord.com/developers/topics/rate-limits */
  global: { most: 50, perMs: 1_000 },
  // https://docs.discord.com/developers/resources/channel#start-thread-in-forum-or-media-channel
  threadName: 100,
  tagsOfPost: 5,
  invalidRequests: { most: 10_000, perMs: 10 * 60_000 },
  /** House rule: the bucket that is commonly seen, a channel, for posting and another for editing. */
  messageBucket: { most: 5, perMs: 5_000 },
  /** House rules: Discord names no numbers. */
  crossposts: { most: 10, perMs: HOUR },
  crosspostEdits: { most: 3, perMs: HOUR },
  oldEdits: { olderThanMs: HOUR, most: 5, perMs: HOUR },
  newDirectMessages: { most: 10, perMs: 10_000 },
} as const
