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
export async function settings(deps: Deps, caller: Caller): Promise<SettingsView | null> {
  const { guildId } = caller
  return guildId === null ? null : viewOf(await serverSettings(deps.db, guildId), caller)
}

function checked(change: SettingsChange): Result<Partial<ServerSettings>, SettingsProblem> {
  const { notices, zone, locale } = change
  if (notices && notices.botLacks.length > 0) {
    return fail({ kind: 'bot-lacks', channelId: notices.id, rights: notices.botLacks })
  }
  if (notices && !notices.speaks) {
    return fail({ kind: 'caller-cannot-speak', channelId: notices.id })
  }
  const named = zone == null ? zone : zoneOf(zone)
  if (zone != null && named === null) return fail({ kind: 'bad-zone', typed: zone })
  return ok({
    ...(notices === undefined ? {} : { notices: notices?.id ?? null }),
    ...(named === undefined ? {} : { zone: named }),
    ...(locale === undefined ? {} : { locale }),
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
  const wanted = checked(change)
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
