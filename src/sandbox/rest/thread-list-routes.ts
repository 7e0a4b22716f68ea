/** Routes that list threads: those of a server that are open, and those of a channel that are archived. */
import { BIT, has } from '../permissions.ts'
import { channelShape } from '../shapes.ts'
import { type Channel, permissionsOf, type Thread, type World } from '../world.ts'
import { reach, reachGuild } from './reach.ts'
import type { Api, Call, Route } from './route.ts'

const PUBLIC: ReadonlySet<number> = new Set([10, 11])
/** House rule: Discord names no number; its clients page by fifty. */
const PAGE = { usual: 50, most: 100 }

type Open = Channel & { thread: Thread }

const threadsOf = ({ channels }: World, mine: (one: Open) => boolean): Open[] =>
  [...channels.values()].filter((one): one is Open => one.thread !== undefined && mine(one as Open))

const listed = (world: World, threads: readonly Open[], hasMore = false) => ({
  threads: threads.map((one) => channelShape(world, one)),
  members: [],
  has_more: hasMore,
})

/** https://docs.discord.com/developers/resources/guild#list-active-guild-threads */
function active({ world }: Api, { params }: Call) {
  const { id: guildId } = reachGuild(world, params['guild'])
  const seen = threadsOf(
    world,
    (one) =>
      one.guildId === guildId &&
      !one.thread.archived &&
      has(permissionsOf(world, world.bot.id, one), BIT.viewChannel),
  )
  const newestFirst = seen.sort((a, b) => (BigInt(a.id) > BigInt(b.id) ? -1 : 1))
  return { body: listed(world, newestFirst) }
}

/** https://docs.discord.com/developers/resources/channel#list-public-archived-threads */
function archived({ world }: Api, { params, query }: Call) {
  const { channel, may } = reach(world, params['channel'])
  if (!has(may, BIT.readHistory)) world.rules.refuse('archived-history')
  const before = query.get('before')
  const limit = Math.min(Number(query.get('limit') ?? PAGE.usual), PAGE.most)
  const all = threadsOf(
    world,
    ({ type, thread }) =>
      thread.parentId === channel.id &&
      PUBLIC.has(type) &&
      thread.archived &&
      (before === null || thread.archivedAt < Date.parse(before)),
  ).sort((a, b) => b.thread.archivedAt - a.thread.archivedAt)
  return { body: listed(world, all.slice(0, limit), all.length > limit) }
}

export const THREAD_LIST_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/guilds/:guild/threads/active',
    answer: 'ThreadsResponse',
    run: active,
  },
  {
    method: 'GET',
    path: '/channels/:channel/threads/archived/public',
    answer: 'ThreadsResponse',
    query: ['before', 'limit'],
    run: archived,
  },
]
