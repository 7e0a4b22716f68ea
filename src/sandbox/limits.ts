/** Discord's limits, written from its documentation for the sandbox alone: a wrong number in the bot must not pass both. */

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
  /** https://docs.discord.com/developers/components/reference */
  rows: 5,
  buttonsInRow: 5,
  customId: 100,
  buttonLabel: 80,
  linkUrl: 512,
  selectOptions: 25,
  optionText: 100,
  placeholder: 150,
  /** https://docs.discord.com/developers/interactions/application-commands */
  commandCharacters: 8000,
  globalCommands: 100,
  /** https://docs.discord.com/developers/interactions/receiving-and-responding — ms */
  firstAnswer: 3_000,
  interactionToken: 15 * 60_000,
  /** «in the past few minutes», resources/message#create-message — ms; house rule: three minutes. */
  nonceWindow: 3 * 60_000,
  /** https://docs.discord.com/developers/topics/rate-limits */
  globalPerSecond: 50,
  /** Commonly seen bucket of POST messages: five in five seconds a channel. */
  messageBucket: { size: 5, perMs: 5_000 },
} as const
