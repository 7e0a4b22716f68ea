/**
 * The sandbox of the bench of deliveries, in a process of its own: Discord's limits, channels that wait for a digest, and people
 * who give commands all the time. Its one argument is a `Wanted` as JSON; it answers `Question`s.
 */
import { systemClock } from '../../src/lib/clock.ts'
import { latency } from '../../src/sandbox/fault-effects.ts'
import { type Logged, realNow, worstSecond } from '../../src/sandbox/log.ts'
import { BIT } from '../../src/sandbox/permissions.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'

export type Wanted = {
  channels: number
  /** How long every message takes, ms. */
  latencyMs: number
  /** Whether every tenth place is a forum, or an announcement channel with threads and a follower. */
  mixed: boolean
}
export type Stood = {
  guildId: string
  channelId: string
  container: 'post' | 'thread' | null
  publish: boolean
}
export type Built = { apiUrl: string; token: string; places: Stood[] }

export type Question =
  /** Answered when every place has its digest and what follows it, or after so many seconds. */
  { kind: 'fan-out'; slot: number; commandsASecond: number; patienceS: number }

export type FanOut = {
  digests: number
  doubled: number
  firstS: number
  /** When the last digest, and when the last thread or announcement stood. */
  lastS: number
  allS: number
  /** Counted by Discord's global limit. */
  requests: number
  otherThanMessages: number
  worstSecond: number
  refused: Record<'global' | 'user' | 'shared' | 'other', number>
  answers: { count: number; failed: number; p50: number; p99: number; max: number }
  violations: number
}

const IN_A_GUILD = 20
const WORDS = ['help', 'digest list', 'latest', 'digest health', 'saved'] as const

function placeOf(discord: Sandbox, guildId: string, { n, mixed }: { n: number; mixed: boolean }) {
  const name = `news-${n}`
  if (mixed && n % 20 === 5) {
    const channelId = discord.addForum(guildId, { name }).id
    return { guildId, channelId, container: 'post', publish: false } as const
  }
  if (mixed && n % 20 === 15) {
    const channelId = discord.addChannel(guildId, { name, type: 5 }).id
    const copies = discord.addChannel(guildId, { name: `copies-${n}` }).id
    const follower = { channelId: copies, webhookId: discord.world.id() }
    discord.world.followers.set(channelId, [follower])
    return { guildId, channelId, container: 'thread', publish: true } as const
  }
  const channelId = discord.addChannel(guildId, { name }).id
  return { guildId, channelId, container: null, publish: false } as const
}

function placesOf(discord: Sandbox, { channels, mixed }: Wanted): Stood[] {
  const places: Stood[] = []
  while (places.length < channels) {
    const guild = discord.addGuild({ name: `server ${places.length / IN_A_GUILD}` })
    for (let n = 0; n < IN_A_GUILD && places.length < channels; n += 1) {
      places.push(placeOf(discord, guild.id, { n: places.length, mixed }))
    }
  }
  return places
}

/** Gives commands at a steady pace, without waiting for their answers; gives how long each whole answer took, ms. */
function people(discord: Sandbox, { guildId, channelId }: Stood, aSecond: number) {
  const role = discord.addRole(guildId, { name: 'managers', permissions: BIT.manageGuild })
  const person = discord.as(
    discord.addPerson(guildId, { name: 'Rose', locale: 'ja', roleIds: [role.id] }).id,
  )
  const times: number[] = []
  const state = { failed: 0, given: 0 }
  const give = async () => {
    const began = performance.now()
    try {
      state.given += 1
      await person.slash(channelId, WORDS[state.given % WORDS.length] ?? '')
      times.push(performance.now() - began)
    } catch {
      state.failed += 1
    }
  }
  const timer = setInterval(() => void give(), 1_000 / aSecond)
  return {
    end: () => {
      clearInterval(timer)
      const sorted = times.toSorted((a, b) => a - b)
      const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0)
      return { count: sorted.length, failed: state.failed, p50: at(0.5), p99: at(0.99), max: at(1) }
    },
  }
}

