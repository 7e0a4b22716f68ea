/** The link with which a server takes the bot in. */
import { OAuth2Scopes, PermissionFlagsBits } from 'discord.js'
import { RIGHTS } from './rights.ts'

/** https://docs.discord.com/developers/topics/oauth2#bot-authorization-flow */
const AUTHORIZE = 'https://discord.com/oauth2/authorize'

/** Gives the invite link with exactly the rights and scopes that the bot needs. */
export function inviteUrl(applicationId: string): string {
  const url = new URL(AUTHORIZE)
  const rights = RIGHTS.reduce((bits, right) => bits | PermissionFlagsBits[right], 0n)
  url.searchParams.set('client_id', applicationId)
  url.searchParams.set('permissions', String(rights))
  url.searchParams.set('scope', [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(' '))
  return url.href
}
