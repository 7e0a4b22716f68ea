/** The limits of what a server's managers get at once, each with why it is that much. House rules: Discord has none for these. */

/**
 * Three months answer "what came when"; ten thousand rows of each kind are a file of some 6 MB, below the 10 MB of
 * https://docs.discord.com/developers/reference#uploading-files
 */
export const SERVER_DATA = { recordDays: 90, mostRows: 10_000 } as const
