/** What a gateway's cache would tell the bot of the sandbox's world: places, its own rights, and who gives a command. */
import { PermissionsBitField } from 'discord.js'
import { lacking, maySpeak } from '../../src/discord/rights.ts'
import type { Caller, Right } from '../../src/model/caller.ts'
import type { ChosenChannel } from '../../src/model/command.ts'
import type { Place, PlaceKind } from '../../src/model/place.ts'
import { BIT, has } from '../../src/sandbox/permissions.ts'
import { type Channel, permissionsOf, type World } from '../../src/sandbox/world.ts'

const KINDS: Record<number, PlaceKind> = { 0: 'text', 5: 'announcement', 15: 'forum' }

export type Known = {
  placeOf(channelId: string): Place | null
  botLacks(channelId: string): readonly Right[] | null
  canRead(channelId: string): boolean
  isIn(guildId: string): boolean
  caller(userId: string, at: { guildId: string; channelId: string }): Caller
  chosen(channelId: string, by: Caller): ChosenChannel
}

/** Gives what is known now; of servers that the bot is not in nothing is. */
export function knownOf(world: World): Known {
  const find = (id: string): Channel | null => {
    const channel = world.channels.get(id)
    return channel?.guildId != null && world.guilds.has(channel.guildId) ? channel : null
  }
  const bitsOf = (userId: string, channel: Channel) => permissionsOf(world, userId, channel)
  const whereOf = ({ type, thread }: Channel) => ({ type, locked: thread?.locked ?? false })
  const botLacks = (id: string) => {
    const channel = find(id)
    if (channel === null) return null
    return lacking(new PermissionsBitField(bitsOf(world.bot.id, channel)), whereOf(channel))
  }
  const placeOf = (id: string): Place | null => {
    const channel = find(id)
    if (channel === null) return null
    return {
      kind: channel.thread ? 'thread' : (KINDS[channel.type] ?? 'other'),
      parentId: channel.thread?.parentId ?? null,
      startsThreads: has(bitsOf(world.bot.id, channel), BIT.createThreads),
      tags: channel.forum?.tags ?? [],
      requiresTag: channel.forum?.requiresTag ?? false,
    }
  }
  return {
    placeOf,
    botLacks,
    canRead: (id) => {
      const lacks = botLacks(id)
      return (
        lacks !== null && !lacks.includes('ReadMessageHistory') && !lacks.includes('ViewChannel')
      )
    },
    isIn: (guildId) => world.guilds.has(guildId),
    caller: (userId, { guildId, channelId }) => {
      const of = (id: string, bit: bigint) => {
        const channel = find(id)
        return channel !== null && channel.guildId === guildId && has(bitsOf(userId, channel), bit)
      }
      const sees = (id: string) => of(id, BIT.viewChannel)
      const guild = world.guilds.get(guildId)
      const isMentionable = (id: string) => guild?.roles.get(id)?.mentionable ?? false
      return {
        ...{ userId, guildId, channelId, locale: 'en', guildLocale: guild?.locale ?? null },
        manages: guild?.ownerId === userId,
        sees,
        tends: (id) => sees(id) || find(id) === null,
        botLacks,
        speaks: (id) => {
          const channel = find(id)
          if (channel === null) return false
          return maySpeak(new PermissionsBitField(bitsOf(userId, channel)), whereOf(channel))
        },
        placeOf,
        ageRestricted: () => false,
        rings: isMentionable,
        botRings: isMentionable,
      }
    },
    chosen: (id, by) => ({
      id,
      type: find(id)?.type ?? 0,
      botLacks: botLacks(id) ?? [],
      speaks: by.speaks(id),
    }),
  }
}
