/** What a new session is sent first: READY, then its servers one by one. */
import { ownUserShape } from '../shapes.ts'
import type { Guild, Json, World } from '../world.ts'
import { checkEvent } from './event-schemas.ts'
import { channelsByGuild, guildPayload } from './guild-payload.ts'
import { wants } from './intents.ts'
import type { Session } from './session.ts'

const readyPayload = (
  world: World,
  session: Session,
  { guilds, url }: { guilds: readonly Guild[]; url: string },
): Json => ({
  v: 10,
  user: ownUserShape(world.bot),
  guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
  session_id: session.id,
  resume_gateway_url: url,
  ...(session.said === null ? {} : { shard: session.said }),
  application: { id: world.applicationId, flags: 0 },
})

/** Sends it all. @param outages servers that are unavailable: GUILD_DELETE says so. */
export function greet(
  world: World,
  session: Session,
  { url, outages }: { url: string; outages: ReadonlySet<string> },
): void {
  const send = (type: string, data: Json) => {
    checkEvent(type, data)
    session.dispatch(type, data)
  }
  const guilds = [...world.guilds.values()].filter(({ id }) => session.concerns(id))
  send('READY', readyPayload(world, session, { guilds, url }))
  if (!wants(session.intents, 'GUILD_CREATE', { inGuild: true, ofBot: false })) return
  const channels = channelsByGuild(world)
  for (const guild of guilds) {
    if (outages.has(guild.id)) send('GUILD_DELETE', { id: guild.id, unavailable: true })
    else send('GUILD_CREATE', guildPayload(world, guild, channels.get(guild.id) ?? []))
  }
}
