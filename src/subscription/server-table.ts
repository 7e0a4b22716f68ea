/** What a server has set for itself: its language, its time zone, where it is told of its feeds, and who manages its digests. */
import type { Locale } from '../model/subscription.ts'
import type { Tx } from '../storage/db.ts'

/** Null stands for what was not set: then it is guessed from Discord's own settings of the server. */
export type ServerSettings = {
  locale: Locale | null
  /** An IANA zone. */
  zone: string | null
  /** The channel in which it is told of feeds in trouble; null: the direct messages of who subscribed. */
  notices: string | null
  /** The role whose members manage digests too; null: only those who may manage the server. */
  managers: string | null
}

const UNSET: ServerSettings = { locale: null, zone: null, notices: null, managers: null }

const idIn = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const localeIn = (value: unknown): Locale | null =>
  value === 'ja' || value === 'en' ? value : null

const moreIn = (settings: unknown): Record<string, unknown> =>
  JSON.parse(String(settings)) as Record<string, unknown>

/** Gives a server's settings. */
export async function serverSettings(tx: Tx, guildId: string): Promise<ServerSettings> {
  const [row] = await tx.all('SELECT locale, zone, settings FROM guild WHERE id = $1', [guildId])
  if (!row) return UNSET
  const { notices, managers } = moreIn(row['settings'])
  return {
    locale: localeIn(row['locale']),
    zone: row['zone'] == null ? null : String(row['zone']),
    notices: idIn(notices),
    managers: idIn(managers),
  }
}

/** Sets what is given of a server's settings, and gives them all. */
export async function saveServerSettings(
  tx: Tx,
  guildId: string,
  change: Partial<ServerSettings>,
): Promise<ServerSettings> {
  const settings = { ...(await serverSettings(tx, guildId)), ...change }
  const [row] = await tx.all('SELECT settings FROM guild WHERE id = $1', [guildId])
  const { notices, managers } = settings
  const more = { ...(row ? moreIn(row['settings']) : {}), notices, managers }
  await tx.all(
    `INSERT INTO guild (id, locale, zone, settings) VALUES ($1, $2, $3, $4)
     ON CONFLICT (id) DO UPDATE SET locale = excluded.locale, zone = excluded.zone, settings = excluded.settings`,
    [guildId, settings.locale, settings.zone, JSON.stringify(more)],
  )
  return settings
}