const hasAll = (discord: Sandbox, { channelId, container, publish }: Stood): boolean => {
  if (container === null && !publish) return (discord.messages(channelId).length ?? 0) > 0
  const threads = [...discord.world.channels.values()].some(
    ({ thread }) => thread?.parentId === channelId,
  )
  const copies = discord.world.followers.get(channelId)?.map((one) => one.channelId) ?? []
  return threads && copies.every((id) => discord.messages(id).length > 0)
}

const scopeOf = ({ answer }: Logged): keyof FanOut['refused'] => {
  const body = answer as { global?: boolean; message?: string } | null
  if (body?.global === true) return 'global'
  return body?.message?.startsWith('The resource') ? 'shared' : 'user'
}

const isDigest = ({ method, route }: Logged) =>
  method === 'POST' && /^POST \/channels\/:channel\/(messages|threads)$/.test(route)

function reportOf(
  discord: Sandbox,
  { slot, places }: { slot: number; places: readonly Stood[] },
): Omit<FanOut, 'answers'> {
  const counted = discord.requests.filter(({ exempt, real }) => !exempt && real >= slot - 5_000)
  const refused = { global: 0, user: 0, shared: 0, other: 0 }
  for (const one of counted) {
    if (one.status === 429) refused[scopeOf(one)] += 1
    else if (one.status >= 400) refused.other += 1
  }
  const done = counted.filter((one) => one.status === 200 || one.status === 201)
  const stored = done.filter(isDigest).map(({ answered }) => answered ?? 0)
  const paced = counted.map(({ pace }) => ({ real: pace }))
  const count = ({ channelId, container }: Stood) =>
    container === 'post'
      ? [...discord.world.channels.values()].filter(({ thread }) => thread?.parentId === channelId)
          .length
      : discord.messages(channelId).length
  const counts = places.map(count)
  const seconds = (at: number) => Number(((at - slot) / 1_000).toFixed(2))
  return {
    digests: counts.filter((n) => n > 0).length,
    doubled: counts.filter((n) => n > 1).length,
    firstS: seconds(Math.min(...stored)),
    lastS: seconds(Math.max(...stored)),
    allS: seconds(Math.max(...done.map(({ answered }) => answered ?? 0))),
    requests: counted.length,
    otherThanMessages: counted.length - counted.filter(isDigest).length,
    worstSecond: worstSecond(paced).count,
    refused,
    violations: discord.violations.length,
  }
}

/** Resolves when every place has all, or patience ends. */
async function complete(discord: Sandbox, places: readonly Stood[], until: number): Promise<void> {
  let open = [...places]
  while (open.length > 0 && realNow() < until) {
    await systemClock.wait(100)
    open = open.filter((place) => !hasAll(discord, place))
  }
}

const wanted = JSON.parse(process.argv[2] ?? '') as Wanted
const discord = await startSandbox({ clock: systemClock, identifyWindow: 0 })
const places = placesOf(discord, wanted)
if (wanted.latencyMs > 0) {
  const slow = { times: Number.POSITIVE_INFINITY, effect: latency(wanted.latencyMs) }
  for (const route of ['POST /channels/*', 'GET /channels/*', 'GET /guilds/*']) {
    discord.faults.add({ route, ...slow })
  }
}
const { apiUrl, token } = discord
process.send?.({ apiUrl, token, places } satisfies Built)

process.on('message', async ({ slot, commandsASecond, patienceS }: Question) => {
  const [first] = places
  if (first === undefined) return
  const busy = people(discord, first, commandsASecond)
  await complete(discord, places, slot + patienceS * 1_000)
  const answers = busy.end()
  process.send?.({ ...reportOf(discord, { slot, places }), answers } satisfies FanOut)
})
process.on('disconnect', () => void discord.close())
