/** The demo's first act: its moderators subscribe channels by slash command, as moderators do. */
import type { AddedFeed } from './added-feeds.ts'
import { CLOCK, type Server, type Stage } from './stage.ts'

export type Order = {
  lang: 'ja' | 'en'
  server: Server
  channelId: string
  channel: string
  urls: readonly string[]
}

/** Channel names as Discord makes them, recognisable and not too long. */
const channelNameOf = (name: string, number: number): string => {
  const words = decodeURIComponent(name.replace(/^https?:\/\/|[?#].*$/g, ''))
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
  return [...(words || `feed-${number}`)].slice(-40).join('').replace(/^-/, '')
}

/** Gives what is subscribed where: the sample feeds by language, each added feed in a channel of its own. */
export function ordersOf(
  { samples, servers, sandbox }: Stage,
  added: readonly AddedFeed[],
): Order[] {
  const own = (['ja', 'en'] as const).map((lang): Order => {
    const server = servers[lang]
    const urls = samples.feeds.filter((feed) => feed.lang === lang).map(({ url }) => url)
    return { lang, server, channelId: server.digestChannelId, channel: server.digestChannel, urls }
  })
  const others = added.map(({ name, url, lang }, index): Order => {
    const server = servers[lang]
    const channel = sandbox.addChannel(server.guildId, { name: channelNameOf(name, index + 1) })
    return { lang, server, channelId: channel.id, channel: channel.name, urls: [url] }
  })
  return [...own, ...others]
}

const clockText = `${CLOCK.hour}:${String(CLOCK.minute).padStart(2, '0')}`

/** Subscribes, and gives the bot's answer where it did not. */
export async function subscribe(
  { sandbox, mornings }: Stage,
  order: Order,
): Promise<string | null> {
  const { message } = await sandbox
    .as(order.server.moderatorId)
    .slash(order.channelId, 'digest subscribe', {
      feed: order.urls.join(' '),
      time: clockText,
      zone: mornings[order.lang].zone,
    })
  return message.components.length > 0 ? null : message.content
}
