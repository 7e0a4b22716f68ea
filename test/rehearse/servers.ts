/** Builds servers with their channels, roles and people, and changes them as moderators do in Discord itself. */
import { BIT, type Overwrite } from '../../src/sandbox/permissions.ts'
import { addGuild, type Channel, type Person, type World } from '../../src/sandbox/world.ts'
import { oneOf, type Random } from '../seeded.ts'
import type { House, Stage } from './stage.ts'

/** Clocks that change in spring and autumn of both halves of the earth, by half an hour, at midnight, or never. */
export const ZONES = [
  'Asia/Tokyo',
  'America/New_York',
  'Europe/London',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Africa/Cairo',
  'Pacific/Auckland',
  'Asia/Kolkata',
] as const

const TEXT = 0
const ANNOUNCEMENTS = 5
const FORUM = 15

function addChannel(world: World, guildId: string, part: Pick<Channel, 'name'> & Partial<Channel>) {
  const channel: Channel = {
    id: world.id(),
    guildId,
    ...{ type: TEXT, topic: null, nsfw: false, overwrites: [], recipientId: null },
    ...part,
  }
  world.channels.set(channel.id, channel)
  world.messages.set(channel.id, [])
  return channel
}

function addPerson(world: World, name: string, locale: string): Person {
  const person: Person = { id: world.id(), name, locale, bot: false }
  world.people.set(person.id, person)
  return person
}

/** Hides a channel from everybody but the bot and who has a role. */
const hiddenBut = ({ id, staffRole, botRole }: House): Overwrite[] => [
  { id, type: 0, allow: 0n, deny: BIT.viewChannel },
  { id: staffRole, type: 0, allow: BIT.viewChannel, deny: 0n },
  { id: botRole, type: 0, allow: BIT.viewChannel, deny: 0n },
]

/** Opens a server: a channel for all, one that is hidden, and sometimes a forum or announcements that another channel follows. */
export function openServer(world: World, n: number, random: Random): House {
  const zone = oneOf(ZONES, random)
  const guild = addGuild(world, {
    name: `Garden ${n}`,
    locale: zone === 'Asia/Tokyo' ? 'ja' : 'en-GB',
  })
  const botRole = [...guild.roles.keys()].find((id) => id !== guild.id) ?? ''
  const role = (name: string) => {
    const one = { id: world.id(), name, permissions: 0n, mentionable: true, color: 0 }
    guild.roles.set(one.id, one)
    return one.id
  }
  const house: House = {
    ...{ id: guild.id, zone, ownerId: guild.ownerId, botRole, members: [], channels: [] },
    staffRole: role('staff'),
    readersRole: role('readers'),
    notices: null,
  }
  for (let member = 0; member < 3; member += 1) {
    const { id } = addPerson(world, `Member ${n} ${member}`, guild.locale)
    guild.members.set(id, new Set(random(2) === 0 ? [house.staffRole] : []))
    house.members.push(id)
  }
  house.channels.push(addChannel(world, house.id, { name: 'news' }).id)
  const hidden = { name: 'staff', overwrites: hiddenBut(house) }
  house.channels.push(addChannel(world, house.id, hidden).id)
  if (random(2) === 0) {
    const log = { name: 'log', overwrites: hiddenBut(house) }
    house.notices = addChannel(world, house.id, log).id
  }
  if (random(4) === 0) addForum(world, house)
  if (random(4) === 0) addAnnouncements(world, house)
  return house
}

function addForum(world: World, house: House): void {
  const forum = { tags: [{ id: world.id(), name: 'digest', moderated: false }], requiresTag: false }
  house.channels.push(addChannel(world, house.id, { name: 'forum', type: FORUM, forum }).id)
}

function addAnnouncements(world: World, house: House): void {
  const { id } = addChannel(world, house.id, { name: 'open', type: ANNOUNCEMENTS })
  const copies = addChannel(world, house.id, { name: 'copies' })
  world.followers.set(id, [{ channelId: copies.id, webhookId: world.id() }])
  house.channels.push(id)
}

/** Makes a channel for a digest that has lost its own. */
export function openChannel({ discord }: Stage, house: House): string {
  const { id } = addChannel(discord.world, house.id, { name: `news-${house.channels.length}` })
  house.channels.push(id)
  return id
}

export function deleteChannel({ discord: { world } }: Stage, channelId: string): void {
  for (const { id, thread } of [...world.channels.values()]) {
    if (id !== channelId && thread?.parentId !== channelId) continue
    world.channels.delete(id)
    world.messages.delete(id)
  }
}

export const RIGHTS = ['viewChannel', 'sendMessages', 'readHistory'] as const

/** Takes a right of the bot away in a channel; gives how it is given back. */
export function denyBot(
  { discord: { world } }: Stage,
  house: House,
  channelId: string,
  right: (typeof RIGHTS)[number],
) {
  const channel = world.channels.get(channelId)
  if (channel === undefined) return () => {}
  const before = channel.overwrites
  const also = right === 'sendMessages' ? BIT.sendMessages | BIT.sendInThreads : BIT[right]
  channel.overwrites = [...before, { id: world.bot.id, type: 1, allow: 0n, deny: also }]
  return () => {
    if (world.channels.get(channelId) === channel && house) channel.overwrites = before
  }
}

export function removeBot({ discord: { world } }: Stage, { id }: House): boolean {
  const guild = world.guilds.get(id)
  if (guild === undefined) return false
  world.foreign.set(id, guild)
  return world.guilds.delete(id)
}

export function inviteBot({ discord: { world } }: Stage, { id }: House): void {
  const guild = world.foreign.get(id)
  if (guild === undefined) return
  world.foreign.delete(id)
  world.guilds.set(id, guild)
}

/** Gives a member the staff's role, or takes it away. */
export function changeRole(
  { discord: { world } }: Stage,
  { id, staffRole }: House,
  member: string,
): void {
  const roles = (world.guilds.get(id) ?? world.foreign.get(id))?.members.get(member)
  if (roles?.has(staffRole)) roles.delete(staffRole)
  else roles?.add(staffRole)
}
