import { PermissionsBitField } from 'discord.js'
import { expect, it } from 'vitest'
import { inviteUrl } from '../../src/discord/invite.ts'

it('asks a server for exactly what a digest needs', () => {
  const url = new URL(inviteUrl('4242'))
  expect(`${url.origin}${url.pathname}`).toBe('https://discord.com/oauth2/authorize')
  expect(url.searchParams.get('client_id')).toBe('4242')
  expect(url.searchParams.get('scope')?.split(' ').sort()).toEqual(['applications.commands', 'bot'])
  const rights = new PermissionsBitField(BigInt(url.searchParams.get('permissions') ?? 0))
  expect(rights.toArray().sort()).toEqual([
    'CreatePublicThreads',
    'EmbedLinks',
    'ReadMessageHistory',
    'SendMessages',
    'SendMessagesInThreads',
    'ViewChannel',
  ])
})
