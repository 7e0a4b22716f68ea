/** What managers set for their whole server. Only what can work is stored: rights in a channel are checked before. */
import { fail, ok, type Result } from '../lib/result.ts'
import type { Caller } from '../model/caller.ts'
import type { Locale } from '../model/subscription.ts'
import { type Days, daysMeant, usualDays } from '../subscription/days.ts'
import { guessCountry } from '../subscription/holidays.ts'
import {
  type ServerSettings,
  saveServerSettings,
  serverSettings,
} from '../subscription/server-table.ts'
import { guessZone, zoneOf } from '../subscription/zones.ts'
import type { Deps } from './deps.ts'
import type { SettingsChange, SettingsProblem, SettingsView } from './services.ts'

/** A digest speaks the server's language; Discord's default for servers is English, so a Japanese caller decides there. */
export const localeFor = ({ locale }: ServerSettings, caller: Caller): Locale =>
  locale ?? (caller.guildLocale?.startsWith('ja') ? 'ja' : caller.locale)

const viewOf = (set: ServerSettings, caller: Caller): SettingsView => ({
  set,
  locale: localeFor(set, caller),
  zone: set.zone ?? guessZone(caller.guildLocale),
})

/** Gives the settings of the caller's server, or null outside of servers. */
export async function settings(
  deps: Pick<Deps, 'db'>,
  caller: Caller,
): Promise<SettingsView | null> {
  const { guildId } = caller
  return guildId === null ? null : viewOf(await serverSettings(deps.db, guildId), caller)
}

/** Who got their rank from this setting, or from Discord's permission page, must not give it on. */
function managersProblem(
  { managers }: SettingsChange,
  { manages, guildId }: Caller,
): SettingsProblem | null {
  if (managers === undefined) return null
  if (!manages) return { kind: 'not-yours' }
  return managers === guildId ? { kind: 'everyone' } : null
}

function noticesProblem({ notices }: SettingsChange): SettingsProblem | null {
  if (!notices) return null
  const { id: channelId, botLacks, speaks } = notices
  if (botLacks.length > 0) return { kind: 'bot-lacks', channelId, rights: botLacks }
  return speaks ? null : { kind: 'caller-cannot-speak', channelId }
}

function checked(
  change: SettingsChange,
  caller: Caller,
): Result<Partial<ServerSettings>, SettingsProblem> {
  const { zone, locale, managers, notices } = change
  const refused = managersProblem(change, caller) ?? noticesProblem(change)
  if (refused) return fail(refused)
  const named = zone == null ? zone : zoneOf(zone)
  if (zone != null && named === null) return fail({ kind: 'bad-zone', typed: zone })
  return ok({
    ...(notices === undefined ? {} : { notices: notices?.id ?? null }),
    ...(named === undefined ? {} : { zone: named }),
    ...(locale === undefined ? {} : { locale }),
    ...(managers === undefined ? {} : { managers }),
  })
}

/** Sets all that is given, or nothing; null takes a setting back. */
export async function changeSettings(
  deps: Deps,
  change: SettingsChange,
  caller: Caller,
): Promise<Result<SettingsView, SettingsProblem>> {
  const { guildId } = caller
  if (guildId === null) return fail({ kind: 'not-in-server' })
  const wanted = checked(change, caller)
  if (!wanted.ok) return wanted
  const set = await deps.db.tx((tx) => saveServerSettings(tx, guildId, wanted.value))
  return ok(viewOf(set, caller))
}

/** Gives what may be meant by a typed text on a digest's days, with the holidays of the country that the server is in. */
export async function daysChoices(
  deps: Deps,
  typed: string,
  caller: Caller,
): Promise<{ meant: Days[]; usual: Days[] }> {
  const set = await serverSettings(deps.db, caller.guildId ?? '')
  const country = guessCountry(set.zone ?? guessZone(caller.guildLocale), caller.guildLocale)
  return {
    meant: typed.trim() === '' ? [] : daysMeant(typed, country),
    usual: usualDays(country),
  }
}
