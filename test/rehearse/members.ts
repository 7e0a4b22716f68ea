/** Members look things up wherever they are; what they are shown is held against what Discord's rules let them see. */
import type { Bot } from './bot.ts'
import { TOPICS } from './feeds.ts'
import { DAY, type House, type Order, pick, type Stage } from './stage.ts'

/** https://docs.discord.com/developers/topics/permissions */
const VIEW_CHANNEL = 1n << 10n
const ADMINISTRATOR = 1n << 3n

/** Says whether a member may see a channel, in Discord's words and not in the bot's or the sandbox's code. */
function maySee(
  { discord: { world } }: Stage,
  house: House,
  userId: string,
  channelId: string,
): boolean {
  const guild = world.guilds.get(house.id)
  const channel = world.channels.get(channelId)
  const own = guild?.members.get(userId)
  if (!guild || !channel || !own) return false
  if (guild.ownerId === userId) return true
  const roles = [guild.id, ...own]
  const granted = roles.map((id) => guild.roles.get(id)?.permissions ?? 0n)
  if (granted.some((bits) => (bits & ADMINISTRATOR) !== 0n)) return true
  let isSeen = granted.some((bits) => (bits & VIEW_CHANNEL) !== 0n)
  const levels = [[guild.id], [...own], [userId]]
  for (const ids of levels) {
    const said = channel.overwrites.filter(({ id }) => ids.includes(id))
    if (said.some(({ deny }) => (deny & VIEW_CHANNEL) !== 0n)) isSeen = false
    if (said.some(({ allow }) => (allow & VIEW_CHANNEL) !== 0n)) isSeen = true
  }
  return isSeen
}

/** A digest may be in sight wherever it stands or ever stood. */
const standsInSight = (stage: Stage, { house, terms }: Order, userId: string): boolean =>
  terms.some(({ channelId }) => maySee(stage, house, userId, channelId))

const originOf = (url: string) => new URL(url).origin

/** Lets a member of a server search, list and catch up. */
export async function lookUp(stage: Stage, bot: Bot, house: House): Promise<void> {
  const { random, orders, known, clock, observer, counts } = stage
  const userId = pick([...house.members, house.ownerId], random) ?? house.ownerId
  const channelId = pick(house.channels, random) ?? ''
  const caller = known.caller(userId, { guildId: house.id, channelId })
  const sites = [...orders.values()]
    .filter((one) => one.house === house && standsInSight(stage, one, userId))
    .flatMap((one) => one.sites)
  const urls = new Set(sites.flatMap((site) => site.all.map(({ url }) => url)))
  const check = (what: string, shown: readonly (string | null)[]) => {
    counts['looked up'] = (counts['looked up'] ?? 0) + shown.length
    for (const url of shown) {
      if (url === null || !urls.has(url)) observer.blame('seen', `${what}: ${userId} sees ${url}`)
    }
  }
  const found = await bot.services.search({ query: pick(TOPICS, random) ?? 'wheat' }, caller)
  if (found.ok)
    check(
      'search',
      found.value.hits.map(({ article }) => article.url),
    )
  const latest = await bot.services.latest(null, caller)
  check(
    'latest',
    latest.map(({ article }) => article.url),
  )
  const origins = new Set(sites.map(({ url }) => originOf(url)))
  for (const { url } of await bot.services.feedChoices('', caller)) {
    if (!origins.has(originOf(`https://${url.replace(/^https:\/\//, '')}`))) {
      observer.blame('seen', `choices: ${userId} sees ${url}`)
    }
  }
  const caught = await bot.services.catchUp({ at: clock.now() - 3 * DAY, page: 0 }, caller)
  check(
    'catch-up',
    caught.entries.map(({ article }) => article.url),
  )
  if (caught.total > 0 && !maySee(stage, house, userId, channelId)) {
    observer.blame('seen', `catch-up: ${userId} is told of ${channelId}`)
  }
}
