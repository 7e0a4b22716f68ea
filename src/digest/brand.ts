/** The colour of the bot's embeds. */

/**
 * The gold of the petals in the bot's picture: the bar at an embed's left is the only colour that Discord lets a bot choose,
 * without one it is grey. Told apart from the ground both in Discord's dark and in its light theme.
 */
export const GOLD = 0xf2b84b
